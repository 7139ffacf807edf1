// What readers ask for, and what browsers lack.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Device, SCOPE, saved, setUp } from "./device.mjs";
import { unreachable } from "./host.mjs";
import { guide, makeRelease } from "./release.mjs";

const PAGE = "de/work/index.html";
const DAY = 86400000;
const text = async (answer) => (await answer).text();

test("a wish without a network is remembered and met at the next contact", async () => {
  const { host, device } = await saved();
  host.faults = [[/./, unreachable]];
  const { wanted, problem, more } = await device.send("want", { sets: ["text/ar"] });
  assert.deepEqual([wanted, problem, more], [["text/de", "text/ar"], "", true]);
  device.kill();
  assert.equal((await device.send("sync", { fresh: false })).problem, "network");
  host.faults = [];
  assert.equal((await device.sync()).at(-1).sets["text/ar"].saved, true);
});

test("what is dropped is freed at once, base never, and the rest stays", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de", "text/ar", "pictures"] });
  await device.sync();
  const used = device.storage.used();
  host.faults = [[/./, unreachable]];
  const { wanted, sets, more } = await device.send("drop", { sets: ["text/ar", "pictures", "base"] });
  assert.deepEqual([wanted, more, sets["text/ar"].saved, sets.base.saved], [["text/de"], false, false, true]);
  assert.equal(sets.pictures.have, 0);
  assert.ok(device.storage.used() < used - 10000);
  assert.equal(await (await device.visit("de/work/")).status, 200);
  assert.equal((await device.visit("ar/work/")).status, 302);
  assert.equal((await device.visit("ar/")).status, 200);
});

test("undo goes back to the former release and stays there until a newer one comes", async () => {
  const { host, device } = await saved();
  const second = makeRelease({ sets: guide({ [PAGE]: "second" }), sequence: 2 });
  host.files = second;
  await device.sync();
  assert.equal((await device.send("undo")).sequence, 1);
  assert.match(await text(device.visit("de/work/")), /^de\/work/);
  const again = (await device.sync()).at(-1);
  assert.deepEqual([again.sequence, again.more, again.problem], [1, false, ""]);
  host.files = makeRelease({ sets: guide({ [PAGE]: "third" }), sequence: 3 });
  await device.sync();
  assert.equal(await text(device.visit("de/work/")), "third");
});

test("undo without a former release, or with one that is not whole, changes nothing", async () => {
  const { host, device } = await saved();
  assert.equal((await device.send("undo")).sequence, 1);
  host.files = makeRelease({ sets: guide({ [PAGE]: "second" }), sequence: 2 });
  await device.sync();
  device.storage.change(device.storage.json("former").files[PAGE][3]);
  assert.equal((await device.send("undo")).sequence, 2);
});

test("wipe takes everything of ours, and nothing of the neighbours; nobody's caches are listed", async () => {
  const { host, device } = await saved();
  const { storage } = device;
  const neighbour = new Device(host, { storage, scope: "https://guide.example/lueneburg%20land/" });
  storage.caches.set(
    "integreat|%2Flueneburg%2Fmore%2F",
    new Map([["https://guide.example/lueneburg/more/", new Uint8Array(9)]]),
  );
  await neighbour.send("want", { sets: ["text/de"] });
  const status = await device.send("wipe");
  assert.deepEqual([status.ready, status.wanted, status.sets, status.more], [false, [], {}, false]);
  assert.deepEqual(
    [...storage.caches.keys()],
    ["integreat|%2Flueneburg%2Fmore%2F", "integreat|%2Flueneburg%2520land%2F"],
  );
  assert.ok(!storage.log.some((call) => ["keys", "match"].includes(call)));
  assert.deepEqual((await neighbour.send("status")).wanted, ["text/de"]);
  await device.visit("de/work/");
  assert.equal(storage.caches.size, 2, "reading makes no cache");
});

test("after wiping, the same worker can save everything anew", async () => {
  const { host, device } = await saved();
  await device.send("wipe");
  await device.send("want", { sets: ["text/de"] });
  assert.equal((await device.sync()).at(-1).ready, true);
  device.kill();
  host.clear();
  await device.sync();
  assert.deepEqual(host.requests, ["release.json"]);
});

test("a killed site: the store and the registration go, and pages are the network's", async () => {
  const { host, device } = await saved();
  const release = { format: 1, site: "here", sequence: 1, kill: true, sets: {} };
  host.faults = [[/^release\.json$/, () => ({ body: JSON.stringify(release) })]];
  const { ready, more, problem } = await device.send("sync", { fresh: true });
  assert.deepEqual([ready, more, problem], [false, false, ""]);
  assert.equal(device.registered, false);
  assert.deepEqual([...device.storage.caches], []);
  await device.visit("de/work/");
  assert.deepEqual(host.requests.at(-1), "de/work/");
  await device.send("status");
  assert.deepEqual([...device.storage.caches], []);
});

test("a stale answer does not kill", async () => {
  const { host, device } = await saved();
  const release = { format: 1, site: "here", sequence: 0, kill: true, sets: {} };
  host.faults = [[/^release\.json$/, () => ({ body: JSON.stringify(release) })]];
  assert.equal((await device.send("sync", { fresh: true })).ready, true);
});

