// Finds documents of one language: pages, places, events and news. No page is needed: it runs in a worker, and in Node.js.
//
// Each word of a query is looked for in several ways (search-ways.js), of which the best counts for a document. A document that
// has more of the words comes first.
import { isSingle, isSmall, words } from "./search-folding.js";
import { join } from "./search-joining.js";
import { nearest } from "./search-nearest.js";
import { addSynonyms, grouped, pairs, ways } from "./search-ways.js";

const BOOST = { title: 8, keywords: 5, headings: 2.5, text: 1, source: 4 };
const KIND = { page: 1, place: 0.9, event: 0.8, news: 0.8 };
const NEAREST = 5;
const MOST = 16;
const LONGEST = 48;

/**
 * An engine over `<language>/search/`: `load(path)` promises the object in a JSON file there, `library` is MiniSearch.
 * `search(query, { audience, limit })` gives { hits, total, nearest }.
 */
export async function open(load, library) {
  const start = await load("index.json");
  const shards = await Promise.all(start.shards.map((name) => load(`${name}.json`)));
  const options = { tokenize: (term) => [term], processTerm: (term) => term, searchOptions: { boost: BOOST } };
  const languages = start.languages;
  const { mini, terms, documents } = join(shards, start, library, options);
  const index = { mini, terms, languages, documents, groups: grouped(start.synonyms), all: [...terms.keys()] };
  const titles = new Map(documents.map(({ file, title }) => [file, title]));

  return {
    languages,
    search(query, { audience = "", limit = 20 } = {}) {
      const meant = (document) => !audience || !document.for || document.for.includes(audience);
      const found = ranked(index, query).filter(({ document }) => meant(document));
      found.sort((one, two) => two.score - one.score || (one.document.file < two.document.file ? -1 : 1));
      return {
        hits: found.slice(0, limit).map(({ document, fields, terms }) => ({
          ...shown(document),
          trail: trail(document.file, titles),
          terms: [...terms],
          bridge: fields.size === 1 && fields.has("source"),
        })),
        total: found.length,
        nearest: found.length ? [] : nearest(query, documents.filter(meant), NEAREST).map(shown),
      };
    },
  };
}

/** Each document that has a word of the query: its score, the fields that have it, and the terms that it has. */
function ranked(index, query) {
  const all = words(query).slice(0, MOST).map((word) => word.slice(0, LONGEST));
  const telling = all.filter((word) => isSingle(word) || !isSmall(word, index.languages));
  const asked = telling.length ? telling : all;
  const slots = asked.map((word) => ways(index, word));
  addSynonyms(index, asked, slots);
  const found = new Map();
  const count = (slot, counts) => {
    for (const [number, { score, matches }] of best(index.mini, slot)) {
      const known = found.get(number) ?? { score: 0, words: 0, matches: [] };
      known.score += score;
      known.words += counts;
      known.matches.push(...matches);
      found.set(number, known);
    }
  };
  slots.forEach((slot) => count(slot, 1));
  pairs(asked).forEach((pair) => count([{ queries: [pair], weight: 1 }], 0));
  return [...found].map(([number, { score, words, matches }]) => {
    const document = index.documents[number];
    const fields = new Set(matches.flatMap((match) => Object.values(match)).flat());
    const terms = new Set(matches.flatMap((match) => Object.keys(match)));
    return { document, fields, terms, score: score * (words / asked.length) ** 2 * KIND[document.kind ?? "page"] };
  });
}

/** Each document that is found in one of some ways, by the best of them: its score, and which terms are in which fields. */
function best(mini, slot) {
  const found = new Map();
  for (const { queries, weight, all = false, ...options } of slot) {
    const results = mini.executeQuery({ ...options, combineWith: all ? "AND" : "OR", queries });
    for (const [number, { score, match }] of results) {
      const weighted = score * weight;
      const known = found.get(number);
      if (!known) found.set(number, { score: weighted, matches: [match] });
      else {
        known.score = Math.max(known.score, weighted);
        known.matches.push(match);
      }
    }
  }
  return found;
}

/** What a page shows of a document. */
function shown({ file, title, kind = "page", lang = "" }) {
  return { file, title, kind, lang };
}

/** The titles of the sections above a file. */
function trail(file, titles) {
  const [language, ...steps] = file.split("/").slice(0, -2);
  return steps.flatMap((_, at) => titles.get([language, ...steps.slice(0, at + 1), "index.html"].join("/")) ?? []);
}
