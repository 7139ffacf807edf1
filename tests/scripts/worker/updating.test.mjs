// Updates cost about what changed, and happen whole or not at all.
import assert from "node:assert/strict";
import { test } from "node:test";

import { saved, setUp } from "./device.mjs";
import { notFound, unreachable, flip } from "./host.mjs";
import { guide, makeRelease, noise } from "./release.mjs";

const DAY = 86400000;
const PAGE = "de/work/index.html";
const OLD = `${PAGE} ${noise(PAGE)}`;
const text = async (answer) => (await answer).text();

/** What was asked for besides release.json and indexes. */
const loads = (host) => host.requests.filter((path) => !/^release\.json$|^release\/index/.test(path));

async function updated(pages, { patches = false, faults = [], ...options } = {}) {
  const { host, device } = await saved(options);
  const before = patches ? host.files : undefined;
  host.files = makeRelease({ sets: guide(pages), sequence: 2, before });
  host.faults = faults;
  const statuses = await device.sync();
  return { host, device, statuses, last: statuses.at(-1) };
}

test("a changed page comes from its own address, whose path ends in a slash, past the browser's cache", async () => {
  const { host, device, last } = await updated({ [PAGE]: "new" });
  const [contents, page, ...others] = loads(host);
  assert.match(contents, /^release\/contents/);
  assert.equal(page, "de/work/");
  assert.deepEqual(others, []);
  const { cache, redirect } = host.options[host.requests.indexOf(page)];
  assert.deepEqual([cache, redirect], ["no-cache", "manual"]);
  assert.deepEqual([last.sequence, last.more], [2, false]);
  assert.equal(await text(device.visit("de/work/")), "new");
  assert.match(await text(device.visit("de/doctor/")), /^de\/doctor/);
});

test("pages are told what changed", async () => {
  const { device } = await updated({ [PAGE]: "new" });
  assert.deepEqual(device.posted.filter(({ type }) => type === "released").at(-1).changed, [PAGE]);
});

test("a patch, where there is one for the stored page, is less still", async () => {
  const { host, device, last } = await updated({ [PAGE]: OLD.replace("a", "b") }, { patches: true });
  assert.match(loads(host)[1], /^release\/patches/);
  assert.equal(loads(host).length, 2);
  assert.equal(last.more, false);
  assert.equal(await text(device.visit("de/work/")), OLD.replace("a", "b"));
});

test("a patch of a page that is loose, or longer than the patch's window, does as well", async () => {
  const long = noise("long", 50000);
  const { host, device } = await updated({ [PAGE]: long });
  for (const [sequence, body] of [
    [3, `${long} and more`],
    [4, `${long} and still more`],
  ]) {
    host.files = makeRelease({ sets: guide({ [PAGE]: body }), sequence, before: host.files });
    host.clear();
    await device.sync();
    assert.match(loads(host).at(-1), /^release\/patches/);
    assert.ok(host.loaded < 40000, "less than the page");
    assert.equal(await text(device.visit("de/work/")), body);
  }
});

for (const [fault, name] of [
  [flip, "damaged"],
  [notFound, "missing"],
]) {
  test(`a ${name} patch is replaced by the page, and a ${name} page by the pack`, async () => {
    const patch = await updated({ [PAGE]: OLD.replace("a", "b") }, { patches: true, faults: [[/patches/, fault]] });
    assert.equal(loads(patch.host).at(-1), "de/work/");
    assert.equal(patch.last.problem + patch.last.sequence, "2");
    assert.equal((await patch.device.send("sync", { fresh: false })).problem, "", "nothing is missing");

    const page = await updated({ [PAGE]: "new" }, { faults: [[/^de\/work/, fault]] });
    assert.match(loads(page.host).at(-1), /^release\/packs/);
    assert.equal(await text(page.device.visit("de/work/")), "new");
  });
}

test("many changed pages come as the pack", async () => {
  const pages = Object.fromEntries(
    ["arrival", "doctor", "work"].map((path) => [`de/${path}/index.html`, path.repeat(500)]),
  );
  const { host } = await updated(pages);
  assert.match(loads(host)[1], /^release\/packs/);
});

test("what the update replaced is deleted when the release after it is there, not before", async () => {
  const { host, device } = await updated({ [PAGE]: "second" });
  const [old] = device.storage.json("former").files[PAGE];
  assert.notEqual(old, device.storage.json("current").files[PAGE][0]);
  host.files = makeRelease({ sets: guide({ [PAGE]: "third" }), sequence: 3 });
  await device.sync();
  assert.equal(await text(device.visit("de/work/")), "third");
  const keys = device.storage.keys();
  const blobs = keys.filter((key) => key.startsWith("blob/"));
  assert.equal(blobs.length, 2, "the second and the third");
  for (const [path, file] of Object.entries(device.storage.json("current").files))
    assert.ok(keys.includes(file[3]), path);
});