test("a full device: the former release makes room; where that is not enough, it is told and nothing is lost", async () => {
  const { host, device } = await saved();
  const release = (sequence) => {
    const pages = Object.keys(guide()["text/de"]).map((path) => [path, `${sequence} ${"x".repeat(5000)} ${sequence}`]);
    return makeRelease({ sets: guide(Object.fromEntries(pages)), sequence });
  };
  host.files = release(2);
  await device.sync();
  device.storage.quota = device.storage.used() + 100;
  host.files = release(3);
  assert.equal((await device.sync()).at(-1).sequence, 3);

  device.storage.quota = device.storage.used() + 10;
  host.files = makeRelease({ sets: guide({ "index.html": "x".repeat(20000) }), sequence: 4 });
  const { problem, sequence, more } = (await device.sync()).at(-1);
  assert.deepEqual([problem, sequence, more], ["full", 3, true]);
  host.faults = [[/./, unreachable]];
  assert.match(await text(device.visit("de/work/")), /^3/);
  device.storage.quota = Infinity;
  host.faults = [];
  assert.equal((await device.sync()).at(-1).sequence, 4);
});

test("a device that is full from the start is told so, and reads from the network", async () => {
  const { device } = setUp();
  device.storage.quota = 10;
  const { problem, ready } = await device.send("sync", { fresh: true });
  assert.deepEqual([problem, ready], ["full", false]);
  assert.equal((await device.visit("de/work/")).status, 200);
});

test("where stores are forbidden, everything is the network's, and the status says so", async () => {
  const { host, device } = setUp();
  device.storage.forbidden = true;
  for (const task of ["status", "sync", "want", "wipe", "undo"]) {
    assert.equal((await device.send(task, { sets: ["text/de"] })).problem, "store", task);
  }
  assert.match(await text(device.visit("de/work/")), /^de\/work/);
  host.faults = [[/./, unreachable]];
  assert.equal((await device.visit("de/work/")).type, "error");
});

test("without DecompressionStream every file comes from its own address", async () => {
  const { host, device } = await saved({ without: ["DecompressionStream"] });
  await device.send("want", { sets: ["text/ar"] });
  await device.sync();
  assert.ok(!host.requests.some((path) => path.includes("/packs/")));
  host.faults = [[/./, unreachable]];
  assert.match(await text(device.visit("ar/work/")), /^ar\/work/);
  host.faults = [];
  host.files = makeRelease({ sets: guide({ [PAGE]: "new" }), sequence: 2, before: host.files });
  await device.sync();
  assert.equal(await text(device.visit("de/work/")), "new");
});

test("without Web Locks one worker still does one thing at a time, one after the other", async () => {
  const { host, device } = setUp({ without: ["locks"] });
  await device.send("want", { sets: ["text/de"] });
  const statuses = await Promise.all([1, 2, 3, 4, 5, 6].map(() => device.send("sync", { fresh: false })));
  assert.deepEqual(
    statuses.map(({ problem }) => problem),
    ["", "", "", "", "", ""],
  );
  assert.equal((await device.send("status")).more, false);
  assert.equal(new Set(host.requests).size, host.requests.length, "nothing is loaded twice");
});

test("a step with many files of their own ends in time and goes on in the next", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de", "pictures"] });
  const { fetch } = host;
  host.fetch = (...values) => {
    if (String(values[0]).includes("media")) device.now += 15000;
    return fetch(...values);
  };
  host.files = makeRelease({
    sets: { ...guide(), pictures: Object.fromEntries(["a", "b", "c"].map((name) => [`media/${name}.webp`, name])) },
  });
  const statuses = await device.sync();
  assert.equal(statuses.at(-1).more, false);
  assert.equal(new Set(statuses.map(({ sets }) => sets.pictures.have)).size, 3);
});

const NEWS = ["de/news/2026-11-20/index.html", "Bus strike"];

async function withNews({ on = true, news = [NEWS], permission = "granted" } = {}) {
  const { host, device } = await saved();
  device.permission = permission;
  await device.send("news", { on, title: "Neues aus Lüneburg" });
  host.files = makeRelease({ sets: guide(), sequence: 2, news });
  await device.fire("periodicsync", { tag: "news" }).catch(({ name }) => assert.equal(name, "TypeError"));
  return { host, device };
}

test("woken by the browser, the worker syncs and shows one notification for what is new", async () => {
  const { host, device } = await withNews({ news: [["de/news/2026-11-21/index.html", "Snow"], NEWS] });
  const [[title, { body, data, tag }], badge, ...others] = device.notified;
  assert.deepEqual([title, body, tag, badge, others.length], ["Neues aus Lüneburg", "Snow", "news", "badge", 0]);
  let closed = false;
  await device.fire("notificationclick", { notification: { data, close: () => (closed = true) } });
  assert.deepEqual([closed, device.opened], [true, [`${SCOPE}de/news/2026-11-21/index.html`]]);

  device.kill();
  host.clear();
  device.elapse(DAY);
  await device.fire("periodicsync", { tag: "news" });
  assert.equal(device.notified.length, 2, "nothing is told twice");
  assert.deepEqual(host.requests, ["release.json"]);
});

test("no notification without permission, without the reader's wish, without news, or for another tag", async () => {
  for (const options of [{ permission: "default" }, { on: false }, { news: [] }]) {
    assert.deepEqual((await withNews(options)).device.notified, []);
  }
  const { host, device } = await saved();
  await device.fire("periodicsync", { tag: "other" });
  assert.deepEqual(host.requests, []);
});
