// What the search page may ask: hits, and excerpts of their texts. Runs in a worker, or on the page where there is none.
import MiniSearch from "../libraries/search.js";
import * as engine from "./search-engine.js";
import { excerpt } from "./search-excerpt.js";

const PATIENCE = 20000; // Milliseconds for a file, in which a network that only pretends to be there would never answer.

/** The answers from the index in a folder; fails where it cannot be loaded. */
export async function open(folder) {
  const found = await engine.open((path) => load(new URL(path, folder)), MiniSearch);
  return {
    search: (query, options) => found.search(query, options),
    excerpt: (blocks, terms) => excerpt(blocks, terms, found.languages),
  };
}

async function load(url) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { signal: abort.signal });
    if (!answer.ok) throw new Error(url);
    return await answer.json();
  } finally {
    clearTimeout(timer);
  }
}
