// Remember the language that a reader has chosen, for the first page of the site.
(() => {
  for (const link of document.querySelectorAll("a[data-language]")) {
    link.addEventListener("click", () => {
      try {
        localStorage.setItem("language", link.dataset.language);
      } catch {
        // Storage can be forbidden; the first page then goes by the browser's languages.
      }
    });
  }
})();
