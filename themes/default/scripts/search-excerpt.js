// Finds the part of a text that shows best why it was found. No page is needed: it runs in a worker, and in Node.js.
import { fold, marks } from "./search-folding.js";

const LENGTH = 160; // Characters.
const TELLING = 60; // From how many on a text says more than a word in a list.
const LEAD = 40; // Of them before the first word that is marked.

/**
 * The part of `blocks` (texts such as paragraphs) that has most of the different words of `terms`, the first of the best:
 * { block, parts }, its block's number and the text in parts, of which every second one is to be marked.
 */
export function excerpt(blocks, terms, languages) {
  let best = { worth: 0, block: 0, from: 0, spots: [] };
  blocks.forEach((text, block) => {
    const spots = marks(text, terms, languages);
    spots.forEach(([from], first) => {
      const near = spots.slice(first).filter(([, end]) => end - from <= LENGTH - LEAD);
      const worth = new Set(near.map(([start, end]) => fold(text.slice(start, end)))).size + (text.length < TELLING ? 0 : 0.5);
      if (worth > best.worth) best = { worth, block, from, spots };
    });
  });
  const text = blocks[best.block] ?? "";
  const [start, end] = around(text, best.worth ? best.from : 0);
  const shown = best.spots.filter(([from, to]) => from >= start && to <= end);
  const parts = [start ? "… " : ""];
  let at = start;
  for (const [from, to] of shown) {
    parts[parts.length - 1] += text.slice(at, from);
    parts.push(text.slice(from, to), "");
    at = to;
  }
  parts[parts.length - 1] += text.slice(at, end) + (end < text.length ? " …" : "");
  return { block: best.block, parts };
}

/** Where an excerpt begins and ends that shows the word at `from`: at spaces, if there are any near. */
function around(text, from) {
  if (text.length <= LENGTH) return [0, text.length];
  const latest = Math.max(0, Math.min(from - LEAD, text.length - LENGTH));
  const space = latest && text.indexOf(" ", latest);
  const start = latest && space >= 0 && space < from ? space + 1 : latest;
  if (start + LENGTH >= text.length) return [start, text.length];
  const last = text.lastIndexOf(" ", start + LENGTH);
  return [start, last > start + LENGTH / 2 ? last : start + LENGTH];
}
