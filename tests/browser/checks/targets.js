// Whether everything that can be pressed is large enough: 24 px by WCAG 2.5.8, 44 px where a thumb goes first.
() => {
  const LEAST = 24;
  const PRIMARY = 44;
  const problems = [];
  const pressable = "a[href], button, summary, input, select, textarea, [tabindex='0']:not(.table)";
  const primary = ".region, .tool, .card, .languages a, .neighbours a, .finder button, .finder input, .contents summary, .footer a, .panel label, .panel li a, .contact dd a, td a[href^='tel:']";

  const inSentence = (element) => {
    if (!/^inline$/.test(getComputedStyle(element).display)) return false;
    const block = element.closest("p, li, td, th, dd, dt, blockquote, figcaption, caption, small");
    return Boolean(block) && block.textContent.trim().length > element.textContent.trim().length;
  };
  const area = (element) => {
    const owner = element.matches(".card a") ? element.closest(".card") : element.matches("input") ? element.labels?.[0] || element : element;
    const own = element.getBoundingClientRect();
    const rect = (element.type === "search" ? element : owner).getBoundingClientRect();
    return { left: Math.min(own.left, rect.left), right: Math.max(own.right, rect.right), top: Math.min(own.top, rect.top), bottom: Math.max(own.bottom, rect.bottom), owner };
  };

  const seen = [...document.querySelectorAll(pressable)].filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".skip"));
  const alone = (element, { left, right, top, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return seen.every((other) => {
      if (other === element || other.contains(element) || element.contains(other)) return true;
      const box = area(other);
      return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) >= LEAST / 2;
    });
  };

  for (const element of seen) {
    if (inSentence(element)) continue;
    const box = area(element);
    const { left, right, top, bottom, owner } = box;
    const [wide, high] = [right - left, bottom - top];
    const says = `${element.localName} “${(element.textContent || element.labels?.[0]?.textContent || "").trim().slice(0, 40)}”`;
    const least = owner.matches(primary) || element.matches(primary) ? PRIMARY : LEAST;
    const small = high < least - 0.5 || wide < LEAST - 0.5;
    if (small && (least === PRIMARY ? high < least - 0.5 || !alone(element, box) : !alone(element, box))) problems.push(`smaller than ${least} px: ${says} ${wide.toFixed(0)} × ${high.toFixed(0)}`);
  }
  return problems;
}
