// Enhances the row of a page's tools: notes on this device that the page was read, and shows whether it is kept. What is
// noted is two lists, "kept" and "recent", of `{ path, titles }`: a page without its language, its titles by language.
import { element } from "./drawing.js";
import { recall, remember } from "./memory.js";
import { file, language, root } from "./place.js";

const RECENT = 10; // Pages that were read last.
const own = file.slice(language.length + 1);
const isOwn = ({ path }) => path === own;
const isOther = ({ path }) => path !== own;

export function enhance(row) {
  const button = row.querySelector("[data-tool=keep]");
  const [recent, kept] = [entries("recent"), entries("kept")];
  const here = (list) => ({ path: own, titles: titlesOf(row.closest("article"), list.find(isOwn)?.titles) });

  if (notesReading()) store("recent", [here(recent), ...recent.filter(isOther)].slice(0, RECENT));
  if (kept.some(isOwn)) store("kept", kept.map((each) => (isOwn(each) ? here(kept) : each)));
  if (button) follow(() => button.setAttribute("aria-pressed", entries("kept").some(isOwn)));
}

/** Whether pages that are read are noted. */
export function notesReading() {
  return recall("reading") !== "off";
}

/** The titles that are known of a page, with that of its heading. */
export function titlesOf(article, known) {
  const heading = article.querySelector("h1");
  return { ...known, [heading.querySelector("[lang]")?.lang ?? language]: heading.textContent.trim() };
}

/** A list as it is now, whatever other windows have done to it; what cannot be understood is left out. */
export function entries(name) {
  try {
    const list = JSON.parse(recall(name)).map((each) => (typeof each === "string" ? { path: each } : each));
    const known = list.filter((each) => typeof each?.path === "string");
    return [...new Map(known.map(({ path, titles }) => [path, { path, titles: { ...titles } }])).values()];
  } catch {
    return [];
  }
}

/** Writes a list and tells whether that was possible. */
export function store(name, list) {
  const done = remember(name, JSON.stringify(list));
  dispatchEvent(new Event("shelfchange"));
  return done;
}

/** Calls `show` now and whenever a list may have changed: here, in another window, or while this page was put aside. */
export function follow(show) {
  for (const each of ["shelfchange", "storage", "pageshow"]) addEventListener(each, show);
  show();
}

/** Keeps this page, or does so no longer: "kept", "unkept", or "not_kept" where that could not be noted. */
function toggle(article) {
  const kept = entries("kept");
  const others = kept.filter(isOther);
  const isNew = others.length === kept.length;
  if (isNew) others.push({ path: own, titles: titlesOf(article) });
  return store("kept", others) ? (isNew ? "kept" : "unkept") : "not_kept";
}

/** The tool: keeps this page, or takes it out of the list again. */
export function open(button, { article, row, say, announce }) {
  const href = new URL(`${language}/my-list/index.html`, root);
  announce(say(toggle(article)));
  row.querySelector("[role=status]").append(" ", element("a", { href, textContent: say("my_list") }));
}
