// Enhances the wish to be told about news, where the browser can look for them by itself.
import { root } from "./place.js";
import { speech } from "./speech.js";
import { ask, obstacle } from "./sync.js";

const TAG = "news";
const DAY = 86400000; // Milliseconds; browsers look more seldom than they are asked to.

export async function enhance(section) {
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
