// Makes words comparable, as the program does when it writes the index (rendering/search/normaliser.py), by the same table.
import table from "./search-table.js";

const one = (inside, flags = "gu") => new RegExp(`[${inside}]`, flags);
const UNKNOWN = one(`^${table.known}`);
const IGNORED = one(table.ignored);
const INNER = new RegExp(`([${table.cyrillic}])[${table.apostrophes}](?=[${table.cyrillic}])`, "gu");
const APART = new RegExp(`[^${table.letters}]+`, "gu");
const WORD = new RegExp(`[${table.single}]|[^${table.single} ]+`, "gu");
const SINGLE = one(`${table.single}`, "u");
const ALIKE = new Map(Object.entries(table.alike));
const stemmers = new Map();

/** `text` in folded words, with one space between them. */
export function fold(text) {
  const small = text.replace(UNKNOWN, " ").normalize("NFKD").toLowerCase().normalize("NFKD");
  let bare = "";
  for (const letter of small.replace(INNER, "$1").replace(IGNORED, "")) bare += ALIKE.get(letter) ?? letter;
  return bare.replace(APART, " ").trim();
}

/** The words of a text, folded; a character of a script without spaces is one. */
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

/**
 * The term of a folded word: stemmed by the first of the languages that is written in its script. So many letters `fewer` than
 * usual may remain of it.
 */
export function stem(word, languages, fewer = 0) {
  const rules = languages.map(stemmer).find((each) => each?.begins.test(word));
  return rules ? rules.stem(word, fewer) : word;
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
  const wanted = new Set(terms.flatMap((term) => (isSingle(term) ? [...term] : term)));
  const known = new Map();
  const found = [];
  for (const [start, end] of runs(text)) {
    const word = text.slice(start, end);
    if (!known.has(word)) known.set(word, tokens(word, languages).some((term) => wanted.has(term)));
    if (known.get(word)) found.push([start, end]);
  }
  return found;
}

/** [start, end] of each word of a text as it is written. */
function* runs(text) {
  let start = -1;
  let at = 0;
  for (const letter of text) {
    const kind = kindOf(letter);
    if (kind !== INNER_PART && start >= 0) {
      yield [start, at];
      start = -1;
    }
    if (kind === ALONE) yield [at, at + letter.length];
    else if (kind === INNER_PART && start < 0) start = at;
    at += letter.length;
  }
  if (start >= 0) yield [start, at];
}

const [INNER_PART, ALONE, APART_FROM] = [1, 2, 3];
const APOSTROPHE = one(table.apostrophes, "u");
const kinds = new Map();

/** Whether a letter is part of a word, a word by itself, or between words. */
function kindOf(letter) {
  if (!kinds.has(letter)) {
    const folded = fold(letter);
    const joins = folded || APOSTROPHE.test(letter) || fold(`a${letter}a`) === "aa";
    kinds.set(letter, !joins ? APART_FROM : folded && isSingle(folded) ? ALONE : INNER_PART);
  }
  return kinds.get(letter);
}

function stemmer(language) {
  const name = language.split("-")[0];
  if (!stemmers.has(name)) stemmers.set(name, table.rules[name] ? made(table.rules[name]) : undefined);
  return stemmers.get(name);
}

function made({ script, beginnings, endings, small }) {
  const groups = (each) => each.map(([remain, parts]) => [remain, parts.split(" ").map((part) => part.split(">"))]);
  const [before, after] = [groups(beginnings), groups(endings)];
  return {
    begins: new RegExp(`^[${script}]`, "u"),
    small: new Set(small.split(" ")),
    stem(word, fewer) {
      for (const [remain, parts] of before) {
        const part = parts.find(([part]) => word.startsWith(part) && word.length - part.length >= remain - fewer);
        if (part) word = word.slice(part[0].length);
      }
      for (const [remain, parts] of after) {
        const part = parts.find(([part]) => word.endsWith(part) && word.length - part.length >= remain - fewer);
        if (part) word = word.slice(0, word.length - part[0].length) + (part[1] ?? "");
      }
      return word;
    },
  };
}
