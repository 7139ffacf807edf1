// Enhances nothing by itself: takes a page apart into the sentences that are read aloud, each with its languages.
const LEFT_OUT =
  "nav, button, dialog, dt, script, style, svg, template, thead, .cards, .card, .footnote-ref, .footnote-backref, .printed," +
  " .tool-panel, .tools, .updated, [hidden], [aria-hidden=true]";
const BLOCK = "article, caption, dd, div, figcaption, h1, h2, h3, h4, h5, h6, li, p, pre, section, summary, td, th, .caption";

/** What does not end a sentence though it has a full stop: "z. B.", "3. Oktober", "Nr. 5". */
const SHORT = /(^|[\s.(])(\p{L}|\d{1,2}|Nr|ca|bzw|St|Str|Tel|Dr)\.\s*$/u;
const SENTENCE = /.*?(?:[.!?؟۔।።…]+["”»“’)\]]*\s+|[。！？]+["”』」）]*|$)/gsu;
const SPOKEN = /[\p{L}\p{N}]/u;

/** Words in Latin letters, which are German where they stand in a text in other letters. */
const GERMAN = /(\p{Script=Latin}[\p{Script=Latin}\p{N}\s.@:/&’-]*\p{Script=Latin})/u;

/**
 * The sentences of a page in reading order: `range` is where one stands, `block` the element around it, `parts` are texts of
 * one language each ({ text, lang }). A cell of a table begins with its column's name, a step with its number.
 */
export function sentences(article) {
  const found = [];
  const begun = new Set();
  let block;
  let nodes = [];

  const flush = () => {
    if (nodes.length) found.push(...inBlock(block, nodes, begun));
    nodes = [];
  };

  const walker = document.createTreeWalker(article, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, filter);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const around = node.parentElement.closest(BLOCK);
    if (node.tagName || around !== block) flush();
    block = around;
    if (!node.tagName) nodes.push(node);
  }
  flush();
  return found;
}

function filter(node) {
  if (node.nodeType === Node.TEXT_NODE || node.tagName === "BR") return NodeFilter.FILTER_ACCEPT;
  const out = node.matches(LEFT_OUT) || (node.tagName === "SECTION" && node.querySelector(":scope > .cards"));
  return out ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
}

function inBlock(block, nodes, begun) {
  const text = nodes.map((node) => node.data).join("").replace(/\s/g, " ");
  const found = [];
  if (!SPOKEN.test(text)) return found;
  let before = lead(block, begun);
  let end = 0;
  for (const sentence of split(text, langOf(block))) {
    const start = end + sentence.search(/\S|$/);
    end += sentence.length;
    if (!SPOKEN.test(sentence)) continue;
    found.push({ block, ...stretch(nodes, start, end - (sentence.length - sentence.trimEnd().length), before) });
    before = [];
  }
  return found;
}

/** The part of a block from `start` to `end`, letters counted through all its nodes; `before` is said first. */
function stretch(nodes, start, end, before) {
  const range = document.createRange();
  const parts = [...before];
  let offset = 0;
  for (const node of nodes) {
    const [from, to] = [Math.max(0, start - offset), Math.min(node.length, end - offset)];
    offset += node.length;
    if (from >= to) continue;
    if (range.collapsed) range.setStart(node, from);
    range.setEnd(node, to);
    const [text, lang] = [node.data.slice(from, to).replace(/\s+/g, " "), langOf(node.parentElement)];
    const last = parts.at(-1);
    if (last?.lang === lang) last.text += text;
    else parts.push({ text, lang });
  }
  return { range, parts: parts.flatMap(withGerman).map(clean).filter(({ text }) => SPOKEN.test(text)) };
}

function withGerman({ text, lang }) {
  if (new Intl.Locale(lang).maximize().script === "Latn") return [{ text, lang }];
  return text.split(GERMAN).map((each, number) => ({ text: each, lang: number % 2 ? "de" : lang }));
}

function clean({ text, lang }) {
  return { text: text.replace(/^[\s.,;:!?)\]»”،؛]+|[\s([«„]+$/gu, ""), lang };
}

/** What is said once before a cell, a line or a step: what its column or its line is called, or its number. */
function lead(block, begun) {
  const item = block.closest("li, td, dd");
  if (!item || begun.has(item)) return [];
  begun.add(item);
  const list = item.parentElement;
  if (list.tagName === "OL") return [{ text: `${list.start + [...list.children].indexOf(item)}. `, lang: langOf(item) }];
  const name = item.tagName === "TD" ? item.closest("table").tHead?.rows[0]?.cells[item.cellIndex] : item.previousElementSibling;
  const named = name?.matches("th, dt") && name.textContent.trim();
  return named ? [{ text: `${named}: `, lang: langOf(name) }] : [];
}

function* split(text, lang) {
  const pieces = Intl.Segmenter
    ? Array.from(new Intl.Segmenter(lang, { granularity: "sentence" }).segment(text), ({ segment }) => segment)
    : text.match(SENTENCE);
  let sentence = "";
  for (const piece of pieces) {
    sentence += piece;
    if (SHORT.test(sentence)) continue;
    yield sentence;
    sentence = "";
  }
  yield sentence;
}

function langOf(element) {
  return element.closest("[lang]").lang;
}
