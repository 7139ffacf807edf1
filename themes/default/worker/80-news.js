// News: where the browser wakes the worker by itself, a sync, and one quiet notification without any server.
async function setNews({ on, title }) {
  await write("state", { ...(await readState()), news: { on, title } });
}

/** The news of the reader's language in the release that is on the device. */
async function readNews() {
  const reading = (await readState()).wanted.find(isText);
  const hash = (await readPointer("current")).sets[reading];
  return (hash && (await readTable("index", hash))?.news) || [];
}

async function announceNews() {
  const before = new Set((await readNews()).map(([path]) => path));
  const end = Date.now() + 25000;
  const timer = setTimeout(() => giveWay(), 25000);
  let status = await perform({ task: "sync", fresh: true });
  while (status.more && !status.problem && Date.now() < end) status = await perform({ task: "sync" });
  clearTimeout(timer);

  const { news } = await readState();
  const fresh = (await readNews()).filter(([path]) => !before.has(path));
  if (!fresh.length || !news?.on || self.Notification?.permission !== "granted") return;
  const [path, body] = fresh[0];
  await registration.showNotification(news.title, { body, dir: "auto", tag: "news", data: path });
  await navigator.setAppBadge?.(fresh.length);
}

async function openNews(notification) {
  notification.close();
  await navigator.clearAppBadge?.();
  await clients.openWindow(ROOT + notification.data);
}
