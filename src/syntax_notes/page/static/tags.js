// Buttons above the cards of the gallery: those of the notes that have all tags chosen
// stay. The choice is in the address, so that it can be shared.
(() => {
  const buttons = [...document.querySelectorAll(".tag-filter button")];
  const cards = [...document.querySelectorAll(".note-card")];
  const tagsOf = new Map(cards.map((card) => [card, JSON.parse(card.dataset.tags)]));
  const address = new URL(location);
  const chosen = new Set(address.searchParams.getAll("tag"));

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const tag = button.textContent;
      if (!chosen.delete(tag)) chosen.add(tag);
      update();
    });
  }

  function update() {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", chosen.has(button.textContent));
    }
    for (const card of cards) {
      card.hidden = [...chosen].some((tag) => !tagsOf.get(card).includes(tag));
    }
    // A topic of which nothing is left.
    for (const grid of document.querySelectorAll(".sphx-glr-thumbnails")) {
      const inside = [...grid.querySelectorAll(".note-card")];
      const section = grid.closest("section section");
      if (section) section.hidden = inside.length > 0 && inside.every((card) => card.hidden);
    }
    address.searchParams.delete("tag");
    for (const tag of chosen) address.searchParams.append("tag", tag);
    history.replaceState(null, "", address);
  }

  if (chosen.size) update();
})();
