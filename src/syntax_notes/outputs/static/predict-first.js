// A switch that folds every output, so that you predict it before you look. The choice is
// kept for the whole site. Without this script the outputs are open, and fold one by one.
(() => {
  const KEY = "predict-first";
  const outputs = document.querySelectorAll("details.output");
  const facts = document.querySelector(".note-facts");
  if (!outputs.length || !facts) return;

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) === "on";
    } catch {
      return false; // Storage can be forbidden; the switch then works on this page only.
    }
  };
  const remember = (on) => {
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // As above.
    }
  };

  const button = document.createElement("button");
  button.type = "button";
  button.className = "predict-first";
  button.textContent = facts.dataset.predict;
  button.title = facts.dataset.hint;
  const apply = (on) => {
    button.setAttribute("aria-pressed", String(on));
    for (const output of outputs) output.open = !on;
  };
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    remember(on);
    apply(on);
  });
  facts.append(button);
  apply(remembered());
})();
