// What ought to stand on paper and what ought not, while print styles are on; and whether they print black on white.
() => {
  const problems = [];
  const says = (element) => element.textContent.trim().replace(/\s+/g, " ");
  const latin = (text) => !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const pencil = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    pencil.clearRect(0, 0, 1, 1);
    pencil.fillStyle = colour;
    pencil.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pencil.getImageData(0, 0, 1, 1).data;
    return alpha < 10 ? 1 : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };

  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const folded = element.closest("details:not([open]) > :not(summary)")?.parentElement.checkVisibility();
    const inner = !element.closest("script, style, .unseen, [hidden]");
    if (!walker.currentNode.data.trim() || !inner || (!element.checkVisibility() && !folded)) continue;
    texts.push(walker.currentNode.data);
    if (light(getComputedStyle(element).color) > 0.45) problems.push(`printed too pale: “${says(element).slice(0, 40)}”`);
    let below = element;
    while (below && getComputedStyle(below).backgroundColor === "rgba(0, 0, 0, 0)") below = below.parentElement;
    if (below && light(getComputedStyle(below).backgroundColor) < 0.85) problems.push(`printed on dark ground: “${says(element).slice(0, 40)}”`);
  }
  const pressed = ".tool, .skip, .menu, .breadcrumbs, .contents, .neighbours, .finder, .footer nav, button, input";
  for (const element of all(pressed))
    if (element.checkVisibility()) problems.push(`printed, although paper cannot be pressed: “${says(element).slice(0, 40)}”`);
  for (const element of window.onTheScreen || [])
    if (!element.checkVisibility()) problems.push(`not printed: “${says(element).slice(0, 40)}”`);
  return {
    problems: [...new Set(problems)],
    first: [...all("h1"), ...all(".region")].map(says).filter(latin).filter(Boolean),
    printed: [
      ...all(".text a[href^='http']:not(.contact a)").map((link) => `(${link.getAttribute("href")})`),
      ...all(".contact a[href^='tel:'] bdi, .updated time, .text details > p").map(says),
      ...(document.querySelector("article") ? all("link[rel=canonical]").map(({ href }) => href) : []),
    ].filter(latin).filter(Boolean),
    all: texts.join(""),
  };
}
