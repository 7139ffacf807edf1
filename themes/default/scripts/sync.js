// Enhances nothing by itself: talks to the region's service worker. What is said and answered is in docs/offline.md.
import { root } from "./place.js";
import { trusted } from "./trust.js";

const VERSION = 1;
const script = new URL("sw.js", root).href;
let registering;

/** Why nothing can be saved here: "insecure", "unsupported", or "" where it can. */
export function obstacle() {
  if (!isSecureContext) return "insecure";
  return "serviceWorker" in navigator ? "" : "unsupported";
}

/** The worker's status after a task. It comes as late as the worker answers, or never; fails where there is no worker. */
export async function ask(task) {
  registering ??= register();
  registering.catch(() => {
    registering = undefined; // Next time there may be a network.
  });
  const { active } = await registering;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
  });
  active.postMessage({ version: VERSION, ...task }, [port2]);
  return answer;
}

/** Calls `listen` with what the worker tells all pages: each status on the way, and each release once it is there. */
export function follow(listen) {
  navigator.serviceWorker.addEventListener("message", ({ data }) => {
    if (data?.version === VERSION) listen(data);
  });
  navigator.serviceWorker.startMessages();
}

/** The sets of the newest release, asked of the host itself: a worker that saves nothing yet knows none. */
export async function offered() {
  const answer = await fetch(new URL("release.json", root), { cache: "no-cache" });
  const { sets } = await answer.json();
  return Object.fromEntries(Object.entries(sets).map(([name, [, bytes]]) => [name, { bytes, have: 0, saved: false }]));
}

/** The registration with an active worker. Nothing that a reader sees may wait for it: a browser can take minutes. */
async function register() {
  const registration = await navigator.serviceWorker.register(trusted(script), { scope: root.href, updateViaCache: "none" });
  const coming = registration.installing || registration.waiting;
  if (!registration.active) await new Promise((resolve) => {
    coming.addEventListener("statechange", () => coming.state === "activated" && resolve());
  });
  return registration;
}
