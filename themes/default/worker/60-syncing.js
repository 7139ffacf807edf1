// Syncing: one step after another towards the newest release. The pointer moves last, in one write.
let contacted = false; // Whether this worker has asked for release.json since it started.
let queue = Promise.resolve();
let queued = 0;

/** Lets one task at a time into the store: here, and among the workers of this scope where the browser has locks. */
function alone(work, patient) {
  if (queued && !patient) return Promise.reject(trouble("busy"));
  const enter = () => {
    if (!navigator.locks) return work();
    return navigator.locks.request(CACHE, { ifAvailable: !patient }, (lock) => {
      if (!lock) throw trouble("busy");
      return work();
    });
  };
  queued += 1;
  const result = queue.then(enter).finally(() => {
    queued -= 1;
  });
  queue = result.catch(() => {});
  return result;
}

/** One step: release.json where it is due, then at most one pack or group of files, then the pointer if all is there. */
async function sync({ fresh }) {
  const state = await readState();
  distrust = state.problem === "data";
  try {
    if (fresh || !contacted) await check(state);
    if (state.release.kill) {
      await wipe();
      await registration.unregister();
      return;
    }
    let came = false;
    if (state.release.sequence !== state.refused) {
      const current = await readPointer("current");
      const { all } = order(state, current);
      came = await advance(state.release.sets, all, current);
      await commit(state);
    }
    state.problem = !came && failed.size ? "data" : "";
    if (!came) failed.clear();
  } catch (error) {
    state.problem = error.problem ?? "data";
    throw error;
  } finally {
    if (!state.release?.kill) await write("state", state);
  }
}

/** Looks which release is the newest. An older one than ours comes from a stale edge, unless it stays. */
async function check(state) {
  const release = parse(await download("release.json", LIMIT, "no-cache"));
  const { format, site, sequence, kill, sets } = release;
  if (format !== FORMAT || !Number.isSafeInteger(sequence) || !(kill || sets.base)) throw trouble("data");

  const now = Date.now();
  const trusted = Math.abs(now - state.accepted) < TRUST; // A clock that was put right may leave it in the future.
  if (trusted && site !== state.release.site) throw trouble("data");
  if (!trusted || sequence >= state.release.sequence) Object.assign(state, { release, accepted: now });
  state.checked = now;
  contacted = true;
  failed.clear();
  await write("state", state);
}

/** Moves the pointer to what is whole by now, if everything needed is, and tells the open pages. */
async function commit(state) {
  const { release } = state;
  const current = await readPointer("current");
  const stock = await takeStock();
  const { needed, all } = order(state, current);
  const sets = {};
  const files = [];
  for (const name of all) {
    const [hash] = release.sets[name];
    const found = await survey(name, hash, stock);
    if (found.whole) {
      sets[name] = hash;
      files.push(...found.files);
    } else if (needed.includes(name)) {
      return;
    } else if (current.sets[name]) {
      sets[name] = current.sets[name]; // Pictures of the release before do until the new ones are there.
      files.push(...Object.entries(current.files).filter(([, file]) => file[4] === name));
    }
  }
  const next = { sequence: release.sequence, date: release.date, sets, files: Object.fromEntries(files) };
  if (JSON.stringify(next) !== JSON.stringify(current)) {
    if (needed.some((name) => current.sets[name] && current.sets[name] !== sets[name])) await write("former", current);
    await write("current", next);
    const before = new Map(Object.entries(current.files));
    const changed = files.filter(([path, [blob]]) => before.has(path) && before.get(path)[0] !== blob);
    await tell({ type: "released", changed: changed.map(([path]) => path) });
  }
  await collect(state);
}

/** Deletes what neither the two pointers nor the release that is being fetched lead to. */
async function collect(state) {
  const { wanted, release } = state ?? (await readState());
  const { keys, places } = await takeStock();
  const keep = new Set(["state", "current", "former"]);
  const keepBlob = (blob, pack) => keep.add(place(blob, pack)).add(`contents/${pack}`);

  for (const name of ["current", "former"]) {
    const { sets, files } = await readPointer(name);
    for (const [blob, , , pack] of Object.values(files)) keepBlob(blob, pack);
    for (const hash of Object.values(sets)) keep.add(`index/${hash}`); // It lists the news already seen.
  }
  for (const name of ["base", ...wanted]) {
    const [hash] = release?.sets[name] ?? [];
    keep.add(`index/${hash}`);
    for (const [pack] of (await readTable("index", hash))?.packs ?? []) {
      keepBlob("", pack);
      for (const [, blob] of (await readTable("contents", pack)) ?? []) keepBlob(blob, places.get(blob));
    }
  }
  await remove([...keys].filter((key) => !keep.has(key)));
}

async function want({ sets }) {
  const state = await readState();
  state.wanted = [...new Set([...state.wanted, ...sets])].filter((name) => name !== "base");
  await write("state", state);
}

/** Sets that are not wanted any more, and their bytes, go at once. */
async function drop({ sets }) {
  const state = await readState();
  const stays = (name) => name === "base" || !sets.includes(name);
  const kept = (entries, nameOf) => Object.fromEntries(entries.filter((entry) => stays(nameOf(entry))));
  state.wanted = state.wanted.filter(stays);
  await write("state", state);
  for (const name of ["current", "former"]) {
    const pointer = await readPointer(name);
    if (!pointer.sequence) continue;
    pointer.sets = kept(Object.entries(pointer.sets), ([set]) => set);
    pointer.files = kept(Object.entries(pointer.files), ([, file]) => file[4]);
    await write(name, pointer);
  }
  await collect(state);
}

/** Back to the former release, if it is whole; the present one is not fetched again until there is a newer one. */
async function undo() {
  const [current, former] = [await readPointer("current"), await readPointer("former")];
  const { keys } = await takeStock();
  const files = Object.values(former.files);
  if (!files.length || !files.every(([blob, , , pack]) => keys.has(place(blob, pack)))) return;
  const state = await readState();
  state.refused = current.sequence;
  await write("state", state);
  await write("current", former);
  await write("former", current);
}
