// Planning: what the newest release consists of, what of it the store holds, and the cheapest way to the rest.
const tables = new Map(); // Indexes and contents lists by key: they never change.
const failed = new Set(); // Hashes that the host answered wrongly: the next run asks again, this one goes on without.

/** An index or a contents list: the stored one, else, where fetching is allowed, the host's. */
async function readTable(kind, hash, fetching) {
  const key = `${kind}/${hash}`;
  if (!tables.has(key)) {
    let bytes = await read(key);
    if (!bytes || (await digest(bytes)) !== hash) {
      if (!fetching) return undefined;
      bytes = await verify(await download(`release/${key}.json`, LIMIT), hash);
      await write(key, bytes);
    }
    tables.set(key, parse(bytes));
  }
  return tables.get(key);
}

/** The keys in the store, and where each blob lies: in a pack, or loose (""). The browser may have thrown away some. */
async function takeStock() {
  const keys = new Set(await listKeys());
  const places = new Map();
  for (const key of tables.keys()) if (!keys.has(key)) tables.delete(key);
  for (const key of keys) {
    const [kind, hash] = key.split("/");
    if (kind === "blob" && !places.has(hash)) places.set(hash, "");
    if (kind === "pack") for (const [, blob] of (await readTable("contents", hash)) ?? []) places.set(blob, hash);
  }
  return { keys, places };
}

/** A set's files as the pointer lists them, as far as they are stored; the stored share; whether it is all. */
async function survey(name, hash, { keys, places }) {
  const index = await readTable("index", hash);
  const files = [];
  let [whole, all, have] = [Boolean(index), 0, 0];
  for (const [pack, , raw] of index?.packs ?? []) {
    const contents = await readTable("contents", pack);
    whole &&= Boolean(contents);
    all += raw;
    for (const [path, blob, length, type] of contents ?? []) {
      const where = keys.has(`pack/${pack}`) ? pack : places.get(blob);
      if (where === undefined) {
        whole = false;
      } else {
        have += length;
        files.push([path, [blob, length, type, where, name]]);
      }
    }
  }
  return { files, whole, share: whole ? 1 : have / (all || 1) };
}

/** The sets to fetch, in their order. The needed ones move the pointer together; the others follow, each by itself. */
function order({ wanted, release }, current) {
  const offered = wanted.filter((name) => release.sets[name]);
  const text = offered.filter(isText);
  const needed = ["base", ...(current.sequence ? text.filter((name) => current.sets[name]) : text.slice(0, 1))];
  return { needed, all: [...new Set([...needed, ...text, ...offered])] };
}

/** Does the work and returns what it does, unless it failed in this run. Wrong data is noted, and the run goes on. */
async function attempt(hash, work) {
  if (failed.has(hash)) return undefined;
  try {
    return await work();
  } catch (error) {
    if (error.problem !== "data") throw error;
    failed.add(hash);
    return undefined;
  }
}

/** Fetches the first pack or group of files that is missing; false where nothing came. */
async function advance(sets, names, current) {
  const stock = await takeStock();
  for (const name of names) {
    const [hash] = sets[name];
    const index = await attempt(hash, () => readTable("index", hash, true));
    for (const pack of index?.packs ?? []) {
      const known = Boolean(current.sets[name]); // Most of it may be here already: its list is worth a look.
      if (await attempt(pack[0], () => obtain(pack, index.patches ?? [], stock, known))) return true;
    }
  }
  return false;
}

async function obtain([pack, size, raw], patches, { keys, places }, known) {
  const loose = !size || !self.DecompressionStream;
  const contents = await readTable("contents", pack, loose || known || keys.has(`pack/${pack}`));
  const missing = contents?.filter(([, blob]) => !places.has(blob));
  if (missing?.length === 0) return false;

  const patchOf = (blob) => patches.find(([before, after]) => after === blob && places.has(before));
  const cost = ([, blob, length]) => (patchOf(blob) ? patchOf(blob)[2] + 300 : length / 3.5 + 600); // With headers.
  if (loose) return obtainFiles(missing, places, patchOf, attempt);
  if (missing && missing.reduce((sum, file) => sum + cost(file), 0) < size) {
    try {
      return await obtainFiles(missing, places, patchOf, (_, work) => work());
    } catch (error) {
      if (error.problem !== "data") throw error; // A host that changes pages has the pack all the same.
    }
  }
  const bytes = await download(`release/packs/${pack}.bin`, Math.max(size, raw) + LIMIT);
  const { list, bodies } = await openPack(bytes, pack, raw + LIMIT);
  for (const [blob, body] of bodies) await verify(body, blob);
  await write(`contents/${pack}`, list);
  await write(`pack/${pack}`, bytes);
  return true;
}

/** Files one by one, each stored at once, for about as long as a step may last; true where one came. */
async function obtainFiles(files, places, patchOf, attempting) {
  const end = Date.now() + PATIENCE;
  let came = false;
  for (const file of files) {
    const [, blob] = file;
    if (places.has(blob)) continue; // The same bytes at another path.
    if (Date.now() > end) break;
    const bytes = await attempting(blob, () => obtainFile(file, patchOf(blob), places));
    if (!bytes) continue;
    await write(`blob/${blob}`, bytes);
    places.set(blob, "");
    came = true;
  }
  return came;
}

async function obtainFile([path, blob, length], patch, places) {
  if (patch && self.DecompressionStream) {
    try {
      const [before, , size] = patch;
      const known = await readBlob(before, places.get(before));
      return await applyPatch(known, await download(`release/patches/${before}-${blob}.bin`, size), blob, length);
    } catch (error) {
      if (!["data", undefined].includes(error.problem)) throw error;
    }
  }
  const url = path.replace(/(^|\/)index\.html$/, "$1");
  return verify(await download(url, length, "no-cache"), blob);
}
