// The first sync: what it loads, in which order, and that nothing of it is lost when it is cut.
import assert from "node:assert/strict";
import { test } from "node:test";

import { guide, makeRelease } from "./release.mjs";
import { saved, setUp } from "./device.mjs";
import { unreachable } from "./host.mjs";

const WANTED = ["text/de", "text/ar", "pictures"];

async function readsOffline(device, path) {
  device.host.faults.unshift([/./, unreachable]);
  const answer = await device.visit(path);
  device.host.faults.shift();
  return answer.status === 200 ? answer.text() : "";
}

test("installing and activating do not touch the network, and the worker takes over at once", async () => {
  const { host, device } = setUp();
  await device.fire("install");
  await device.fire("activate");
  assert.deepEqual(host.requests, []);
});

test("before the first contact the status is empty and nothing is ready", async () => {
  const { device } = setUp();
  const status = await device.send("status");
  assert.deepEqual(status, {
    version: 1,
    sequence: 0,
    date: "",
    checked: 0,
    wanted: [],
    sets: {},
    problem: "",
    more: false,
    ready: false,
  });
  assert.deepEqual([...device.storage.caches], []);
});

test("a page of another version, or an unknown task, is told the status", async () => {
  const { host, device } = setUp();
  assert.equal((await device.send("sync", { version: 2 })).version, 1);
  assert.equal((await device.send("constructor")).problem, "");
  assert.deepEqual(host.requests, []);
});

test("the first language is loaded pack by pack, without contents lists, and then works without network", async () => {
  const { host, device } = setUp();
  assert.deepEqual((await device.send("want", { sets: ["text/de", "base"] })).wanted, ["text/de"]);
  const statuses = await device.sync();

  assert.equal(host.requests[0], "release.json");
  assert.equal(host.requests.filter((path) => path.includes("/packs/")).length, 5);
  assert.equal(host.requests.filter((path) => path.includes("/index/")).length, 2);
  assert.equal(host.requests.length, 8);
  assert.equal(statuses.length, 5, "one pack a step");
  assert.ok(statuses.slice(0, -1).every(({ more, ready }) => more && !ready));
  const { sets, ...last } = statuses.at(-1);
  assert.deepEqual(last, {
    version: 1,
    sequence: 1,
    date: "2026-11-22",
    checked: device.now,
    wanted: ["text/de"],
    problem: "",
    more: false,
    ready: true,
  });
  assert.deepEqual(sets["text/de"], { bytes: sets["text/de"].bytes, have: sets["text/de"].bytes, saved: true });
  assert.deepEqual([sets["text/ar"].have, sets["text/ar"].saved], [0, false]);
  assert.match(await readsOffline(device, "de/work/jobs/"), /^de\/work\/jobs/);
  assert.match(await readsOffline(device, "ar/"), /^ar\/index/, "every language's home page is in base");
});

test("what is loaded grows from step to step", async () => {
  const { device } = setUp();
  await device.send("want", { sets: ["text/de"] });
  const have = (await device.sync()).map(({ sets }) => sets.base.have + sets["text/de"].have);
  assert.deepEqual(
    have,
    [...have].sort((a, b) => a - b),
  );
  assert.equal(new Set(have).size, have.length);
});

test("pages are told of every step, and of the release at its end", async () => {
  const { device } = setUp();
  await device.send("want", { sets: ["text/de"] });
  const statuses = await device.sync();
  assert.deepEqual(
    device.posted.filter(({ type }) => type === "status").map(({ status }) => status),
    statuses,
  );
  assert.deepEqual(
    device.posted.filter(({ type }) => type === "released"),
    [{ version: 1, type: "released", changed: [] }],
  );
});

test("further languages, then pictures, follow the first, each by itself", async () => {
  const { device } = setUp();
  await device.send("want", { sets: ["pictures", "text/ar", "text/de"] });
  const saves = (await device.sync()).map(({ sets }) =>
    Object.keys(sets)
      .filter((name) => sets[name].saved)
      .join(" "),
  );
  const orders = ["", "base text/ar", "base text/de text/ar", "base text/de text/ar pictures"];
  assert.deepEqual([...new Set(saves)], orders);
});

