// Enhances the news on the home page, where it marks what is new since the last visit, and the wish to be told about news.
import { recall, remember } from "./memory.js";
import { language, root } from "./place.js";
import { speech } from "./speech.js";
import { ask, follow, obstacle } from "./sync.js";

const TAG = "news";
const DAY = 86400000; // Milliseconds; browsers look more seldom than they are asked to.

export function enhance(section) {
  if ("title" in section.dataset) offer(section);
  else mark(section);
}

/** Marks news that were not there at the last visit, as long as this one lasts; at the first visit nothing is new. */
function mark(section) {
  const items = [...section.querySelectorAll("li")];
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

function isNews(file) {
  return file.startsWith(`${language}/news/`);
}

/** The number on the app's icon, where there is one. */
function badge(count) {
  const set = count ? navigator.setAppBadge?.(count) : navigator.clearAppBadge?.();
  set?.catch(() => {}); // The guide is not installed.
}

/** Lets the reader ask for messages, where the browser can look for news by itself. */
async function offer(section) {
  const [box, status] = [section.querySelector("input"), section.querySelector("[role=status]")];
  section.hidden = false;
  if (obstacle() || !("periodicSync" in ServiceWorkerRegistration.prototype && "Notification" in window)) return;
  box.checked = Notification.permission === "granted" && (await (await sync())?.getTags())?.includes(TAG);
  box.addEventListener("change", async () => {
    const { title } = section.dataset;
    status.textContent = "";
    const reason = box.checked ? await start(title) : await stop(title);
    if (reason) box.checked = false;
    status.textContent = reason ? (await speech())(reason) : "";
  });
  box.parentElement.parentElement.hidden = false;
}

/** Why there will be no messages, as the name of a sentence; "" where there may be some. */
async function start(title) {
  if ((await Notification.requestPermission()) !== "granted") return "forbidden";
  await ask({ task: "news", on: true, title });
  try {
    await (await sync()).register(TAG, { minInterval: DAY });
    return "";
  } catch {
    await stop(title);
    return "uninstalled";
  }
}

async function stop(title) {
  await ask({ task: "news", on: false, title });
  await (await sync())?.unregister(TAG);
  return "";
}

/** What has the browser wake the worker from time to time; nothing where no worker is registered. */
async function sync() {
  return (await navigator.serviceWorker.getRegistration(root.href))?.periodicSync;
}
