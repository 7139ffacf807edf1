// Registers a scope's worker as pages do, and returns once it answers for this window (or at least is active).
async (scope) => {
  const registration = await navigator.serviceWorker.register(`${scope}sw.js`, { scope, updateViaCache: "none" });
  const worker = registration.installing || registration.waiting || registration.active;
  while (worker.state !== "activated") {
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  while (location.pathname.startsWith(scope) && !navigator.serviceWorker.controller) {
    await new Promise((resolve) =>
      navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
    );
  }
  return worker.state;
};