test("nothing changed costs one request, answered without a body", async () => {
  const { host, device } = await saved();
  const { loaded } = host;
  const [status, ...others] = await device.sync();
  assert.deepEqual(host.requests, ["release.json"]);
  assert.equal(host.options[0].cache, "no-store");
  assert.equal(host.loaded, loaded);
  assert.ok(status.checked > 0 && !status.problem);
  assert.equal(status.more, false);
  assert.equal(others.length, 0);
});

test("release.json is asked for once a run, and again by a worker that has just started", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de"] });
  await device.send("sync", { fresh: true });
  await device.send("sync", { fresh: false });
  device.kill();
  await device.send("sync", { fresh: false });
  assert.equal(host.requests.filter((path) => path === "release.json").length, 2);
});

test("a second sync at the same time is busy, in the same worker and in another one", async () => {
  const { host, device } = setUp();
  const { Device } = await import("./device.mjs");
  const other = new Device(host, { storage: device.storage });
  const first = device.send("sync", { fresh: true });
  assert.equal((await device.send("sync", { fresh: true })).problem, "busy");
  assert.equal((await other.send("sync", { fresh: true })).problem, "busy");
  assert.equal((await first).problem, "");
});

test("a question does not interrupt the running step", async () => {
  const { device } = setUp();
  const first = device.send("sync", { fresh: true });
  await device.send("status");
  assert.ok((await first).sets.base.have > 0);
});

test("a wish waits for the running step instead of being busy", async () => {
  const { device } = setUp();
  const first = device.send("sync", { fresh: true });
  assert.deepEqual((await device.send("want", { sets: ["text/ar"] })).wanted, ["text/ar"]);
  await first;
  assert.deepEqual((await device.send("status")).wanted, ["text/ar"]);
});

for (const done of [false, true]) {
  test(`a worker that is ended ${done ? "after" : "before"} any write leaves a store that the next one completes`, async () => {
    let ended = true;
    for (let at = 1; ended; at += 1) {
      const { host, device } = setUp();
      await device.send("want", { sets: WANTED });
      ended = await endedAt(device, at, done);
      await device.sync();
      const last = await device.send("status");
      assert.deepEqual([last.problem, last.more, last.sequence], ["", false, 1], `ended at write ${at}`);
      for (const path of ["de/work/", "ar/work/jobs/", "index.html"]) assert.ok(await readsOffline(device, path));
      const packs = host.requests.filter((path) => path.includes("/packs/"));
      assert.ok(packs.length <= new Set(packs).size + 1, "only the pack that was cut is loaded twice");
      assert.ok(at < 200);
    }
  });

  test(`an update that is ended ${done ? "after" : "before"} any write shows one release or the other, whole`, async () => {
    let ended = true;
    const pages = {
      "de/work/index.html": "new",
      "de/arrival/index.html": "new",
      "de/index.html": "new",
      "ar/index.html": "new",
    };
    for (let at = 1; ended; at += 1) {
      const { host, device } = await saved();
      host.files = makeRelease({ sets: guide(pages), sequence: 2 });
      ended = await endedAt(device, at, done);
      const shown = await Promise.all(Object.keys(pages).map((path) => readsOffline(device, path)));
      const fresh = shown.filter((text) => text === "new").length;
      assert.ok(shown.every(Boolean) && [0, shown.length].includes(fresh), `a mixture after write ${at}`);
      await device.sync();
      assert.equal(await readsOffline(device, "de/work/"), "new");
      assert.ok(at < 200);
    }
  });
}

/** Syncs with a worker that is ended at its nth write, which is done or not; tells whether there were so many. */
async function endedAt(device, nth, done) {
  let count = 0;
  const ended = new Promise((resolve) => {
    device.storage.onWrite = async () => {
      count += 1;
      if (count < nth) return;
      if (count === nth && done) return setImmediate(() => setImmediate(resolve, true));
      if (count === nth) resolve(true);
      await new Promise(() => {});
    };
  });
  const early = await Promise.race([ended, device.sync().then(() => false)]);
  device.storage.onWrite = async () => {};
  device.kill();
  return early;
}
