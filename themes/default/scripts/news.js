// Enhances a list of news: hides what is out of date by the reader's clock and, on the home page, marks what is new since the
// last visit.
import { recall, remember } from "./memory.js";
import { language, root } from "./place.js";
import { follow, obstacle } from "./sync.js";

export function enhance(list) {
  const items = [...list.querySelectorAll("li")];
  const none = list.nextElementSibling;
  const show = () => {
    for (const item of items.filter(({ dataset }) => dataset.expires)) {
      const [year, month, day] = item.dataset.expires.split("-").map(Number);
      item.hidden = Date.now() >= new Date(year, month - 1, day);
    }
    if (none?.matches("[data-none]")) none.hidden = items.some(({ hidden }) => !hidden);
  };

  show();
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
  if (list.querySelector(".new")) mark(items);
}

/** Marks news that were not there at the last visit, as long as this one lasts; at the first visit nothing is new. */
function mark(items) {
  const paths = items.map((item) => item.querySelector("a").pathname);
  const known = knownBefore(paths).split(" ");

  for (const [index, item] of items.entries()) item.querySelector(".new").hidden = known.includes(paths[index]);
  remember(`news ${language}`, paths.join(" "));
  badge(0);
  if (!obstacle()) follow(({ type, changed = [] }) => type === "released" && badge(changed.filter(isNews).length));
}

/** What was there at the last visit. It is kept for this visit, since the next look at this page is a part of it. */
function knownBefore(paths) {
  const key = `${root.pathname} news ${language}`;
  try {
    const known = sessionStorage.getItem(key) ?? (recall(`news ${language}`) || paths.join(" "));
    sessionStorage.setItem(key, known);
    return known;
  } catch {
    return paths.join(" "); // Storage is forbidden: nothing is known, and so nothing is new.
  }
}

/** Whether a file is a news item; their list changes with each of them. */
function isNews(file) {
  return file.startsWith(`${language}/news/`) && file !== `${language}/news/index.html`;
}

/** The number on the app's icon, where there is one. */
function badge(count) {
  const set = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  set?.catch(() => {}); // The guide is not installed.
}
