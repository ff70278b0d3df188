// A diagram answers to the pointer, to the keyboard and to touch: an element of the result
// lights up what it came from, an element of an input where it goes. Arrow keys move between
// elements, and a button steps through the result. Without this script the picture stands
// still, with one element outlined.
(() => {
  const STEP = 900; // milliseconds for each element while the diagram plays
  const ARROWS = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };

  // Return which of some points, by its number, is the nearest to another in a direction,
  // or -1. One that stands aside counts as farther away.
  function nearest(points, [x0, y0], [right, down]) {
    let best = -1;
    let least = Infinity;
    points.forEach(([x, y], number) => {
      const ahead = right * (x - x0) + down * (y - y0);
      const aside = Math.abs(right * (y - y0)) + Math.abs(down * (x - x0));
      if (ahead > 1 && ahead + 3 * aside < least) {
        least = ahead + 3 * aside;
        best = number;
      }
    });
    return best;
  }

  // Return what is said of an element: its rule, or where it goes. What the drawing knows of
  // it comes first, then its number, the rules of what it goes to, and the words to use.
  function sentence({ rule, at, index, cut }, number, rules, words) {
    if (rule !== undefined) return rule;
    const goals = rules.map((one) => one.split(" = ")[0]);
    if (cut !== undefined) goals.push(words.cut);
    const verb = index === undefined ? words.to : words.leads;
    const where = goals.length ? `${verb} ${goals.join(", ")}` : words.nowhere;
    return `${at} = ${number}, ${where}`;
  }

  function centre(cell) {
    const { left, top, width, height } = cell.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }

  function start(figure) {
    const box = figure.querySelector(".diagram-box");
    const svg = figure.querySelector("svg");
    const rule = figure.querySelector(".diagram-rule");
    const cells = [...svg.querySelectorAll(".c")];
    const results = cells.filter((cell) => cell.dataset.rule !== undefined);
    const partners = new Map(cells.map((cell) => [cell, []]));
    for (const result of results) {
      for (const number of result.dataset.from.split(" ").filter(Boolean)) {
        partners.get(result).push(cells[number]);
        partners.get(cells[number]).push(result);
      }
    }
    const first = results.find((cell) => cell.classList.contains("on"));
    let chosen = first;

    const say = (cell) => {
      const number = cell.querySelector("text:not(.g)").textContent;
      const rules = partners.get(cell).map((partner) => partner.dataset.rule);
      return sentence(cell.dataset, number, rules, figure.dataset);
    };
    const light = (cell) => {
      const lit = new Set([cell, ...partners.get(cell)]);
      for (const other of cells) {
        other.classList.toggle("on", lit.has(other));
        other.classList.toggle("at", other === cell);
      }
      rule.textContent = say(cell);
    };
    const choose = (cell) => {
      chosen.tabIndex = -1;
      chosen = cell;
      chosen.tabIndex = 0;
      light(cell);
    };

    // The drawing is now a group of elements, each of which can be reached.
    svg.setAttribute("role", "group");
    box.removeAttribute("tabindex");
    for (const cell of cells) {
      cell.tabIndex = -1;
      cell.setAttribute("role", "img");
      cell.setAttribute("aria-label", say(cell));
    }
    first.tabIndex = 0;

    svg.addEventListener("pointerover", (event) => {
      const cell = event.target.closest(".c");
      if (cell && !player) light(cell);
    });
    svg.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && !player) light(chosen);
    });
    svg.addEventListener("pointerdown", (event) => {
      const cell = event.target.closest(".c");
      if (!cell) return;
      stop();
      choose(cell);
    });
    svg.addEventListener("focusin", (event) => {
      const cell = event.target.closest(".c");
      if (cell) choose(cell);
    });
    svg.addEventListener("keydown", (event) => {
      const cell = event.target.closest(".c");
      if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
      let goal;
      const arrow = ARROWS[event.key];
      if (arrow) goal = cells[nearest(cells.map(centre), centre(cell), arrow)];
      else if (event.key === "Home") goal = cells[0];
      else if (event.key === "End") goal = cells.at(-1);
      else return;
      event.preventDefault();
      stop();
      goal?.focus();
    });

    // Results that came from nothing are left out, unless there is nothing else.
    const sourced = results.filter((cell) => cell.dataset.from);
    const played = sourced.length ? sourced : results;
    let player = 0;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "diagram-play";
    button.textContent = figure.dataset.play;
    rule.parentNode.after(button);
    button.addEventListener("click", () => {
      if (player) {
        stop();
        return;
      }
      let next = 0;
      const step = () => {
        if (next === played.length) {
          stop();
          return;
        }
        choose(played[next++]);
        reveal(chosen);
        player = setTimeout(step, STEP);
      };
      button.textContent = figure.dataset.stop;
      rule.setAttribute("aria-live", "polite");
      step();
    });
    function stop() {
      clearTimeout(player);
      player = 0;
      button.textContent = figure.dataset.play;
      rule.removeAttribute("aria-live");
    }
    // Scroll the box, and never the page.
    function reveal(cell) {
      const outer = box.getBoundingClientRect();
      const inner = cell.getBoundingClientRect();
      if (inner.right > outer.right) box.scrollLeft += inner.right - outer.right;
      if (inner.left < outer.left) box.scrollLeft -= outer.left - inner.left;
    }
  }

  for (const figure of document.querySelectorAll("figure.diagram")) start(figure);
  // For the tests.
  window.diagrams = { nearest, sentence };
})();
