// The titles that look most like what was asked for, where nothing has been found.
import { fold } from "./search-folding.js";

const LEAST = 0.25;

/** Those of some documents whose titles have most pairs of letters in common with `query`, the best first. */
export function nearest(query, documents, count) {
  const wanted = fold(query).split(" ").map(letterPairs);
  const found = documents.map((document) => {
    const words = fold(document.title).split(" ").map(letterPairs);
    const each = wanted.map((one) => Math.max(...words.map((other) => alike(one, other))));
    return [each.reduce((sum, likeness) => sum + likeness, 0) / each.length, document];
  });
  const near = found.filter(([likeness]) => likeness >= LEAST);
  return near.sort((one, two) => two[0] - one[0]).slice(0, count).map(([, document]) => document);
}

function letterPairs(word) {
  const letters = [..."·", ...word, "·"];
  return new Set(letters.slice(1).map((letter, at) => letters[at] + letter));
}

/** Dice's coefficient: 1 where two sets are the same, 0 where they have nothing in common. */
function alike(one, other) {
  let same = 0;
  for (const each of one) same += other.has(each);
  return (2 * same) / (one.size + other.size);
}
