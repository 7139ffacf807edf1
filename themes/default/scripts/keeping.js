// Enhances nothing by itself: decides what is saved on this device, and keeps it up to date while a page is open.
import { recall, remember } from "./memory.js";
import { language } from "./place.js";
import { ask, follow } from "./sync.js";

const KICK = 15000; // Milliseconds: browsers end a worker that hears nothing for long, so it is asked again.
const CALM = 3000; // Milliseconds after loading: the page that is being read comes first.
const RECENT = 30 * 60000; // Milliseconds for which what was checked is not checked again.
const BACK_OFF = 30000; // Milliseconds until the next try, doubled each time …
const LONGEST = 15 * 60000; // … up to this.
const LANGUAGES = 3; // So many are saved without being asked for.

/** This page's language, as a set of the release. */
export const own = `text/${language}`;

/** Whether the reader may pay for each byte, and has not agreed. */
export function isMetered() {
  const { saveData, effectiveType = "" } = navigator.connection || {};
  return (saveData || effectiveType.endsWith("2g")) && recall("metered") !== "agreed";
}

export function isAutomatic() {
  return recall("automatic") !== "off";
}

/** How much of some sets is there, and how much they are together, in bytes. */
export function measure({ sets }, names) {
  const known = names.map((name) => sets[name]).filter(Boolean);
  const sum = (key) => known.reduce((total, set) => total + set[key], 0);
  return { have: sum("have"), bytes: sum("bytes") };
}

/** Whether this page's language is to be saved unasked: the first that is read, and those chosen in the switcher. */
export function isWished({ wanted }) {
  const texts = wanted.filter((name) => name.startsWith("text/"));
  if (texts.includes(own) || declined().includes(own)) return false;
  return !texts.length || (texts.length < LANGUAGES && recall("language") === language);
}

/** Has a set saved from now on; the browser is asked not to throw it away. */
export async function want(set) {
  remember("declined", declined().filter((name) => name !== set).join(" "));
  navigator.storage?.persist?.().catch(() => {});
  return ask({ task: "want", sets: [set] });
}

/** Frees a set, which is not saved again unasked. */
export async function drop(set) {
  remember("declined", [...new Set([...declined(), set])].join(" "));
  return ask({ task: "drop", sets: [set] });
}

function declined() {
  return recall("declined").split(" ").filter(Boolean);
}

/**
 * Keeps this device up to date, and calls `show` with each status, which says besides whether this page is `running` a
 * download. Returns a function that looks for news at once, and saves what is missing.
 */
export function keepSaved(show) {
  let latest = { wanted: [], sets: {}, problem: "later", more: false, ready: false, checked: 0 };
  let met = false;
  let running = false;
  let failures = 0;
  let timer;

  const note = (status) => {
    latest = { ...status, running };
    show(latest);
  };
  const isFree = () => isAutomatic() && !isMetered();
  const mayStart = () => isFree() && !document.hidden;
  const isDue = () => latest.more || Math.abs(Date.now() - latest.checked) > RECENT;

  const fail = () => note({ ...latest, problem: "later" }); // There is no worker to be had, now.

  async function check() {
    if (running) return;
    running = true;
    clearTimeout(timer);
    try {
      await save();
    } catch {
      fail();
    }
    running = false;
    note(latest);
    failures = latest.problem ? failures + 1 : 0;
    const later = Math.min(BACK_OFF * 2 ** (failures - 1), LONGEST);
    if (["network", "data"].includes(latest.problem)) timer = setTimeout(() => mayStart() && check(), later);
  }

  async function save() {
    if (!met) await meet();
    if (isFree() && isWished(latest)) note(await ask({ task: "want", sets: [own] }));
    note(await step(true));
    let stalled = false;
    while (latest.more && !latest.problem && !document.hidden) {
      if (stalled) await pause(CALM); // A reader's page went first.
      const { have } = measure(latest, Object.keys(latest.sets));
      note(await step(false));
      stalled = measure(latest, Object.keys(latest.sets)).have <= have;
    }
  }

  async function meet() {
    note(await ask({ task: "status" }));
    met = true;
  }

  async function start() {
    await loaded();
    await meet();
    await pause(CALM);
    const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (mayStart() && (isReload || isDue() || isWished(latest))) await check();
  }

  follow(({ type, status }) => type === "status" && note(status));
  addEventListener("online", () => (mayStart() ? check() : show(latest)));
  addEventListener("offline", () => show(latest));
  document.addEventListener("visibilitychange", () => mayStart() && isDue() && check());
  start().catch(fail);
  return check;
}

/** The status after one step. A step that is long in coming, or at work for another page, is asked for again. */
async function step(fresh) {
  const answers = [];
  for (;;) {
    const answer = ask({ task: "sync", fresh });
    answers.push(answer.then((status) => (status.problem === "busy" ? new Promise(() => {}) : status)));
    const status = await Promise.race([...answers, pause(KICK)]);
    if (status) return status;
    if (document.hidden) await new Promise((resolve) => {
      document.addEventListener("visibilitychange", resolve, { once: true });
    });
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

function loaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => {
    addEventListener("load", resolve, { once: true });
  });
}
