// Whether the page is mirrored when its direction is turned: every box at the same distance from the other side.
() => {
  const problems = [];
  const html = document.documentElement;
  const parts = ".bar > *, .region > *, .tool > .icon, .breadcrumbs li, h1, .lead, .card, .card > *, .contents, .text > *, .text li,"
    + " .text :is(th, td), .admonition > *, .contact, .contact dt, .contact dd, .contact dt > .icon, .neighbours > *, .notice > *,"
    + " .footer li, .languages li, .finder > *, .regions summary, .video > *, .contents summary > .icon, .captioned, .caption";
  const elements = [...document.querySelectorAll(parts)].filter((element) => {
    const own = element.closest("[dir]");
    return element.checkVisibility() && own === html && !element.querySelector("pre");
  });
  const boxes = () => elements.map((element) => {
    const { left, right, top } = element.getBoundingClientRect();
    return { left, right, top };
  });
  const turn = (icon) => Math.sign(new DOMMatrix(getComputedStyle(icon).transform).a || 1);
  const icons = [...document.querySelectorAll("svg.icon")];

  const before = boxes();
  const turns = icons.map(turn);
  const width = html.clientWidth;
  const was = html.dir;
  html.dir = was === "rtl" ? "ltr" : "rtl";
  const after = boxes();
  const turned = icons.map(turn);
  html.dir = was;

  elements.forEach((element, index) => {
    const [one, two] = [before[index], after[index]];
    if (Math.abs(one.top - two.top) > 2) return; // lines broke elsewhere; what follows cannot be compared
    const moved = Math.max(Math.abs(one.left - (width - two.right)), Math.abs(one.right - (width - two.left)));
    if (moved > 1.5) problems.push(`not mirrored by ${moved.toFixed(0)} px: ${element.localName}.${element.getAttribute("class") || ""} “${element.textContent.trim().slice(0, 30)}”`);
  });
  icons.forEach((icon, index) => {
    const points = icon.classList.contains("flip");
    const own = icon.closest("[dir]") === html;
    if (own && points && turns[index] === turned[index]) problems.push("an icon that points somewhere is not turned");
    if (!points && (turns[index] < 0 || turned[index] < 0)) problems.push("an icon that points nowhere is turned");
    if (own && points && turns[index] !== (was === "rtl" ? -1 : 1)) problems.push("an icon points backwards");
  });
  return [...new Set(problems)];
}
