// Put into pages by `nox -s serve` alone: loads the page again after a build, and shows
// what went wrong in it.
(() => {
  const { folder, build } = document.currentScript.dataset;
  const box = document.createElement("dialog");
  box.className = "live-problem";
  box.setAttribute(
    "style",
    "max-width: min(60rem, 90vw); border: 2px solid #c0392b;" +
      "color: CanvasText; background: Canvas; z-index: 1000; position: fixed; top: 1rem;",
  );
  const text = document.createElement("pre");
  text.setAttribute(
    "style",
    "white-space: pre-wrap; margin: 0; overflow: auto; max-height: 70vh; font-size: 0.8rem;",
  );
  const close = document.createElement("button");
  close.textContent = "×";
  close.setAttribute("aria-label", "Close");
  close.setAttribute("style", "float: right; font-size: 1.2rem;");
  close.addEventListener("click", () => box.close());
  box.append(close, text);
  document.body.append(box);

  new EventSource("/_live").addEventListener("message", (event) => {
    const { builds, problem } = JSON.parse(event.data);
    if ((builds[folder] ?? 0) !== Number(build)) {
      location.reload();
    } else if (problem !== text.textContent) {
      text.textContent = problem;
      if (problem) {
        box.show();
      } else {
        box.close();
      }
    }
  });
})();
