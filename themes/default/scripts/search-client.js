// Enhances nothing by itself: asks the search, which works beside the page, or on it in browsers that cannot do that.
import { language, root } from "./place.js";
import { trusted } from "./trust.js";

const folder = new URL(`${language}/search/`, root).href;
const waiting = new Map();
const PATIENCE = 30000; // Milliseconds for an answer, which is long even for the first over a slow network.
let worker;
let here; // The answers on this page, where the worker has failed.
let count = 0;

/** The answer to a task, "search" or "excerpt"; fails where the search cannot be loaded. */
export async function ask(task, ...parts) {
  if (here) return answerHere(task, parts);
  const id = (count += 1);
  const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject, task, parts }));
  start().postMessage({ id, folder, task, parts });
  setTimeout(() => waiting.get(id)?.reject(new Error(task)), PATIENCE);
  return answer;
}

function start() {
  if (worker) return worker;
  worker = new Worker(trusted(new URL("search-worker.js", import.meta.url).href), { type: "module" });
  worker.addEventListener("message", ({ data: { id, answer, problem } }) => {
    const { resolve, reject } = waiting.get(id) ?? {};
    if (!waiting.delete(id)) return;
    if (problem) reject(new Error(problem));
    else resolve(answer);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // An old browser, or no network: it is tried here, and what goes wrong here is told.
    worker = undefined;
    const asked = [...waiting.values()];
    waiting.clear();
    for (const { resolve, reject, task, parts } of asked) answerHere(task, parts).then(resolve, reject);
  });
  return worker;
}

async function answerHere(task, parts) {
  try {
    here ??= import("./search-answers.js").then(({ open }) => open(folder));
    return (await here)[task](...parts);
  } catch (error) {
    here = undefined;
    throw error;
  }
}
