// Finds documents of one language: pages, places, events and news. No page is needed: it runs in a worker, and in Node.js.
//
// Each word of a query is looked for in several ways, of which the best counts for a document: as it is and as a beginning, inside
// of long words, as the parts of a long word, by its synonyms, and with typing mistakes where nothing else is found. A document
// that has more of the words comes first.
import { isSingle, isSmall, stem, words } from "./search-folding.js";
import { join } from "./search-joining.js";
import { nearest } from "./search-nearest.js";

const BOOST = { title: 8, keywords: 5, headings: 2.5, text: 1, source: 4 };
const WEIGHT = { inside: 0.5, parts: 0.6, synonym: 0.6, typo: 0.6, single: 0.3, umlaut: 0.9 };
const KIND = { page: 1, place: 0.9, event: 0.8, news: 0.8 };
const NEAREST = 5;

/**
 * An engine over `<language>/search/`: `load(path)` promises the object in a JSON file there, `library` is MiniSearch.
 * `search(query, { audience, limit })` gives { hits, total, nearest }.
 */
export async function open(load, library) {
  const start = await load("index.json");
  const parts = await Promise.all(start.shards.map((name) => load(`${name}.json`)));
  const { languages } = start;
  const options = { tokenize: (term) => [term], processTerm: (term) => term, searchOptions: { boost: BOOST } };
  const { mini, terms, stored } = join(parts, start, library, options);
  const index = { mini, terms, languages, groups: grouped(start.synonyms), all: [...terms.keys()] };

  /** What a page shows of a file. */
  const shown = (file) => {
    const { title, kind = "page", lang = "" } = stored.get(file);
    return { file, title, kind, lang };
  };

  return {
    languages,
    search(query, { audience = "", limit = 20 } = {}) {
      const meant = (file) => !audience || !stored.get(file).for || stored.get(file).for.includes(audience);
      const found = [...ranked(index, query, stored)].filter(([file]) => meant(file));
      found.sort(([one, a], [two, b]) => b.score - a.score || (one < two ? -1 : 1));
      return {
        hits: found.slice(0, limit).map(([file, { fields, terms }]) => ({
          ...shown(file),
          trail: trail(file, stored),
          terms: [...terms],
          bridge: fields.size === 1 && fields.has("source"),
        })),
        total: found.length,
        nearest: found.length ? [] : nearest(query, [...stored].filter(([file]) => meant(file)), NEAREST).map(shown),
      };
    },
  };
}

/** Each file that has a word of the query: its score, the fields that have it, and the terms that it has. */
function ranked(index, query, stored) {
  const all = words(query);
  const telling = all.filter((word) => !isSmall(word, index.languages));
  const asked = telling.length ? telling : all;
  const slots = asked.map((word) => ways(index, word));
  addSynonyms(index, asked, slots);
  const documents = new Map();
  const count = (slot, counts) => {
    for (const [file, { score, match }] of best(index, slot)) {
      const known = documents.get(file) ?? { score: 0, words: 0, fields: new Set(), terms: new Set() };
      known.score += score;
      known.words += counts;
      for (const [term, fields] of Object.entries(match)) {
        known.terms.add(term);
        fields.forEach((field) => known.fields.add(field));
      }
      documents.set(file, known);
    }
  };
  slots.forEach((slot) => count(slot, 1));
  pairs(asked).forEach((pair) => count([{ queries: [pair], weight: 1 }], 0));
  for (const [file, document] of documents) {
    document.score *= (document.words / asked.length) ** 2 * KIND[stored.get(file).kind ?? "page"];
  }
  return documents;
}

/** The ways in which a word is looked for: terms that all have to be there, with their weight. */
function ways(index, word) {
  if (isSingle(word)) return [{ queries: [word], weight: WEIGHT.single }];
  const forms = variants(index, word);
  const found = forms.map((form) => ({ queries: [form], weight: 1, prefix: form.length > 1 }));
  const plain = umlauts(index, word);
  found.push(...plain.map((form) => ({ queries: [form], weight: WEIGHT.umlaut, prefix: true })));
  found.push(...inside(index, forms).map((term) => ({ queries: [term], weight: WEIGHT.inside })));
  const known = [...forms, ...plain].some((form) => begins(index, form));
  if (!forms.some((form) => index.terms.has(form))) {
    found.push(...split(index, word).map((queries) => ({ queries, weight: WEIGHT.parts })));
  }
  if (!known) found.push(...forms.flatMap((form) => typos(index, form)));
  return found;
}

