// What readers get: stored files first, whatever the network does; everything else as without a worker.
import assert from "node:assert/strict";
import { test } from "node:test";

import { SCOPE, saved, setUp } from "./device.mjs";
import { hanging, unreachable } from "./host.mjs";
import { guide, makeRelease } from "./release.mjs";

const WORK = /^de\/work\/index.html/;

async function offline(options) {
  const { host, device } = await saved(options);
  host.faults = [[/./, unreachable]];
  return { host, device };
}

test("a stored page has its type and length, and never waits for the network", async () => {
  const { host, device } = await saved();
  host.faults = [[/./, hanging]];
  const answer = await device.visit("de/work/");
  const body = await answer.text();
  assert.match(body, WORK);
  assert.equal(answer.headers.get("content-type"), "text/html; charset=utf-8");
  assert.equal(answer.headers.get("content-length"), String(body.length));
  assert.equal(answer.redirected, false);
  assert.deepEqual(host.requests, []);
});

test("a page has one text at its addresses: with and without index.html, with any query", async () => {
  const { device } = await offline();
  for (const path of ["de/work/", "de/work/index.html", "de/work/?q=1", "de/work/index.html?x#y", "de/%77ork/"]) {
    assert.match(await (await device.visit(path)).text(), WORK, path);
  }
  assert.match(await (await device.visit("")).text(), /^index.html/);
});

test("without its slash a page is redirected to itself, absolutely, with its query; a script's request is not", async () => {
  const { device } = await offline();
  const answer = await device.visit("de/work?q=1");
  assert.deepEqual([answer.status, answer.headers.get("location")], [302, `${SCOPE}de/work/?q=1`]);
  assert.equal((await device.get("de/work")).type, "error");
});

test("what is not ours is left to the browser", async () => {
  const { device } = await offline();
  for (const path of [
    "sw.js",
    "release.json",
    "api/v3/regions/",
    "api/media/house.jpg",
    "release/packs/1.bin",
    "https://elsewhere.example/de/work/",
    "../celle/",
    "de/%E0%A4%A",
  ]) {
    assert.equal(await device.get(path).catch(() => undefined), undefined, path);
  }
  assert.equal(await device.get("de/work/", { headers: { range: "bytes=0-1" } }), undefined);
  assert.equal(await device.get("de/work/", { method: "POST" }), undefined);
});

test("a page that is not stored comes from the network, as it is", async () => {
  const { host, device } = await saved();
  assert.match(await (await device.visit("ar/work/")).text(), /^ar\/work/);
  assert.equal((await device.visit("de/nothing/")).status, 404);
  assert.deepEqual(host.requests, ["ar/work/", "de/nothing/"]);
});

