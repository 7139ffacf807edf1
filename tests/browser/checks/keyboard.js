// The element in focus: where it begins, the box that its indicator goes round, and whether the eye can find it there.
() => {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const inner = element.matches(".card a") ? element.closest(".card") : element;
  const start = element.getClientRects()[0] || element.getBoundingClientRect();
  const box = inner.getBoundingClientRect();
  const label = element.labels?.[0];
  const found = document.elementFromPoint(start.left + start.width / 2, start.top + Math.min(start.height / 2, 20));
  const covered = !found || !(inner.contains(found) || found.contains(element) || label?.contains(found));
  const group = element.closest(".card, .panel, header, nav, main, aside, footer");
  return {
    order: [...document.querySelectorAll("*")].indexOf(element),
    group: [...document.querySelectorAll("*")].indexOf(group),
    says: `<${element.localName}> “${(element.textContent || label?.textContent || element.id).trim().replace(/\s+/g, " ").slice(0, 40)}”`,
    skip: element.matches(".skip"),
    start: { left: start.left, right: start.right, top: start.top, bottom: start.bottom },
    box: { left: box.left, top: box.top, width: box.width, height: box.height },
    lines: inner.getClientRects().length,
    edge: [...inner.getClientRects()].reduce((sum, { width, height }) => sum + 2 * (width + height), 0),
    covered,
    rtl: getComputedStyle(element.closest("ul, ol, p, main, header, nav, aside, footer")).direction === "rtl",
  };
}
