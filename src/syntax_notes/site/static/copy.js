// On each block of code a button that copies it, and on each cell of a note a link to it.
// Of a console session, only what was typed is copied, without prompts.
(() => {
  const template = document.querySelector("template.code-tools");
  const blocks = 'article [class*="highlight-"]:not(.highlight-none) > .highlight';

  function codeOf(block) {
    const pre = block.querySelector("pre").cloneNode(true);
    for (const part of pre.querySelectorAll(".gp, .go")) part.remove();
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
    const tools = template.content.firstElementChild.cloneNode(true);
    const [link, button] = tools.children;
    const cell = block.parentElement.previousElementSibling?.id ?? "";
    if (cell.startsWith("cell-")) link.href = `#${cell}`;
    else link.remove();
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
    block.append(tools);
  }
})();
