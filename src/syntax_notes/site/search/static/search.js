// The search dialog: opened by Ctrl+K or from the field in the sidebar. What it finds
// comes from search-index.js, which is loaded when the dialog opens.
(() => {
  const dialog = document.querySelector("dialog.search");
  const input = dialog.querySelector("input");
  const status = dialog.querySelector(".search-status");
  const list = dialog.querySelector(".search-results");
  const field = document.querySelector(".sidebar-search");
  const say = dialog.dataset;
  const SAID = 200; // characters of a query that an answer repeats
  let index;

  function loadIndex() {
    index ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = say.index;
      script.onload = () => resolve(window.searchIndex);
      script.onerror = () => {
        index = undefined;
        reject(new Error(`${script.src} cannot be loaded`));
      };
      document.head.append(script);
    });
    return index;
  }

  function open(query) {
    if (dialog.open) return;
    input.value = query;
    dialog.showModal();
    loadIndex()
      .then(({ prepare }) => prepare())
      .catch(() => {});
    update();
  }

  async function update() {
    const query = input.value.trim();
    let answer = { count: 0, missing: [], results: [] };
    let words = "";
    if (query) {
      try {
        answer = await (await loadIndex()).search(input.value.trimStart());
        words = sentence(query, answer);
      } catch {
        words = say.broken;
      }
    }
    if (query !== input.value.trim()) return; // there is more to answer by now
    status.textContent = words;
    list.replaceChildren(...answer.results.map(entry));
  }

  // Put a text in its place as it is: "$&" in it means nothing.
  const fill = (sentence, place, text) => sentence.split(place).join(text);
  const shortened = (text) => (text.length > SAID ? `${text.slice(0, SAID)} …` : text);

  function sentence(query, { count, missing, results }) {
    if (!count) return fill(say.none, "{query}", shortened(query));
    const pages = count === 1 ? say.one : fill(say.many, "{count}", count);
    const best = count > results.length ? fill(say.best, "{count}", results.length) : "";
    const words = shortened(missing.join(" "));
    const gone = missing.length ? fill(say.missing, "{words}", words) : "";
    return [pages, best, gone].filter(Boolean).join(" · ");
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function entry({ url, title, topic, heading, excerpt }) {
    const words = excerpt.map(([text, found]) => (found ? element("mark", "", text) : text));
    const place = [topic, heading].filter(Boolean).join(" › ");
    const link = element(
      "a",
      "",
      element("span", "search-title", title),
      element("span", "search-place", place),
      element("span", "search-excerpt", ...words),
    );
    link.href = url;
    return element("li", "", link);
  }

  // Up and down go from the field through the results.
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + step;
    if (stops[at]) {
      event.preventDefault();
      stops[at].focus();
    }
  });

  // Enter goes to the first result; closing is for Escape and the button.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  // Of a word that is being composed, only the end counts.
  input.addEventListener("input", (event) => event.isComposing || update());
  input.addEventListener("compositionend", update);
  list.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside what it shows
  });

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    if (event.altKey || event.shiftKey) return;
    event.preventDefault();
    open("");
  });

  const others = '.search-open, .actions a[href$="genindex.html"]';
  for (const link of document.querySelectorAll(others)) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      open("");
    });
  }

  // A click, or the first character, goes on in the dialog.
  const fromField = (event) => {
    event.preventDefault();
    open(field.value);
    field.value = "";
  };
  field.addEventListener("click", fromField);
  field.addEventListener("input", (event) => event.isComposing || fromField(event));
  field.addEventListener("compositionend", fromField);
  field.form.addEventListener("submit", fromField);
})();
