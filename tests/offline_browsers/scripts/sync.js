// Steps of a synchronisation until nothing is missing, something is in the way, or `steps` are done: all answers.
async (scope, steps, milliseconds) => {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  const ask = (message) => {
    const channel = new MessageChannel();
    const answer = new Promise((resolve) => {
      channel.port1.onmessage = (event) => resolve(event.data);
      setTimeout(() => resolve(null), milliseconds);
    });
    registration.active.postMessage({ version: 1, ...message }, [channel.port2]);
    return answer;
  };
  const answers = [];
  while (answers.length < steps) {
    const answer = await ask({ task: "sync", fresh: answers.length === 0 });
    answers.push(answer);
    if (!answer || !answer.more || (answer.problem && answer.problem !== "busy")) break;
  }
  return answers;
};