test("offline, a page that is not stored leads to the offline page: its language, else the reader's", async () => {
  const { device } = await offline();
  const leads = async (path) => (await device.visit(path)).headers.get("location");
  assert.equal(await leads("ar/work/?q=1"), `${SCOPE}ar/offline/index.html?missing=ar%2Fwork%2F%3Fq%3D1`);
  assert.equal(await leads("fr/work/"), `${SCOPE}de/offline/index.html?missing=fr%2Fwork%2F`);
  await device.send("want", { sets: ["text/ar"] });
  await device.send("drop", { sets: ["text/de"] });
  assert.match(await leads("fr/work/"), /\/ar\/offline\//);
  await device.send("drop", { sets: ["text/ar"] });
  assert.match(await leads("fr/work/"), /\/(ar|de)\/offline\//);
  assert.match(await leads("constructor/"), /offline/);
});

test("offline, other files that are not stored fail as without a worker, and so do pages without any store", async () => {
  const { device } = await offline();
  assert.equal((await device.get("assets/other.js")).type, "error");
  const { host, device: bare } = setUp();
  host.faults = [[/./, unreachable]];
  assert.equal((await bare.visit("de/work/")).type, "error");
  assert.deepEqual([...bare.storage.caches], [], "reading makes no cache");
});

test("an offline page that is lost does not lead to itself", async () => {
  const { device } = await offline();
  device.storage.change("pack/");
  device.kill();
  assert.equal((await device.visit("de/offline/index.html")).type, "error");
});

test("any stored size of a picture stands for the others", async () => {
  const { host, device } = setUp();
  await device.send("want", { sets: ["text/de", "pictures"] });
  await device.sync();
  host.faults = [[/./, unreachable]];
  const answer = await device.get("media/0123456789ab-1280.webp");
  assert.match(await answer.text(), /^media\/0123456789ab-720/);
  assert.equal((await device.get("media/00000000000a-720.webp")).type, "error");
});

test("a style of the former release serves pages that are still open; a page that is gone is gone", async () => {
  const { host, device } = await saved();
  const sets = guide({ "assets/2/style.css": "new" });
  sets.base = { ...sets.base, "assets/2/style.css": "new" };
  delete sets.base["assets/1/style.css"];
  delete sets["text/de"]["de/doctor/index.html"];
  host.files = makeRelease({ sets, sequence: 2 });
  await device.sync();
  host.faults = [[/./, unreachable]];
  assert.equal((await device.get("assets/1/style.css")).status, 200);
  assert.equal((await device.visit("de/doctor/")).status, 302);
});

test("a reader's page interrupts the download, which goes on in the next step", async () => {
  const { host, device } = setUp();
  host.faults = [[/packs/, hanging]];
  const hangs = host.hangs();
  const step = device.send("sync", { fresh: true });
  await hangs;
  assert.equal((await device.visit("de/work/")).status, 200);
  const { problem, more } = await step;
  assert.deepEqual([problem, more], ["", true]);
  host.faults = [];
  assert.equal((await device.sync()).at(-1).ready, true);
});

for (const [loss, change] of [
  ["gone", undefined],
  ["damaged", (bytes) => bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))],
  ["empty", () => new Uint8Array()],
]) {
  test(`a stored pack that is ${loss} is noticed, served by the network, and mended by the next sync`, async () => {
    const { host, device } = await saved();
    device.storage.change("pack/", change);
    device.kill();
    assert.match(await (await device.visit("de/work/")).text(), WORK);
    assert.deepEqual(host.requests, ["de/work/"]);
    if (change) for (const path of ["de/", "ar/", "de/imprint/", "de/arrival/"]) await device.visit(path);
    assert.equal((await device.send("status")).more, true);
    assert.equal((await device.sync()).at(-1).more, false);
    device.kill();
    host.faults = [[/./, unreachable]];
    assert.match(await (await device.visit("de/work/")).text(), WORK);
  });
}

test("where the current page is lost, the former one does offline", async () => {
  const { host, device } = await saved();
  host.files = makeRelease({ sets: guide({ "de/work/index.html": "new" }), sequence: 2 });
  await device.sync();
  host.faults = [[/./, unreachable]];
  device.storage.change("blob/");
  device.kill();
  assert.match(await (await device.visit("de/work/")).text(), WORK);
});

test("a pointer that is damaged is nothing: the network serves, and the next sync finds the packs in place", async () => {
  const { host, device } = await saved();
  device.storage.change("current", () => new Uint8Array([123]));
  device.kill();
  assert.match(await (await device.visit("de/work/")).text(), WORK);
  host.clear();
  await device.sync();
  assert.deepEqual(host.requests, ["release.json"]);
  assert.equal((await device.send("status")).ready, true);
});

for (const key of ["state", "former", "index/", "contents/", "pack/", "blob/"]) {
  test(`where the browser has lost ${key}, the next contact mends it, and nothing that was saved goes`, async () => {
    const { host, device } = await saved();
    host.files = makeRelease({ sets: guide({ "de/work/index.html": "new" }), sequence: 2 });
    await device.sync();
    device.storage.change(key);
    device.kill();
    assert.equal((await device.sync()).at(-1).more, false);
    host.faults = [[/./, unreachable]];
    device.kill();
    for (const path of ["de/work/", "de/doctor/", "de/", "ar/"])
      assert.equal((await device.visit(path)).status, 200, path);
  });
}
