// Go to the language that the reader has chosen before, else to the first one of the
// browser that the site has. Without this script the page shows both links.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("language");
  } catch {
    // Storage can be forbidden.
  }
  const wanted = chosen ? [chosen] : navigator.languages;
  const first = wanted.find((tag) => /^(en|zh)\b/i.test(tag));
  location.replace(/^zh\b/i.test(first) ? "zh-cn/index.html" : "en/index.html");
})();
