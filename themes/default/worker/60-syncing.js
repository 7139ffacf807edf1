// Syncing: one step after another towards the newest release. The pointer moves last, in one write.
let contacted; // Whether this worker has asked for release.json since it started.
let queue = Promise.resolve();
const locks = navigator.locks ?? { request: (name, options, enter) => (queue = queue.then(enter, enter)) };

/** Lets one task at a time into the store, among all workers of this scope; without Web Locks, those in this worker. */
function alone(work, patient) {
  return locks.request(CACHE, { ifAvailable: !patient }, (lock) => {
    if (lock === null) throw trouble("busy");
    return work();
  });
}

/** One step: release.json where it is due, then at most one pack or group of files, then the pointer if all is there. */
async function sync({ fresh }) {
  const state = await recall("state");
  try {
    if (fresh || !contacted) await check(state);
    if (state.release.kill) {
      await wipe();
      await registration.unregister();
      return;
    }
    const came = await advance(await survey());
    const result = await survey();
    await commit(result);
    state.problem = came || result.plan.every(({ whole }) => whole) ? "" : "data";
    if (!came) failed.clear();
  } catch (error) {
    state.problem = error.problem ?? "data";
    throw error;
  } finally {
    if (!state.release?.kill) await write("state", state);
  }
}

/** Looks which release is the newest. An older one than known comes from a stale edge, unless it stays. */
async function check(state) {
  const release = parse(await download("release.json", LIMIT, "no-cache"));
  const { format, site, sequence, kill, sets } = release;
  const now = Date.now();
  const trusted = Math.abs(now - state.accepted) < TRUST; // A clock that was put right may leave it in the future.
  const right = format === 1 && Number.isInteger(sequence) && (kill || sets.base);
  if (!right || (trusted && site !== state.release.site)) throw trouble("data");
  if (!trusted || sequence >= state.release.sequence) Object.assign(state, { release, accepted: now });
  state.checked = now;
  contacted = true;
  failed.clear();
  await write("state", state);
}

/** Moves the pointer to what is whole by now, if everything needed is, and tells the open pages. */
async function commit({ state, current, plan }) {
  if (!plan.length || plan.some(({ needed, whole }) => needed && !whole)) return;
  const { sequence, date } = state.release;
  const sets = {};
  const files = {};
  let moved = false;
  for (const set of plan) {
    const { name, hash, needed, whole } = set;
    const before = current.sets[name];
    // Pictures of the release before do until the new ones are there.
    const kept = Object.entries(current.files).filter(([, file]) => file[4] === name);
    if (whole || before) sets[name] = whole ? hash : before;
    Object.assign(files, Object.fromEntries(whole ? set.files : kept));
    if (needed && before && before !== hash) moved = true;
  }
  const next = { sequence, date, sets, files };
  if (JSON.stringify(next) !== JSON.stringify(current)) {
    if (moved) await write("former", current);
    await write("current", next);
    const isOther = (path) => current.files[path] && current.files[path][0] !== files[path][0];
    await tell({ type: "released", changed: Object.keys(files).filter(isOther) });
  }
  await collect();
}

/** Deletes what neither the two pointers nor the release that is being fetched lead to. Surveying has read its tables. */
async function collect() {
  const { current, former, keys, plan } = await survey();
  const keep = new Set(["state", "current", "former", ...tables.keys()]);
  const files = [current, former].flatMap((pointer) => Object.entries(pointer.files));
  for (const [, file] of [...files, ...plan.flatMap((set) => set.files)]) keep.add(file[3]);
  await remove([...keys].filter((key) => !keep.has(key)));
}

/** Sets that the reader wants: text comes first. */
async function want({ sets }) {
  const state = await recall("state");
  const wanted = [...new Set([...state.wanted, ...sets])].filter((name) => name !== "base");
  await write("state", { ...state, wanted: wanted.sort((one, other) => isText(other) - isText(one)) });
}

/** Sets that are not wanted any more: they and their bytes go at once. */
async function drop({ sets }) {
  const { state, current, former } = await survey();
  const gone = (name) => name !== "base" && sets.includes(name);
  await write("state", { ...state, wanted: state.wanted.filter((name) => !gone(name)) });
  for (const [key, pointer] of Object.entries({ current, former })) {
    for (const name in pointer.sets) if (gone(name)) delete pointer.sets[name];
    for (const path in pointer.files) if (gone(pointer.files[path][4])) delete pointer.files[path];
    await write(key, pointer);
  }
  await collect();
}

/** Back to the former release, if it is whole; the present one is not fetched again until there is another. */
async function undo() {
  const { state, current, former, keys } = await survey();
  if (!former.sequence || !Object.values(former.files).every((file) => keys.has(file[3]))) return;
  await write("state", { ...state, refused: current.sequence });
  await write("current", former);
  await write("former", current);
}
