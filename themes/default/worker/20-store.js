// The store: one cache, named after the scope. Others on this origin are never looked at, let alone deleted.
const PREFIX = `${ROOT}.store/`;
const NOTHING = { wanted: [], checked: 0, problem: "", sequence: 0, date: "", sets: {}, files: {} };
const broken = new Set(); // Keys whose bytes turned out wrong: they count as missing until they are written again.

/** Does something with the cache. Only writing makes one where there is none. */
async function store(work, writing) {
  try {
    if (writing || (await caches.has(CACHE))) return await work(await caches.open(CACHE));
  } catch (error) {
    throw trouble(error.name === "QuotaExceededError" ? "full" : "store");
  }
}

/** The bytes under a key; none, or not all, if the browser has lost them. */
function read(key) {
  return store(async (cache) => {
    const found = await cache.match(PREFIX + key);
    return found && new Uint8Array(await found.arrayBuffer().catch(() => {}));
  });
}

/** The state, or a pointer: which release is here, and its files by path: [blob, length, type, key, set]. */
async function recall(key) {
  const bytes = await read(key);
  try {
    return parse(bytes);
  } catch {
    return { ...NOTHING };
  }
}

/** Writes bytes or a value. On a full device the former release makes room, once. */
async function write(key, value) {
  const put = (cache) => cache.put(PREFIX + key, new Response(value.buffer ? value : JSON.stringify(value)));
  try {
    await store(put, true);
  } catch (error) {
    if (error.problem !== "full") throw error;
    await remove(["former"]);
    await collect();
    await store(put, true);
  }
  broken.delete(key);
  pointers = undefined;
}

function remove(keys) {
  return store((cache) => Promise.all(keys.map((key) => cache.delete(PREFIX + key))));
}

/** Everything of ours away. */
async function wipe() {
  await store(() => caches.delete(CACHE));
  tables.clear();
  opened = pointers = contacted = undefined;
}
