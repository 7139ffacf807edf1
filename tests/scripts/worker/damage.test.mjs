// Everything between host and phone may lie: nothing wrong is ever stored, and the next contact goes on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import { saved, setUp } from "./device.mjs";
import * as faults from "./host.mjs";
import { guide, hashOf, makeRelease } from "./release.mjs";

const kinds = {
  "release.json": /^release\.json$/,
  "an index": /^release\/index\//,
  "a contents list": /^release\/contents\//,
  "a pack": /^release\/packs\//,
  "a file of its own": /^media\//,
};
const lies = {
  "a login page": faults.html,
  "a flipped bit": faults.flip,
  "a cut end": faults.truncate,
  "a longer body": faults.longer,
  "an empty body": faults.empty,
  "an endless body": faults.endless,
  "not found": faults.notFound,
  "a redirect": faults.redirect,
  "an answer from elsewhere after a redirect": (answer) => ({ ...answer, redirected: true }),
  "an answer of another origin": (answer) => ({ ...answer, type: "cors" }),
};

async function wish(options) {
  const { host, device } = setUp(options);
  await device.send("want", { sets: ["text/de", "pictures"] });
  return { host, device };
}

for (const [kind, pattern] of Object.entries(kinds)) {
  for (const [lie, fault] of Object.entries(lies)) {
    if (kind === "release.json" && ["a flipped bit", "a longer body"].includes(lie)) continue; // It has no hash.
    test(`${lie} instead of ${kind} is "data", never stored, and mended at the next contact`, async () => {
      const { host, device } = await wish();
      host.faults = [[pattern, fault]];
      const last = (await device.sync()).at(-1);
      assert.equal(last.problem, "data");
      assert.ok(lie !== "an endless body" || host.loaded < host.requests.length << 19, "an endless answer ends");
      await onlyTrueBytes(device);

      host.faults = [];
      const mended = (await device.sync()).at(-1);
      assert.deepEqual([mended.problem, mended.more, mended.ready], ["", false, true]);
    });
  }

  test(`a host that does not answer for ${kind} is "network" after 20 seconds without a byte`, async () => {
    for (const fault of [faults.hanging, faults.stalling]) {
      const { host, device } = await wish();
      host.faults = [[pattern, fault]];
      const hangs = host.hangs();
      const done = device.sync();
      await hangs;
      device.elapse(19999);
      await new Promise(setImmediate);
      device.elapse(1);
      assert.equal((await done).at(-1).problem, "network");
      host.faults = [];
      assert.equal((await device.sync()).at(-1).more, false);
    }
  });
}

test("a slow answer is no stalled one: each byte starts the clock anew", async () => {
  const { host, device } = await wish();
  host.faults = [[/packs/, faults.slow(() => device.elapse(15000))]];
  assert.equal((await device.sync()).at(-1).more, false);
});

test("without a network the status says so, and what is stored stays", async () => {
  const { host, device } = await saved();
  host.faults = [[/./, faults.unreachable]];
  const { problem, ready, checked } = await device.send("sync", { fresh: true });
  assert.deepEqual([problem, ready], ["network", true]);
  assert.equal(checked, device.now);
  assert.equal((await device.visit("de/work/")).status, 200);
});

test("a release of another format, or of another site, is not taken", async () => {
  const { host, device } = await saved();
  for (const other of [{ format: 2 }, { site: "elsewhere" }, { sequence: "3" }, { sets: {} }]) {
    const release = JSON.parse(
      makeRelease({ sets: guide({ "de/work/index.html": "other" }), sequence: 9 }).get("release.json"),
    );
    host.faults = [[/^release\.json$/, () => ({ body: JSON.stringify({ ...release, ...other }) })]];
    assert.equal((await device.send("sync", { fresh: true })).problem, "data");
  }
  assert.equal((await device.send("status")).sequence, 1);
});

test("half a deploy: the new release waits, the old one stays whole, and packs that came are kept", async () => {
  const { host, device } = await saved();
  const old = host.files;
  const pages = Object.fromEntries(
    Object.values(guide()).flatMap((set) => Object.keys(set).map((path) => [path, `${path} 2`])),
  );
  const fresh = makeRelease({ sets: guide(pages), sequence: 2 });
  host.files = new Map([
    ...old,
    ["release.json", fresh.get("release.json")],
    ...[...fresh].filter(([path]) => /index|contents/.test(path)),
  ]);
  assert.equal((await device.sync()).at(-1).problem, "data");
  assert.match(await (await device.visit("de/work/")).text(), /^de\/work\/index.html [^2]/);
  host.files = fresh;
  assert.equal((await device.sync()).at(-1).sequence, 2);
  assert.equal(await (await device.visit("de/work/")).text(), "de/work/index.html 2");
});

test("one picture that the host lacks keeps neither the others nor later sets back", async () => {
  const { host, device } = await wish();
  host.faults = [[/0123456789ab/, faults.notFound]];
  const last = (await device.sync()).at(-1);
  assert.deepEqual([last.problem, last.more, last.sets["text/de"].saved], ["data", true, true]);
  assert.ok(last.sets.pictures.have > 0 && !last.sets.pictures.saved);
});

test("a host that has already unpacked the packs does as well", async () => {
  const { host, device } = await wish();
  host.faults = [[/^release\/packs/, ({ body }) => ({ body: gunzipSync(body) })]];
  assert.equal((await device.sync()).at(-1).more, false);
  host.faults = [[/./, faults.unreachable]];
  assert.equal((await device.visit("de/work/")).status, 200);
});

/** Every stored body has the hash that its key names; a pack, that of its list and of each file in it. */
async function onlyTrueBytes({ storage }) {
  const [cache] = storage.caches.values();
  for (const [url, bytes] of cache) {
    const [kind, hash] = url.split("/.store/")[1].split("/");
    if (kind !== "pack" && hash) assert.equal(hashOf(bytes), hash, url);
    if (kind !== "pack") continue;
    const raw = gunzipSync(bytes);
    let at = raw.indexOf(10);
    assert.equal(hashOf(raw.subarray(0, at)), hash);
    for (const [, blob, length] of JSON.parse(raw.subarray(0, at++)))
      assert.equal(hashOf(raw.subarray(at, (at += length))), blob);
  }
}
