// One message to the worker of a scope, and its answer; null where none comes in time.
async (scope, message, milliseconds) => {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  const channel = new MessageChannel();
  const answer = new Promise((resolve) => {
    channel.port1.onmessage = (event) => resolve(event.data);
    setTimeout(() => resolve(null), milliseconds);
  });
  registration.active.postMessage({ version: 1, ...message }, [channel.port2]);
  return await answer;
};