/** A word's terms in the languages of the index, whichever of them it is taken for. */
function variants({ languages }, word) {
  return [...new Set([stem(word, languages), stem(word, [...languages].reverse())])];
}

/** The terms of a word that is written without umlauts: "ae" for "ä". */
function umlauts(index, word) {
  const plain = word.replace(/ae/g, "a").replace(/oe/g, "o").replace(/ue/g, "u");
  return plain === word ? [] : variants(index, plain).filter((form) => begins(index, form));
}

/** Terms that hold one of `forms`, but do not begin with it: parts of compounds. */
function inside({ all }, forms) {
  const long = forms.filter((form) => form.length > 3);
  return long.length ? all.filter((term) => long.some((form) => term.indexOf(form) > 1)) : [];
}

/** Pairs of terms that a long word is made of. */
function split({ terms, languages }, word) {
  const found = [];
  for (let at = 4; at <= word.length - 4; at += 1) {
    const [one, two] = [word.slice(0, at), word.slice(at)];
    const before = [one, one.replace(/(s|n|en|es)$/, ""), stem(one, languages)].find((form) => terms.has(form));
    const after = [stem(two, languages), stem(two, [...languages].reverse())].find((form) => terms.has(form));
    if (before && after) found.push([before, after]);
  }
  return found;
}

/** Ways to the terms that are nearest to a misspelled one. */
function typos({ mini }, form) {
  for (let distance = 1; distance <= (form.length < 4 ? 0 : form.length < 8 ? 1 : 2); distance += 1) {
    if (mini._index.fuzzyGet(form, distance).size) return [{ queries: [form], weight: WEIGHT.typo, fuzzy: distance }];
  }
  return [];
}

/** Whether a term of the index begins with `form`. */
function begins({ mini, terms }, form) {
  return terms.has(form) || mini._index.atPrefix(form).size > 0;
}

/** Each file that is found in one of some ways, by the best of them: score, and terms with the fields that have them. */
function best({ mini }, slot) {
  const found = new Map();
  for (const { queries, weight, prefix = false, fuzzy = false } of slot) {
    for (const { id, score, match } of mini.search({ combineWith: "AND", queries, prefix, fuzzy })) {
      const known = found.get(id);
      const weighted = (score * weight) / queries.length;
      if (!known) found.set(id, { score: weighted, match });
      else found.set(id, { score: Math.max(known.score, weighted), match: { ...known.match, ...match } });
    }
  }
  return found;
}

/** Groups of synonyms by the first term of each of their members: [terms, the other members]. */
function grouped(groups) {
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
function addSynonyms({ groups, languages }, asked, slots) {
  for (const order of [languages, [...languages].reverse()]) {
    const forms = asked.map((word) => stem(word, order));
    forms.forEach((form, at) => {
      for (const [terms, others] of groups.get(form) ?? []) {
        if (!terms.every((term, next) => forms[at + next] === term)) continue;
        const more = others.flatMap((other) => phrases(other));
        terms.forEach((_, next) => slots[at + next].push(...more));
      }
    });
  }
}

/** Ways to a synonym: its terms, or their pairs where they are characters of Chinese. */
function phrases(terms) {
  if (!terms.every(isSingle)) return [{ queries: terms, weight: WEIGHT.synonym, prefix: true }];
  const two = pairs(terms);
  return two.length ? [{ queries: two, weight: WEIGHT.synonym }] : [];
}

/** Each two neighbours that are characters of a script without spaces. */
function pairs(terms) {
  const found = [];
  terms.forEach((term, at) => at && isSingle(terms[at - 1]) && isSingle(term) && found.push(terms[at - 1] + term));
  return found;
}

/** The titles of the sections above a file. */
function trail(file, stored) {
  const [language, ...steps] = file.split("/").slice(0, -2);
  return steps.flatMap((_, at) => stored.get([language, ...steps.slice(0, at + 1), "index.html"].join("/"))?.title ?? []);
}
