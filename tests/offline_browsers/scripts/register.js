// Registers a scope's worker as pages do, and returns once it is active: whether it is in charge of this window.
async (scope) => {
  const registration = await navigator.serviceWorker.register(`${scope}sw.js`, { scope, updateViaCache: "none" });
  const worker = registration.installing || registration.waiting || registration.active;
  while (worker.state !== "activated") {
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  // A page that was still on its way when the worker took charge of those that were open is left out until the next.
  const charge = new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    setTimeout(resolve, 3000);
  });
  if (!navigator.serviceWorker.controller) {
    await charge;
  }
  return Boolean(navigator.serviceWorker.controller);
};
