// Syncing: one step after another towards the newest release. The pointer moves last, in one write.
let contacted; // Whether this worker has asked for release.json since it started.
let queue = Promise.resolve();
const locks = navigator.locks ?? { request: (name, options, enter) => (queue = queue.then(enter, enter)) };

/** Lets one task at a time into the store, of all workers of this scope; without Web Locks, of this worker. */
function alone(work, patient) {
  return locks.request(CACHE, { ifAvailable: !patient }, (lock) => {
    if (lock === null) throw trouble("busy");
    return work();
  });
}

/** One step: release.json where it is due, at most one pack or group of files, and the pointer if all is there. */
async function sync({ fresh }) {
  const state = await recall("state");
  try {
    if (fresh || !contacted) await check(state);
    if (state.release.kill) {
      await wipe();
      return registration.unregister();
    }
    const came = await advance(await survey());
    const result = await survey();
    await commit(result);
    state.problem = came || result.plan.every(({ whole }) => whole) ? "" : "data";
  } catch (error) {
    state.problem = error.problem ?? "data";
    throw error;
  } finally {
    if (!state.release?.kill) await write("state", state);
  }
}

/** Looks which release is the newest. An older one than known comes from a stale edge, unless it stays. */
async function check(state) {
  const headers = { "if-none-match": state.mark ?? '""' };
  const bytes = await download("release.json", LIMIT, { headers });
  const release = bytes ? parse(bytes) : state.release;
  const now = Date.now();
  const trusted = Math.abs(now - state.accepted) < TRUST; // A clock that was put right may leave it in the future.
  const right = release.format === 1 && release.sequence > 0 && (release.kill || release.sets.base);
  if (!right || (trusted && release.site !== state.release.site)) throw trouble("data");
  if (!trusted || release.sequence >= state.release.sequence) Object.assign(state, { release, mark, accepted: now });
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
  for (const set of plan) {
    const { name, hash, whole } = set;
    const before = current.sets[name];
    if (whole || before) sets[name] = whole ? hash : before;
    // Pictures of the release before do until the new ones are there.
    const { files: known } = whole ? set : current;
    for (const path in known) if (known[path][4] === name) files[path] = known[path];
  }
  const next = { sequence, date, sets, files };
  if (JSON.stringify(next) !== JSON.stringify(current)) {
    if (sequence !== current.sequence) await write("former", current);
    await write("current", next);
    const isOther = (path) => current.files[path] && current.files[path][0] !== files[path][0];
    await tell({ type: "released", changed: Object.keys(files).filter(isOther) });
  }
  await collect();
}

/** Deletes what neither the pointers nor the release that is being fetched lead to, whose tables a survey has read. */
async function collect() {
  const { current, former, keys, plan } = await survey();
  const keep = new Set(["state", "current", "former", ...tables.keys()]);
  for (const { files } of [current, former, ...plan]) for (const path in files) keep.add(files[path][3]);
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
  const stays = (name) => name === "base" || !sets.includes(name);
  await write("state", { ...state, wanted: state.wanted.filter(stays) });
  for (const [key, pointer] of [["current", current], ["former", former]]) {
    for (const name in pointer.sets) if (!stays(name)) delete pointer.sets[name];
    for (const path in pointer.files) if (!(pointer.files[path][4] in pointer.sets)) delete pointer.files[path];
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
