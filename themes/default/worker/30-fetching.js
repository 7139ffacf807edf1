// Fetching: one file at a time, never longer than promised, never waiting for ever, and giving way to the reader.
let giveWay = () => {};
let mark; // The ETag of the last answer.

/**
 * A file's bytes; none where the host says that what we know is still right. Trouble is "network" without an answer,
 * "data" with a wrong one, "" when a reader's page goes first.
 * The browser's own cache is left out: what it holds may be what was wrong.
 */
async function download(path, limit, how) {
  const abort = new AbortController();
  let problem = "network";
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), PATIENCE);
  };
  giveWay = () => {
    problem = "";
    abort.abort();
  };
  wait();
  try {
    // Names of files are letters, digits, "-", "_" and ".": a URL as they are.
    const answer = await fetch(ROOT + path, { cache: "no-store", redirect: "manual", priority: "low", signal: abort.signal, ...how });
    if (answer.status === 304) return;
    mark = answer.headers.get("etag");
    if (!answer.ok || answer.redirected || answer.type !== "basic") throw trouble("data");
    return await gather(answer.body, limit, wait);
  } catch (error) {
    throw trouble(error.problem ?? problem);
  } finally {
    clearTimeout(timer);
    abort.abort(); // Ends an answer that is not wanted any more.
  }
}

/** All bytes of a stream; trouble where there are more than there may be. */
async function gather(stream, limit, tick) {
  const reader = stream.getReader();
  const parts = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    tick?.();
    parts.push(value);
    limit -= value.length;
    if (limit < 0) throw trouble("data");
  }
}
