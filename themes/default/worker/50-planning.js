// Planning: what the newest release consists of, what of it the store holds, and the cheapest way to the rest.
const tables = new Map(); // Indexes and contents lists by key: they never change.
const failed = new Set(); // Hashes that the host answered wrongly: this run goes on without, the next asks again.

/** An index or a contents list: the stored one, else, where fetching is allowed, the host's. */
async function readTable(key, fetching) {
  const check = (bytes) => verify(bytes, key.split("/")[1]);
  let bytes = !tables.has(key) && (await read(key).then(check).catch(() => {}));
  if (bytes === undefined && fetching) {
    bytes = await check(await download(`release/${key}.json`, LIMIT));
    await write(key, bytes);
  }
  if (bytes) tables.set(key, parse(bytes));
  return tables.get(key);
}

/**
 * What is here: the state, the pointers, the keys in the store, under which of them each blob lies;
 * and the plan: the wanted sets of the newest release with what is stored of each. The needed ones move the pointer.
 * What the pointer holds is wanted, even if the browser has lost the state.
 */
async function survey() {
  const [state, current, former] = await Promise.all(["state", "current", "former"].map(recall));
  const requests = (await store((cache) => cache.keys())) ?? [];
  const keys = new Set(requests.map(({ url }) => url.slice(PREFIX.length)).filter((key) => !broken.has(key)));
  const places = new Map();
  for (const key of tables.keys()) if (!keys.has(key)) tables.delete(key); // The browser may throw away anything.
  for (const key of keys) {
    const [kind, hash] = key.split("/");
    if (kind === "blob") places.set(hash, key);
    if (kind === "pack") for (const [, blob] of (await readTable(`contents/${hash}`)) ?? []) places.set(blob, key);
  }

  const { release, refused } = state;
  const sets = release && release.sequence !== refused ? release.sets : {};
  const plan = [];
  for (const name of new Set(["base", ...state.wanted, ...Object.keys(current.sets)])) {
    if (!sets[name]) continue;
    const [hash] = sets[name];
    const needed = name === "base" || (isText(name) && (current.sequence ? name in current.sets : plan.length === 1));
    plan.push({ name, hash, needed, ...(await surveySet(name, hash, places)) });
  }
  return { state, current, former, keys, places, plan };
}

/** A set's files as the pointer lists them, as far as they are stored; whether these are all; their share. */
async function surveySet(name, hash, places) {
  const index = await readTable(`index/${hash}`);
  const files = {};
  let [all, have] = [0, 0];
  for (const [pack, , raw] of index?.packs ?? []) {
    all += raw;
    for (const [path, blob, length, type] of (await readTable(`contents/${pack}`)) ?? []) {
      if (!places.has(blob)) continue;
      have += length;
      files[path] = [blob, length, type, places.get(blob), name];
    }
  }
  return { files, whole: index && have === all, share: have / (all || 1) };
}

/** Does the work, unless it failed in this run. Wrong data is noted, and the run goes on. */
async function attempt(hash, work) {
  try {
    if (!failed.has(hash)) return await work();
  } catch (error) {
    if ((error.problem ?? "data") !== "data") throw error;
    failed.add(hash);
  }
}

/** Fetches the first pack or group of files that is missing; tells whether anything came. */
async function advance({ plan, places, current }) {
  for (const { name, hash } of plan) {
    const index = await attempt(hash, () => readTable(`index/${hash}`, true));
    for (const pack of index?.packs ?? []) {
      if (await attempt(pack[0], () => obtain(pack, index.patches ?? [], places, name in current.sets))) return true;
    }
  }
}

/** Fetches what a pack lacks. Of a `known` set most may be here already: its contents list is worth a look. */
async function obtain([pack, size, raw], patches, places, known) {
  const loose = !size || !self.DecompressionStream;
  const contents = await readTable(`contents/${pack}`, loose || known);
  const missing = contents?.filter(([, blob]) => !places.has(blob));
  const patchOf = (blob) => patches.find(([before, after]) => after === blob && places.has(before));
  const cost = missing?.reduce((sum, [, blob, length]) => sum + (patchOf(blob)?.[2] + 300 || length / 3.5 + 600), 0);
  if (cost === 0) return false;
  if (loose || cost < size) {
    const came = await obtainFiles(missing, patchOf, places);
    if (came || loose) return came; // What failed alone comes with the pack.
  }
  const bytes = await download(`release/packs/${pack}.bin`, raw + LIMIT);
  const { list, bodies } = await openPack(bytes, pack, raw + LIMIT);
  for (const [blob, body] of bodies) await verify(body, blob);
  await write(`contents/${pack}`, list);
  await write(`pack/${pack}`, bytes);
  return true;
}

/** Files one by one, each stored at once, for about as long as a step may last; tells whether one came. */
async function obtainFiles(files, patchOf, places) {
  const end = Date.now() + PATIENCE;
  let came;
  for (const [path, blob, length] of files) {
    if (places.has(blob) || Date.now() > end) continue;
    const patch = patchOf(blob);
    const url = path.replace(/(^|\/)index\.html$/, "$1");
    const bytes =
      (patch && (await attempt(patch, () => applyPatch(patch, places.get(patch[0]), length)))) ??
      (await attempt(blob, async () => verify(await download(url, length, { cache: "no-cache" }), blob)));
    if (!bytes) continue;
    places.set(blob, `blob/${blob}`);
    await write(places.get(blob), bytes);
    came = true;
  }
  return came;
}
