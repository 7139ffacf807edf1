// Events. Installing and activating touch no network: nothing can hang there, and old pages can live with a new worker.
const tasks = { sync, want, drop, undo, wipe, news: setNews };

/** Does a page's task and returns the status; what goes wrong is told there. */
async function perform(message) {
  const { task } = message;
  let problem;
  try {
    if (Object.keys(tasks).includes(task)) {
      if (task !== "sync") giveWay(); // A wish does not wait for a download.
      await alone(() => tasks[task](message), task !== "sync");
    }
  } catch (error) {
    problem = error.problem ?? "data";
  }
  const status = await readStatus(problem);
  if (task === "sync") await tell({ type: "status", status });
  return status;
}

async function readStatus(problem) {
  const status = { version: VERSION, sequence: 0, date: "", checked: 0, wanted: [], sets: {}, problem, ready: false };
  status.more = problem === ""; // A reader's page went first.
  try {
    const { wanted, checked, release, refused, problem: last } = await readState();
    const { sequence, date, sets } = await readPointer("current");
    const ready = Boolean(sequence);
    Object.assign(status, { sequence, date, checked, wanted, ready, problem: problem ?? last });
    const stock = await takeStock();
    for (const [name, [hash, bytes]] of Object.entries(release?.sets ?? {})) {
      const { whole, share } = await survey(name, hash, stock);
      status.sets[name] = { bytes, have: Math.round(bytes * share), saved: name in sets };
      const due = name === "base" || wanted.includes(name);
      if (due && release.sequence !== refused && !(whole && sets[name] === hash)) status.more = true;
    }
  } catch (error) {
    status.problem ||= error.problem ?? "data";
  }
  return status;
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
