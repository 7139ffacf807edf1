// News: where the browser wakes the worker by itself, a sync, and one quiet notification without any server.
async function setNews({ on, title }) {
  await write("state", { ...(await recall("state")), news: on && title });
}

/** The news of the reader's language in the release that is here, newest first: path and title. */
async function readNews({ wanted }) {
  const { sets } = await recall("current");
  return (await readTable(`index/${sets[wanted.find(isText)]}`))?.news ?? [];
}

async function announceNews() {
  const state = await recall("state");
  const before = JSON.stringify(await readNews(state));
  const end = Date.now() + 25000;
  setTimeout(() => giveWay(), 25000);
  let status;
  do status = await perform({ task: "sync", fresh: !status });
  while (status.more && !status.problem && Date.now() < end);

  const [news] = (await readNews(state)).filter(([path]) => !before.includes(path));
  if (!news || !state.news) return;
  const [data, body] = news;
  await registration.showNotification(state.news, { body, data, tag: "news" }); // Ends here without permission.
  await navigator.setAppBadge?.();
}

async function openNews(notification) {
  notification.close();
  await navigator.clearAppBadge?.();
  await clients.openWindow(ROOT + notification.data);
}
