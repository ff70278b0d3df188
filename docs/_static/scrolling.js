// What is larger than its box can be scrolled by keyboard: the box takes the focus.
(() => {
  const boxes = document.querySelectorAll("article pre, article .table-wrapper");
  const update = (box) => {
    const wide = box.scrollWidth > box.clientWidth;
    if (wide || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver((entries) => entries.forEach((one) => update(one.target)));
  for (const box of boxes) {
    update(box); // also in what is folded, which the observer does not look into
    observer.observe(box);
  }
})();
