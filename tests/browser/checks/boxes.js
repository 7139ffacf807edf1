// Whether everything fits at this width: nothing scrolls sideways, nothing is cut off, no text leaves its box or covers another.
() => {
  const problems = [];
  const root = document.documentElement;
  const screen = root.clientWidth;
  const style = (element) => getComputedStyle(element);
  const scrolls = (element) => element && element !== root && element !== document.body && /auto|scroll/.test(style(element).overflowX);
  const scroller = (element) => {
    let each = element;
    while (each && !scrolls(each)) each = each.parentElement;
    return each;
  };
  const silent = (element) => element.closest(".unseen, .skip, [hidden]") || element.closest("svg")
    || style(element).clipPath === "inset(50%)" || (element.parentElement && style(element.parentElement).clipPath === "inset(50%)");
  const says = (text) => text.trim().replace(/\s+/g, " ").slice(0, 50);

  if (root.scrollWidth > screen) problems.push(`the page scrolls sideways: ${root.scrollWidth} px in ${screen}`);

  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || silent(element)) continue;
    const { overflowX, overflowY, textOverflow } = style(element);
    const cut = /hidden|clip/.test(overflowX) ? element.scrollWidth > element.clientWidth + 1 : false;
    const cutBelow = /hidden|clip/.test(overflowY) && overflowX !== "auto" ? element.scrollHeight > element.clientHeight + 1 : false;
    if ((cut || cutBelow) && element.textContent.trim()) problems.push(`cut off: ${element.className} “${says(element.textContent)}”`);
    if (textOverflow === "ellipsis") problems.push(`shortened with dots: “${says(element.textContent)}”`);
    if (scrolls(element) && element.scrollWidth > element.clientWidth && element.tabIndex < 0)
      problems.push(`scrolls and cannot be focused: ${element.className}`);
  }

  // Lines of text, as the eye sees them.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true }) || silent(parent)) continue;
    if (parent.closest("script, style, title")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects())
      if (right - left > 1) lines.push({ left, right, top, bottom, node, parent });
  }
  const boxed = (element) => {
    let each = element;
    while (each && each !== document.body) {
      const { borderInlineStartWidth, borderInlineEndWidth, backgroundColor, display } = style(each);
      const edged = parseFloat(borderInlineStartWidth) + parseFloat(borderInlineEndWidth) > 0;
      if ((edged || backgroundColor !== "rgba(0, 0, 0, 0)") && !/^inline$|contents/.test(display)) return each;
      each = each.parentElement;
    }
    return null;
  };
  for (const { left, right, parent, node } of lines) {
    const frame = scroller(parent);
    const box = boxed(parent);
    if (!frame && (left < -1 || right > screen + 1)) problems.push(`stands outside of the screen: “${says(node.data)}”`);
    const edge = box && !(frame && frame !== box && box.contains(frame)) && !(frame === box) && box.getBoundingClientRect();
    if (edge && (left < edge.left - 1 || right > edge.right + 1)) problems.push(`leaves its box: ${box.className || box.localName} “${says(node.data)}”`);
  }
  const overlay = (element) => element.closest("[open] > .panel");
  for (let one = 0; one < lines.length; one += 1)
    for (let two = one + 1; two < lines.length; two += 1) {
      const [a, b] = [lines[one], lines[two]];
      if (a.node === b.node || overlay(a.parent) !== overlay(b.parent)) continue;
      if (a.parent.closest("sup, sub") || b.parent.closest("sup, sub")) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const small = Math.min(a.bottom - a.top, b.bottom - b.top);
      if (wide > 2 && high > small * 0.45) problems.push(`one text covers another: “${says(a.node.data)}” and “${says(b.node.data)}”`);
    }
  return [...new Set(problems)];
}
