// Enhances nothing by itself: says the site's sentences in the page's language, with dates and sizes as its people write them.
import { language, root } from "./place.js";

const locale = `${document.documentElement.lang}-u-nu-latn`; // Digits as in the texts, which phone numbers stand in.
const loading = {};

/** A function from a sentence's name and its gaps to the sentence, from the language's sentences.json or another such file. */
export function speech(name = "sentences") {
  loading[name] ??= load(name);
  return loading[name];
}

async function load(name) {
  const answer = await fetch(new URL(`${language}/${name}.json`, root));
  const sentences = await answer.json();
  return (name, gaps = {}) => sentences[name].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
}

export function percent(share) {
  return new Intl.NumberFormat(locale, { style: "percent" }).format(share);
}

/** A number of bytes, rounded for people: "120 kB". */
export function size(bytes) {
  const [unit, value] = bytes < 1e6 ? ["kilobyte", Math.max(1, Math.round(bytes / 1e3))] : ["megabyte", bytes / 1e6];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}

/** The day of an ISO date or of a moment in milliseconds. */
export function day(date) {
  return format(new Date(date), { dateStyle: "long" });
}

export function moment(milliseconds) {
  return format(new Date(milliseconds), { dateStyle: "long", timeStyle: "short" });
}

function format(date, options) {
  return new Intl.DateTimeFormat(locale, options).format(date);
}
