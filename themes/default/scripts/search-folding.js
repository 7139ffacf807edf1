// Makes words comparable, as the program does when it writes the index (rendering/search/normaliser.py), by the same table.
import table from "./search-table.js";

const one = (inside, flags = "gu") => new RegExp(`[${inside}]`, flags);
const UNKNOWN = one(`^${table.known}`);
const IGNORED = one(table.ignored);
const INNER = new RegExp(`([${table.cyrillic}])[${table.apostrophes}](?=[${table.cyrillic}])`, "gu");
const APART = new RegExp(`[^${table.letters}]+`, "gu");
const WORD = new RegExp(`[${table.single}]|[^${table.single} ]+`, "gu");
const SINGLE = one(`${table.single}`, "u");
const RUN = new RegExp(`[${table.single}]|[^${table.single}\\s]+`, "gu");
const ALIKE = new Map(Object.entries(table.alike));
const stemmers = new Map();

/** `text` in folded words, with one space between them. */
export function fold(text) {
  const small = text.replace(UNKNOWN, " ").normalize("NFKD").toLowerCase().normalize("NFKD");
  let bare = "";
  for (const letter of small.replace(INNER, "$1").replace(IGNORED, "")) bare += ALIKE.get(letter) ?? letter;
  return bare.replace(APART, " ").trim();
}

/** The words of a text, folded, each with the other forms in which `languages` would have it in an index. */
export function words(text) {
  return fold(text).match(WORD) ?? [];
}

/** The terms of a text, as an index of `languages` has them: `pairs` as in titles; `small: false` as in texts. */
export function tokens(text, languages, { pairs = false, small = true } = {}) {
  const found = [];
  for (const chunk of fold(text).split(" ")) {
    const parts = chunk.match(WORD) ?? [];
    for (const word of parts) if (small || !isSmall(word, languages)) found.push(stem(word, languages));
    if (pairs) parts.forEach((word, at) => at && isSingle(parts[at - 1]) && isSingle(word) && found.push(parts[at - 1] + word));
  }
  return found;
}

/** The term of a folded word: stemmed by the first of the languages that is written in its script. */
export function stem(word, languages) {
  const first = word.codePointAt(0);
  for (const language of languages) {
    const rules = stemmer(language);
    if (rules?.script.test(String.fromCodePoint(first))) return rules.stem(word);
  }
  return word;
}

/** Whether a word means little by itself. */
export function isSmall(word, languages) {
  return languages.some((language) => stemmer(language)?.small.has(word));
}

/** Whether a word is a character of a script without spaces. */
export function isSingle(word) {
  return SINGLE.test(word);
}

/** Where words of `text` stand that an index of `languages` knows by one of `terms`: [start, end] of each. */
export function marks(text, terms, languages) {
  const wanted = new Set(terms);
  const single = terms.flatMap((term) => (isSingle(term) ? [...term] : []));
  single.forEach((term) => wanted.add(term));
  const found = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    for (const [start, end] of inner(run)) {
      if (tokens(run.slice(start, end), languages).some((term) => wanted.has(term))) found.push([index + start, index + end]);
    }
  }
  return found;
}

/** The parts of a run without spaces that fold to one word each. */
function* inner(run) {
  let start = -1;
  let at = 0;
  for (const letter of run) {
    const apart = !fold(letter) && fold(`a${letter}a`) !== "aa" && !INNER_MARK.test(letter);
    if (apart && start >= 0) yield [start, at];
    start = apart ? -1 : start < 0 ? at : start;
    at += letter.length;
  }
  if (start >= 0) yield [start, at];
}

const INNER_MARK = one(table.apostrophes, "u");

function stemmer(language) {
  const name = language.split("-")[0];
  if (!stemmers.has(name)) stemmers.set(name, table.rules[name] ? made(table.rules[name]) : undefined);
  return stemmers.get(name);
}

function made({ script, beginnings, endings, small }) {
  const groups = (each) => each.map(([remain, parts]) => [remain, parts.split(" ").map((part) => part.split(">"))]);
  const [before, after] = [groups(beginnings), groups(endings)];
  return {
    script: one(script, "u"),
    small: new Set(small.split(" ")),
    stem(word) {
      for (const [remain, parts] of before) {
        const part = parts.find(([part]) => word.startsWith(part) && word.length - part.length >= remain);
        if (part) word = word.slice(part[0].length);
      }
      for (const [remain, parts] of after) {
        const part = parts.find(([part]) => word.endsWith(part) && word.length - part.length >= remain);
        if (part) word = word.slice(0, word.length - part[0].length) + (part[1] ?? "");
      }
      return word;
    },
  };
}
