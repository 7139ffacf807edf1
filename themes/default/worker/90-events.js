// Events. Installing and activating touch no network: nothing can hang there, and old pages can live with a new worker.
const tasks = { __proto__: null, sync, want, drop, undo, wipe, news: setNews };

/** Does a page's task and returns the status; what goes wrong is told there. */
async function perform(message) {
  const work = tasks[message.task];
  let problem;
  try {
    if (work && work !== sync) giveWay(); // A wish does not wait for a download.
    if (work) await alone(() => work(message), work !== sync);
  } catch (error) {
    problem = error.problem ?? "data";
  }
  const status = await readStatus(problem);
  if (work === sync) await tell({ type: "status", status });
  return status;
}

async function readStatus(problem) {
  const { state, current, plan } = await survey().catch(() => {
    problem = "store";
    return { state: NOTHING, current: NOTHING, plan: [] };
  });
  const { checked, wanted, release } = state;
  const { sequence, date } = current;
  const sets = {};
  for (const name in release?.sets) {
    const [, bytes] = release.sets[name];
    const share = plan.find((set) => set.name === name)?.share ?? 0;
    sets[name] = { bytes, have: (bytes * share) | 0, saved: name in current.sets };
  }
  const more = problem === "" || plan.some(({ name, hash, whole }) => !whole || current.sets[name] !== hash);
  const told = problem ?? state.problem;
  return { version: VERSION, sequence, date, checked, wanted, sets, problem: told, more, ready: sequence > 0 };
}

async function tell(message) {
  for (const client of await clients.matchAll()) client.postMessage({ version: VERSION, ...message });
}

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const message = event.data?.version === VERSION ? event.data : {};
  event.waitUntil(perform(message).then((status) => event.ports[0]?.postMessage(status)));
});

addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path) event.respondWith(serve(event.request, path));
});

addEventListener("periodicsync", (event) => {
  if (event.tag === "news") event.waitUntil(announceNews());
});

addEventListener("notificationclick", (event) => event.waitUntil(openNews(event.notification)));
