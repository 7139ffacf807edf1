// Walks a scope's store without the worker and checks every byte of it anew. Returns what is wrong, and for the current
// and the former release each file's hash, computed from the bytes that the store would yield for it.
async (scope) => {
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const hash = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes)).slice(0, 32);
  const unpack = async (bytes) => {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    const stream = new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  const name = `integreat|${encodeURIComponent(scope)}`;
  const problems = [];
  const blobs = new Map(); // where the bytes lie, and the hash they should have → the hash they have
  const json = {};
  const stored = { keys: [], problems, bytes: 0, names: await caches.keys(), current: null, former: null, state: null };
  if (!stored.names.includes(name)) return stored;
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith(`${scope}.store/`)) problems.push(`foreign key ${pathname}`);
    const key = pathname.slice(`${scope}.store/`.length);
    const raw = new Uint8Array(await (await cache.match(request)).arrayBuffer());
    stored.keys.push(key);
    stored.bytes += raw.length;
    const [kind, digest] = key.split("/");
    if (kind === "state" || kind === "current" || kind === "former") {
      stored[kind] = JSON.parse(new TextDecoder().decode(raw));
      continue;
    }
    const bytes = await unpack(raw);
    if (kind === "pack") {
      const end = bytes.indexOf(10);
      const contents = bytes.slice(0, end);
      if ((await hash(contents)) !== digest) problems.push(`contents of ${key}`);
      let offset = end + 1;
      for (const [path, expected, length] of JSON.parse(new TextDecoder().decode(contents))) {
        const found = await hash(bytes.slice(offset, offset + length));
        if (found !== expected) problems.push(`${path} in ${key}`);
        blobs.set(`${key} ${expected}`, found);
        offset += length;
      }
      if (offset !== bytes.length) problems.push(`length of ${key}`);
    } else if (kind === "blob") {
      const found = await hash(bytes);
      if (found !== digest) problems.push(key);
      blobs.set(`${key} ${digest}`, found);
    } else if (kind === "index" || kind === "contents") {
      if ((await hash(bytes)) !== digest) problems.push(key);
      json[key] = JSON.parse(new TextDecoder().decode(bytes));
    } else problems.push(`unknown key ${key}`);
  }
  for (const release of [stored.current, stored.former]) {
    if (!release) continue;
    for (const [path, entry] of Object.entries(release.files)) {
      const [digest, , , key] = entry;
      entry.push(blobs.get(`${key} ${digest}`) || "missing");
    }
  }
  return stored;
};
