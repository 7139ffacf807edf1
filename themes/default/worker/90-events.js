// Events. Installing and activating touch no network: nothing can hang there, and old pages can live with a new worker.
const tasks = { __proto__: null, sync, want, drop, undo, wipe, news: setNews };

/** Does a page's task and returns the status; what goes wrong is told there. */
async function perform(message) {
  const work = tasks[message.task];
  const wish = work && work !== sync;
  let problem;
  try {
    if (wish) giveWay(); // It does not wait for a download.
    if (work) await alone(() => work(message), wish);
  } catch (error) {
    problem = error.problem ?? "data";
  }
  const status = await readStatus(problem);
  if (work === sync) await tell({ type: "status", status });
  return status;
}

async function readStatus(problem) {
  const status = { version: VERSION, sequence: 0, date: "", checked: 0, wanted: [], sets: {}, more: problem === "" };
  try {
    const { state, current, plan } = await survey();
    const { sequence, date, sets } = current;
    const { checked, wanted, release } = state;
    Object.assign(status, { sequence, date, checked, wanted, problem: problem ?? state.problem });
    for (const name in release?.sets) {
      const [, bytes] = release.sets[name];
      const { share = 0 } = plan.find((set) => set.name === name) ?? {};
      status.sets[name] = { bytes, have: Math.round(bytes * share), saved: name in sets };
    }
    if (plan.some(({ name, hash, whole }) => !whole || sets[name] !== hash)) status.more = true;
  } catch {
    status.problem = "store";
  }
  return { ...status, ready: status.sequence > 0 };
}

async function tell(message) {
  for (const client of await clients.matchAll({ type: "window" })) client.postMessage({ version: VERSION, ...message });
}

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => {
  const answer = (status) => event.ports[0]?.postMessage(status);
  event.waitUntil(perform(event.data?.version === VERSION ? event.data : {}).then(answer));
});

addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path) event.respondWith(serve(event.request, path));
});

addEventListener("periodicsync", (event) => {
  if (event.tag === "news") event.waitUntil(announceNews());
});

addEventListener("notificationclick", (event) => event.waitUntil(openNews(event.notification)));