test("what moved between packs is not loaded again", async () => {
  const { host, device } = await saved();
  const sets = guide();
  host.files = makeRelease({ sets, sequence: 2, many: 2 });
  await device.sync();
  assert.ok(
    loads(host).every((path) => path.startsWith("release/contents")),
    loads(host).join(" "),
  );
  assert.equal((await device.send("status")).sequence, 2);
});

test("a release that changes in the middle of a sync is followed, with what has come already", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de"] });
  await device.send("sync", { fresh: true });
  await device.send("sync", { fresh: false });
  host.clear();
  host.files = makeRelease({ sets: guide({ [PAGE]: "new" }), sequence: 2 });
  const last = (await device.sync()).at(-1);
  assert.deepEqual([last.sequence, last.problem], [2, ""]);
  assert.equal(loads(host).filter((path) => path.includes("packs")).length, 3, "two of base had come");
});

test("two edges that alternate: the older answer is ignored and counts as checked", async () => {
  const { host, device } = await updated({ [PAGE]: "new" });
  const [fresh, stale] = [host.files, makeRelease({ sets: guide() })];
  for (let turn = 0; turn < 6; turn += 1) {
    host.files = turn % 2 ? fresh : stale;
    device.elapse(DAY / 24);
    const { sequence, problem, checked, more } = await device.send("sync", { fresh: true });
    assert.deepEqual([sequence, problem, more, checked], [2, "", false, device.now]);
  }
  assert.equal(await text(device.visit("de/work/")), "new");
});

test("alternating edges amid an update: it gets through in the end", async () => {
  const { host, device } = await saved();
  const stale = host.files;
  const pages = Object.fromEntries(Object.keys(guide()["text/de"]).map((path) => [path, noise(`new ${path}`)]));
  const fresh = makeRelease({ sets: guide(pages), sequence: 2 });
  for (let turn = 0; turn < 8; turn += 1) {
    host.files = turn % 2 ? stale : fresh;
    await device.send("sync", { fresh: true });
  }
  assert.equal((await device.send("status")).sequence, 2);
});

test("an older release is taken when nothing else has been seen for a fortnight", async () => {
  const { host, device } = await updated({ [PAGE]: "from a clock that was wrong" });
  host.files = makeRelease({ sets: guide({ [PAGE]: "right again" }) });
  device.elapse(13 * DAY);
  await device.sync();
  assert.equal((await device.send("status")).sequence, 2);
  device.elapse(2 * DAY);
  await device.sync();
  assert.equal((await device.send("status")).sequence, 1);
  assert.equal(await text(device.visit("de/work/")), "right again");
});

test("other indexes under the same sequence are a release", async () => {
  const { host, device } = await saved();
  host.files = makeRelease({ sets: guide({ [PAGE]: "built again" }) });
  await device.sync();
  assert.equal(await text(device.visit("de/work/")), "built again");
});

test("a language that the site gives up goes from the device, and the others get on", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de", "text/ar"] });
  await device.sync();
  const { "text/ar": _, ...sets } = guide({ [PAGE]: "new" });
  host.files = makeRelease({ sets, sequence: 2 });
  const { more, sets: told } = (await device.sync()).at(-1);
  assert.equal(more, false);
  assert.ok(!("text/ar" in told));
  host.faults = [[/./, unreachable]];
  assert.equal((await device.visit("ar/work/")).status, 302);
  assert.equal(await text(device.visit("de/work/")), "new");
});

test("text does not wait for pictures, and the former pictures do until the new ones are there", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de", "pictures"] });
  await device.sync();
  const sets = guide({ [PAGE]: "new" });
  sets.pictures["media/111111111111-720.webp"] = noise("another");
  host.files = makeRelease({ sets, sequence: 2 });
  host.faults = [[/^media\/1/, notFound]];
  const last = (await device.sync()).at(-1);
  assert.deepEqual([last.sequence, last.problem], [2, "data"]);
  host.faults = [[/./, unreachable]];
  assert.equal((await device.get("media/0123456789ab-720.webp")).status, 200);
  host.faults = [];
  assert.equal((await device.sync()).at(-1).more, false);
  assert.equal(Object.keys(device.storage.json("former").files).includes(PAGE), true);
  assert.notEqual(device.storage.json("former").files[PAGE][0], device.storage.json("current").files[PAGE][0]);
});

test("a saved language that cannot be completed keeps the pointer where it is", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de", "text/ar"] });
  await device.sync();
  host.files = makeRelease({ sets: guide({ [PAGE]: "new", "ar/work/index.html": "new, too" }), sequence: 2 });
  host.faults = [[/^ar\/work|packs/, notFound]];
  assert.equal((await device.sync()).at(-1).sequence, 1);
  assert.equal(await text(device.visit("de/work/")), OLD);
});
