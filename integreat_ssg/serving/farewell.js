// Takes the place of a worker that must go: deletes what that one has saved for this region, and leaves. Open pages, which
// may have come from there, are loaded anew, once. What belongs to other regions or programs stays.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const { scope } = self.registration;
  const store = `integreat|${encodeURIComponent(new URL(scope).pathname)}`;
  const deleted = await caches.delete(store).catch(() => false); // Private windows may have no store.
  const pages = await self.clients.matchAll({ type: "window" });
  await self.registration.unregister();
  if (deleted) pages.forEach((page) => page.navigate(page.url).catch(() => {}));
}
