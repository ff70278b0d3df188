// What is larger than its box can be scrolled by keyboard: the box takes the focus.
(() => {
  const boxes = document.querySelectorAll("article pre, article .table-wrapper");
  const update = (box) => {
    const wide = box.scrollWidth > box.clientWidth;
    if (wide || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => {
    for (const entry of entries) update(entry.target);
  });
  // What is folded has no size, and gets one when it is opened.
  for (const box of boxes) {
    update(box); // The observer first tells when the page has been drawn.
    observer.observe(box);
  }
})();
