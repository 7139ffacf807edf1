// The text of a page with some paragraphs changed. The editor's rich text writes all of it anew, in its own habits: other marks
// for emphasis and lists, no alignment of columns. What says the same as before stays as it was written.

const FENCE = /^\s*(```|~~~)/;

/** Paragraphs, lists, tables and so on, each with the empty lines that follow it. */
function blocks(text) {
  const found = [];
  let fenced = false;
  let ended = true;
  for (const line of text.split(/(?<=\n)/)) {
    const blank = !line.trim() && !fenced;
    if (ended && !blank) found.push({ words: "", after: "" });
    if (blank && found.length) found.at(-1).after += line;
    else if (!blank) found.at(-1).words += line;
    if (FENCE.test(line)) fenced = !fenced;
    ended = blank;
  }
  return found;
}

/** What a block says, without the habits of who wrote it. Code is taken as it stands. */
function gist(words) {
  if (FENCE.test(words)) return words.trim();
  return words
    .split(/(`[^`]*`)/)
    .map((part, number) => (number % 2 ? part : plainly(part)))
    .join("")
    .trim();
}

const plainly = (text) =>
  text
    .replaceAll(/^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/gm, "---")
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, "")
    .replaceAll("_", "*")
    .replaceAll(/^([ \t]*)[*+] /gm, "$1- ")
    .replaceAll(/[ \t]+$/gm, (spaces) => (spaces.length > 1 ? "  " : ""))
    .replaceAll(/(?<=\S)[ \t]+(?=\S)/g, " ");

/** `text` as the editor has it, in which every block that says what one of `old` says is written as there. */
export function withOld(old, text) {
  const before = blocks(old);
  const now = blocks(text);
  const gists = before.map(({ words }) => gist(words));
  let next = 0;
  const kept = now.map(({ words }) => {
    const at = gists.indexOf(gist(words), next);
    if (at >= 0) next = at + 1;
    return at;
  });
  if (before.length === now.length && kept.every((at, number) => at === number)) return old;
  const first = old.match(/^\s*/)[0] || "\n";
  const written = now.map(({ words, after }, number) => {
    const at = kept[number];
    const together = at >= 0 && at + 1 < before.length && kept[number + 1] === at + 1;
    const last = number === now.length - 1;
    return (at >= 0 ? before[at].words : words).trimEnd() + (last ? "\n" : together ? `\n${before[at].after}` : after ? "\n\n" : "\n");
  });
  return (old.trim() ? first : "\n") + written.join("").trimStart();
}
