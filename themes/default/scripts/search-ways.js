// The ways in which a word of a query is looked for: as it is and as a beginning, inside of long words, as the parts of a long
// word, by its synonyms, and, where nothing else is found, with typing mistakes and by what it has in common with other words.
//
// A way is what MiniSearch is asked, with its weight: { queries, weight, all (of the terms have to be there), prefix, fields }.
import { isSingle, stem } from "./search-folding.js";

const WEIGHT = { umlaut: 0.9, inside: 0.5, parts: 0.3, synonym: 0.6, typo: 0.6, kin: 0.35, single: 0.3 };
const NAMES = ["title", "keywords", "headings", "source"];
const SHORT = 3;
const LONG = 8;
const KIN = 5;
const PART = 4;
const INSIDE = 4;

/** The ways for a folded word. */
export function ways(index, word) {
  if (isSingle(word)) return [{ queries: [word], weight: WEIGHT.single }];
  const forms = variants(index, word);
  const plain = umlauts(index, word);
  const found = [...forms.flatMap(beginning), ...plain.map((form) => ({ queries: [form], weight: WEIGHT.umlaut, prefix: true }))];
  const longer = inside(index, forms);
  if (longer.length) found.push({ queries: longer, weight: WEIGHT.inside, fields: NAMES });
  if (!forms.some((form) => index.terms.has(form))) found.push(...split(index, word));
  if (![...forms, ...plain].some((form) => begins(index, form))) {
    const near = typos(index, word, forms);
    if (near.length) found.push({ queries: near, weight: WEIGHT.typo });
    else found.push(...kin(index, forms[0]));
  }
  return found;
}

/** A word as it is, and as the beginning of others; of short words there are too many to look for in texts. */
function beginning(form) {
  if (form.length >= SHORT) return [{ queries: [form], weight: 1, prefix: true }];
  return [{ queries: [form], weight: 1 }, { queries: [form], weight: 1, prefix: form.length > 1, fields: NAMES }];
}

/** A word's terms in the languages of the index, whichever of them it is taken for. */
function variants({ languages }, word) {
  return [...new Set(orders(languages).map((order) => stem(word, order)))];
}

function orders(languages) {
  return [languages, [...languages].reverse()];
}

/** The terms of a word that is written without umlauts: "ae" for "ä". */
function umlauts(index, word) {
  const plain = word.replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u");
  return plain === word ? [] : variants(index, plain).filter((form) => begins(index, form));
}

/** Terms that hold one of `forms`, but do not begin with it: they are compounds. */
function inside({ all }, forms) {
  const long = forms.filter((form) => form.length >= INSIDE);
  return long.length ? all.filter((term) => long.some((form) => term.indexOf(form) > 1)) : [];
}

/** Ways to pairs of terms that a long word is made of, with what joins them in German. */
function split({ terms, languages }, word) {
  const found = [];
  for (let at = PART; at <= word.length - PART; at += 1) {
    const [one, two] = [word.slice(0, at), word.slice(at)];
    const before = [one, one.replace(/(s|n|en|es)$/, ""), stem(one, languages)].find((form) => terms.has(form));
    const after = variants({ languages }, two).find((form) => terms.has(form));
    if (before && after) found.push({ queries: [before, after], weight: WEIGHT.parts, all: true });
  }
  return found;
}

/**
 * The terms that are nearest to a misspelled word: a letter is wrong, missing or too much, or two are swapped. With a letter
 * missing a word may have been too short for an ending to be taken off, so that is tried as well.
 */
function typos({ mini, terms, languages }, word, forms) {
  const most = word.length <= SHORT ? 0 : word.length < LONG ? 1 : 2;
  for (let distance = 1; distance <= most; distance += 1) {
    for (const form of new Set([...forms, ...orders(languages).map((order) => stem(word, order, 1))])) {
      const near = new Set(mini._index.fuzzyGet(form, distance).keys());
      if (distance === 1) swapped(form).forEach((each) => terms.has(each) && near.add(each));
      if (near.size) return [...near];
    }
  }
  return [];
}

/** A word with each two of its neighbours swapped, but for the first. */
function swapped(form) {
  const found = [];
  for (let at = 1; at < form.length - 1; at += 1) {
    found.push(form.slice(0, at) + form[at + 1] + form[at] + form.slice(at + 2));
  }
  return found;
}

/** A way to the terms that have the longest beginning in common with a word. */
function kin(index, form) {
  for (let length = form.length - 1; length >= Math.max(KIN, form.length / 2); length -= 1) {
    const start = form.slice(0, length);
    if (begins(index, start)) return [{ queries: [start], weight: WEIGHT.kin, prefix: true }];
  }
  return [];
}

/** Whether a term of the index begins with `form`. */
function begins({ mini, terms }, form) {
  return terms.has(form) || !mini._index.atPrefix(form).keys().next().done;
}

/** Groups of synonyms by the first term of each of their members: [terms, the other members]. */
export function grouped(groups) {
  const found = new Map();
  for (const group of groups) {
    for (const member of group) {
      const terms = member.split(" ");
      const others = group.filter((each) => each !== member).map((each) => each.split(" "));
      found.set(terms[0], [...(found.get(terms[0]) ?? []), [terms, others]]);
    }
  }
  return found;
}

/** Adds to the words of a query that have synonyms the ways to look for these. */
export function addSynonyms({ groups, languages }, asked, slots) {
  for (const order of orders(languages)) {
    const forms = asked.map((word) => stem(word, order));
    forms.forEach((form, at) => {
      for (const [terms, others] of groups.get(form) ?? []) {
        if (!terms.every((term, next) => forms[at + next] === term)) continue;
        const more = others.flatMap(phrase);
        terms.forEach((_, next) => slots[at + next].push(...more));
      }
    });
  }
}

/** A way to a synonym: its terms, or their pairs where they are characters of a script without spaces. */
function phrase(terms) {
  const single = terms.every(isSingle);
  const queries = single ? pairs(terms) : terms;
  return queries.length ? [{ queries, weight: WEIGHT.synonym / queries.length, all: true }] : [];
}

/** Each two neighbours that are characters of a script without spaces. */
export function pairs(terms) {
  const found = [];
  terms.forEach((term, at) => at && isSingle(terms[at - 1]) && isSingle(term) && found.push(terms[at - 1] + term));
  return found;
}
