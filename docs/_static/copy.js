// A button on each block of code that copies it. Of a console session, only what was
// typed, without prompts.
(() => {
  const template = document.querySelector("template.copy-button");
  const blocks = 'article [class*="highlight-"]:not(.highlight-none) > .highlight';

  function codeOf(block) {
    const pre = block.querySelector("pre").cloneNode(true);
    pre.querySelectorAll(".gp, .go").forEach((part) => part.remove());
    return pre.textContent.replace(/\n+$/, "");
  }

  // Where the browser gives no access to the clipboard, as on plain http.
  function copySelection(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  for (const block of document.querySelectorAll(blocks)) {
    const button = template.content.firstElementChild.cloneNode(true);
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const text = codeOf(block);
      await (navigator.clipboard?.writeText(text) ?? Promise.reject()).catch(() =>
        copySelection(text),
      );
      button.focus();
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 2000);
    });
    block.append(button);
  }
})();
