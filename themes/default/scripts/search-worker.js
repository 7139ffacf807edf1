// The search as a worker of its own, so that a cheap phone stays responsive: loads the engine and the index, and answers.
import { open } from "./search-answers.js";

let answers; // Of an index that is being loaded, or is there.

addEventListener("message", async ({ data: { id, folder, task, parts } }) => {
  try {
    answers ??= open(folder);
    const found = await answers;
    postMessage({ id, answer: found[task](...parts) });
  } catch (error) {
    answers = undefined; // Next time there may be a network.
    postMessage({ id, problem: String(error) });
  }
});
