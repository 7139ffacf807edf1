// The titles that look most like what was asked for, where nothing has been found.
import { fold } from "./search-folding.js";

const LEAST = 0.25;

/** The files among `stored` ([file, { title }]) whose titles have most pairs of letters in common with `query`, best first. */
export function nearest(query, stored, count) {
  const wanted = fold(query).split(" ").map(letterPairs);
  const found = stored.map(([file, { title }]) => {
    const words = fold(title).split(" ").map(letterPairs);
    const each = wanted.map((one) => Math.max(...words.map((other) => alike(one, other))));
    return [each.reduce((sum, likeness) => sum + likeness, 0) / each.length, file];
  });
  const near = found.filter(([likeness]) => likeness >= LEAST);
  return near.sort((one, two) => two[0] - one[0] || (one[1] < two[1] ? -1 : 1)).slice(0, count).map(([, file]) => file);
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
