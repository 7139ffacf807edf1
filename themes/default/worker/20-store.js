// The store: one cache, named after the scope. Others on this origin are never looked at, let alone deleted.
const PREFIX = `${ROOT}.store/`;
const NOTHING = { sequence: 0, date: "", sets: {}, files: {} };
const broken = new Set(); // Keys whose bytes turned out wrong: they count as missing until they are written again.

async function stored(work) {
  try {
    return await work();
  } catch (error) {
    throw trouble(error.name === "QuotaExceededError" ? "full" : "store");
  }
}

/** The cache, or nothing where there is none yet: reading must not make one. */
async function existing() {
  return (await caches.has(CACHE)) && caches.open(CACHE);
}

function read(key) {
  return stored(async () => {
    const found = await (await existing())?.match?.(PREFIX + key);
    return found?.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => undefined); // Evicted while it was read.
  });
}

async function readJson(key, otherwise) {
  const bytes = await read(key);
  try {
    return parse(bytes);
  } catch {
    return otherwise; // It is missing or damaged.
  }
}

/** Writes bytes or a value. On a full device the former release makes room, once. */
async function write(key, value) {
  const body = ArrayBuffer.isView(value) ? value : JSON.stringify(value);
  const put = () => stored(async () => (await caches.open(CACHE)).put(PREFIX + key, new Response(body)));
  try {
    await put();
  } catch (error) {
    if (error.problem !== "full") throw error;
    await remove(["former"]);
    await collect();
    await put();
  }
  broken.delete(key);
  if (key === "current" || key === "former") pointers = undefined;
}

function remove(keys) {
  pointers = undefined;
  return stored(async () => {
    const cache = await existing();
    if (cache) for (const key of keys) await cache.delete(PREFIX + key);
  });
}

function listKeys() {
  return stored(async () => {
    const requests = (await (await existing())?.keys?.()) ?? [];
    return requests.map(({ url }) => url.slice(PREFIX.length)).filter((key) => !broken.has(key));
  });
}

function readState() {
  return readJson("state", { wanted: [], checked: 0, accepted: 0, problem: "" });
}

function readPointer(name) {
  return readJson(name, NOTHING);
}

/** Everything of ours away. */
async function wipe() {
  await stored(() => caches.delete(CACHE));
  for (const memory of [broken, failed, tables, opened]) memory.clear();
  pointers = undefined;
  contacted = false;
}
