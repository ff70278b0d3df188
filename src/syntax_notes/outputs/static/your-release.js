// A list of releases: what the chosen one printed stands first, on every page. Without
// this script the newest stands first, and the others fold.
(() => {
  const KEY = "your-release";
  const line = document.querySelector(".note-releases");
  const groups = [...document.querySelectorAll(".device-outputs")]
    .map((group) => [...group.querySelectorAll(":scope > [data-releases]")])
    .filter((variants) => variants.length > 1);

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return ""; // Storage can be forbidden; the choice then holds on this page only.
    }
  };
  const remember = (release) => {
    try {
      localStorage.setItem(KEY, release);
    } catch {
      // As above.
    }
  };

  const open = new Map(groups.flat().map((variant) => [variant, variant.open]));
  const apply = (release) => {
    for (const variants of groups) {
      const outputs = variants[0].parentNode;
      outputs.querySelector(".release-remark")?.remove();
      const yours = variants.find((one) => one.dataset.releases.split(" ").includes(release));
      const first = yours ?? variants[0];
      // All of them in the order of the page, but yours in front.
      for (const variant of [first, ...variants.filter((one) => one !== first)].reverse()) {
        outputs.prepend(variant);
        variant.open = variant === yours || open.get(variant);
      }
      if (!yours?.dataset.remark) continue;
      const remark = document.createElement("p");
      remark.className = "device-reason release-remark";
      remark.textContent = yours.dataset.remark;
      outputs.prepend(remark);
    }
  };

  if (line) {
    const list = document.createElement("select");
    list.title = line.dataset.hint;
    list.append(new Option(line.dataset.newest, ""));
    const labels = line.dataset.labels.split(" ");
    for (const [at, release] of line.dataset.releases.split(" ").entries()) {
      list.append(new Option(labels[at], release));
    }
    list.value = remembered();
    if (list.selectedIndex < 0) list.value = "";
    list.addEventListener("change", () => {
      remember(list.value);
      apply(list.value);
    });
    const label = document.createElement("label");
    label.className = "your-release";
    label.append(line.dataset.yours, " ", list);
    line.append(" ", label);
  }
  if (remembered()) apply(remembered());
})();
