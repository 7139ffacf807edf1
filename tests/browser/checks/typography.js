// Whether text can be read: line height, line length, and what Arabic script does not have.
() => {
  const problems = [];
  const LINE_HEIGHT = 1.5;
  const MEASURE = 80;
  const says = (element) => `<${element.localName}> “${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  const arabic = /\p{Script=Arabic}/u;

  for (const element of document.querySelectorAll("p, li, dd, td, th, blockquote, label, summary")) {
    if (!element.checkVisibility() || !element.textContent.trim() || element.closest(".unseen, .neighbours, .contents, .bar")) continue;
    const { lineHeight, fontSize } = getComputedStyle(element);
    const inline = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (inline && !element.matches(".contact-name") && parseFloat(lineHeight) < LINE_HEIGHT * parseFloat(fontSize) - 0.1)
      problems.push(`lines too close (${(parseFloat(lineHeight) / parseFloat(fontSize)).toFixed(2)}): ${says(element)}`);
    if (inline && parseFloat(fontSize) < 14) problems.push(`letters too small (${fontSize}): ${says(element)}`);
  }

  for (const paragraph of document.querySelectorAll("main p, main li, main dd")) {
    if (!paragraph.checkVisibility() || paragraph.querySelector("p, ul, ol, table, div")) continue;
    const lines = new Map();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const { index, 0: word } of walker.currentNode.data.matchAll(/\S+\s*/g)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, index);
        range.setEnd(walker.currentNode, index + word.trimEnd().length);
        const rects = range.getClientRects(); // a long word may be broken
        for (const { top } of rects) lines.set(Math.round(top / 8), (lines.get(Math.round(top / 8)) || 0) + word.length / rects.length);
      }
    }
    const longest = Math.max(0, ...lines.values());
    if (longest > MEASURE + 8) problems.push(`a line of ${longest.toFixed(0)} characters: ${says(paragraph)}`);
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!arabic.test(walker.currentNode.data) || !element.checkVisibility()) continue;
    const { fontStyle, letterSpacing, textTransform, fontVariantCaps } = getComputedStyle(element);
    if (fontStyle !== "normal") problems.push(`Arabic in italics: ${says(element)}`);
    if (letterSpacing !== "normal" && parseFloat(letterSpacing)) problems.push(`Arabic with spaced letters: ${says(element)}`);
    if (textTransform !== "none" || fontVariantCaps !== "normal") problems.push(`Arabic in capitals: ${says(element)}`);
  }

  // Links in running text are told by more than their colour.
  for (const link of document.querySelectorAll(".text p a, .text li a, .notice a, .apologies a"))
    if (link.checkVisibility() && !link.closest(".card, sup") && !getComputedStyle(link).textDecorationLine.includes("underline"))
      problems.push(`a link that only its colour tells: ${says(link)}`);
  return [...new Set(problems)];
}
