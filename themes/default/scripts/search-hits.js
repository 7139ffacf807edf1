// Enhances nothing by itself: draws what was found, and fetches the texts that show why; where each byte counts, only those that are saved.
import { element } from "./drawing.js";
import { isMetered } from "./keeping.js";
import { root } from "./place.js";
import { ask } from "./search-client.js";
import { textsOf } from "./search-texts.js";

const AT_ONCE = 3; // Pages that are fetched at the same time.

/** A hit as an item of the list, made of the page's <template>; its text follows. */
export function hitItem(page, { file, title, lang, kind, trail, bridge }) {
  const { content } = page.querySelector("template");
  const item = document.importNode(content.querySelector("li"), true);
  const [link, way, hint] = ["a", ".trail", ".bridge"].map((each) => item.querySelector(each));
  const label = content.querySelector(`[data-kind="${kind}"]`);
  Object.assign(link, { href: new URL(file, root).href, textContent: title, ...(lang && { lang, dir: "auto" }) });
  // Whatever says its kind stands in a list of the same name.
  way.append(...(label ? [document.importNode(label, true)] : trail.map((step) => element("span", { textContent: step }))));
  if (!way.children.length) way.remove();
  if (!bridge) hint.remove();
  return item;
}

/** Fills in the texts of all items, from the first to the last; `signal` ends it. */
export async function excerpts(items, hits, signal) {
  const queue = items.map((item, at) => [item.querySelector(".excerpt"), hits[at]]);
  if (isMetered() && !navigator.serviceWorker?.controller) queue.splice(0).forEach(([place]) => place.remove());
  const work = async () => {
    for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) await fill(...next, signal).catch(() => {});
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function fill(place, { file, terms }, signal) {
  const { texts, languages } = await textsOf(new URL(file, root), signal);
  const { block, parts } = await ask("excerpt", texts, terms);
  if (signal.aborted) return;
  place.replaceChildren(...parts.map((text, at) => (at % 2 ? element("mark", { textContent: text }) : text)));
  if (languages[block] !== document.documentElement.lang) Object.assign(place, { lang: languages[block], dir: "auto" });
}
