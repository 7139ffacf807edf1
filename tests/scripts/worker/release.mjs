// Makes small, true releases: the files that a build would put on a host, from the files of each set.
import { createHash } from "node:crypto";
import { deflateRawSync, gzipSync } from "node:zlib";

const TYPES = {
  html: "text/html; charset=utf-8",
  json: "application/json",
  css: "text/css; charset=utf-8",
  webp: "image/webp",
};
const LOOSE = ["pictures", "files"]; // Sets without packs.

export function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

export function bytesOf(text) {
  return Buffer.from(text);
}

/**
 * A release as a map of paths to bytes. `sets` is {name: {path: text}}; `before` an earlier release to make patches from;
 * `many` the number of files in a pack.
 */
export function makeRelease({ sets, sequence = 1, date = "2026-11-22", site = "here", before, many = 3, news = [] }) {
  const files = new Map();
  const summary = {};
  const put = (path, bytes) => files.set(path, bytes) && bytes.length;
  const json = (value) => bytesOf(JSON.stringify(value));

  for (const [name, pages] of Object.entries(sets)) {
    const paths = Object.keys(pages).sort();
    const packs = [];
    for (let at = 0; at < paths.length; at += many) {
      const bodies = paths.slice(at, at + many).map((path) => [path, bytesOf(pages[path])]);
      const contents = json(
        bodies.map(([path, body]) => [path, hashOf(body), body.length, TYPES[path.split(".").pop()]]),
      );
      const raw = bodies.reduce((sum, [, body]) => sum + body.length, 0);
      const parts = [contents, "\n", ...bodies.map(([, body]) => body)].map((part) => Buffer.from(part));
      const hash = hashOf(contents);
      put(`release/contents/${hash}.json`, contents);
      const size = LOOSE.includes(name)
        ? 0
        : put(`release/packs/${hash}.bin`, gzipSync(Buffer.concat(parts), { level: 9 }));
      packs.push([hash, size, raw]);
      for (const [path, body] of bodies) put(path, body);
    }
    const patches = paths.flatMap((path) => {
      const [old, now] = [before?.get(path), bytesOf(pages[path])];
      if (!old || old.equals(now) || !path.endsWith(".html")) return [];
      const patch = deflateRawSync(now, { level: 9, dictionary: old.subarray(-32768) });
      return [[hashOf(old), hashOf(now), put(`release/patches/${hashOf(old)}-${hashOf(now)}.bin`, patch)]];
    });
    const listed = name.startsWith("text/") ? news : [];
    const index = json({ packs, ...(patches.length && { patches }), ...(listed.length && { news: listed }) });
    put(`release/index/${hashOf(index)}.json`, index);
    summary[name] = [hashOf(index), packs.reduce((sum, [, size, raw]) => sum + (size || raw), 0)];
  }
  put("release.json", json({ format: 1, site, sequence, date, sets: summary }));
  return files;
}

/** Noise that does not compress, the same at each call: `length` letters that depend on `seed`. */
export function noise(seed, length = 3000) {
  let text = "";
  for (let count = 0; text.length < length; count += 1)
    text += createHash("sha256").update(`${seed} ${count}`).digest("base64");
  return text.slice(0, length);
}

/** The sets of a small guide in German and Arabic; `pages` lays other texts over it. */
export function guide(pages = {}) {
  const set = (name, paths) => [
    name,
    Object.fromEntries(paths.map((path) => [path, pages[path] ?? `${path} ${noise(path)}`])),
  ];
  const base = (language) =>
    ["index.html", "offline/index.html", "imprint/index.html"].map((path) => `${language}/${path}`);
  const text = (language) => ["arrival", "doctor", "work", "work/jobs"].map((path) => `${language}/${path}/index.html`);
  return Object.fromEntries([
    set("base", ["index.html", "assets/1/style.css", ...base("de"), ...base("ar")]),
    set("text/de", text("de")),
    set("text/ar", text("ar")),
    set("pictures", ["media/0123456789ab-720.webp", "media/ba9876543210-720.webp"]),
  ]);
}
