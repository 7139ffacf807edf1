// Fetching: one file at a time, never longer than promised, never waiting for ever, and giving way to the reader.
let giveWay = () => {};
let distrust = false; // Whether the last run met wrong data, which the browser may have cached.

/** Where the host has a file; it serves "dir/index.html" at "dir/". */
function address(path) {
  return ROOT + path.split("/").map(encodeURIComponent).join("/");
}

/** A file's bytes. Trouble is "network" without an answer, "data" with a wrong one, "" when a reader's page goes first. */
async function download(path, limit, cache) {
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
    const answer = await fetch(address(path), {
      cache: distrust ? "reload" : cache,
      redirect: "manual",
      priority: "low",
      signal: abort.signal,
    });
    if (!answer.ok || answer.redirected || answer.type !== "basic") throw trouble("data");
    return await gather(answer.body, limit, wait);
  } catch (error) {
    throw trouble(error.problem ?? problem);
  } finally {
    clearTimeout(timer);
    abort.abort(); // Ends an answer that is not wanted any more; giving way has no meaning now.
  }
}

/** All bytes of a stream; trouble where there are more than there may be. */
async function gather(stream, limit, tick = () => {}) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    tick();
    parts.push(value);
    length += value.length;
    if (length > limit) {
      reader.cancel().catch(() => {});
      throw trouble("data");
    }
  }
  return join(parts);
}

function join(parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  return whole;
}
