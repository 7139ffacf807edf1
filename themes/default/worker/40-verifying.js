// Verifying and unpacking: nothing is believed but hashes, and these are of unpacked bytes.
const opened = new Map(); // The packs read last: a page's styles and scripts lie in one.

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 16);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function verify(bytes, hash) {
  if ((await digest(bytes)) !== hash) throw trouble("data");
  return bytes;
}

async function inflate(bytes, format, limit) {
  try {
    return await gather(new Response(bytes).body.pipeThrough(new DecompressionStream(format)), limit);
  } catch {
    throw trouble("data");
  }
}

/** A pack's contents list (bytes) and its bodies by hash. The host may have unpacked the pack already. */
async function openPack(bytes, hash, limit = Infinity) {
  const raw = bytes[0] === 0x1f && bytes[1] === 0x8b ? await inflate(bytes, "gzip", limit) : bytes;
  const list = await verify(raw.subarray(0, raw.indexOf(10)), hash);
  const bodies = new Map();
  let end = list.length + 1;
  for (const [, blob, length] of parse(list)) bodies.set(blob, raw.subarray(end, (end += length)));
  return { list, bodies };
}

function place(blob, pack) {
  return pack ? `pack/${pack}` : `blob/${blob}`;
}

/** A blob's bytes from the store, verified; nothing, and a note for the next sync, where they are gone or wrong. */
async function readBlob(blob, pack) {
  const key = place(blob, pack);
  try {
    if (!pack) return await verify(await read(key), blob);
    if (!opened.has(pack)) {
      if (opened.size > 2) opened.delete(opened.keys().next().value);
      opened.set(pack, read(key).then((bytes) => openPack(bytes, pack)));
    }
    return await verify((await opened.get(pack)).bodies.get(blob), blob);
  } catch {
    broken.add(key);
    opened.delete(pack);
    return undefined;
  }
}

/** A blob made from its predecessor, which the patch takes for bytes already unpacked. */
async function applyPatch(before, patch, blob, length) {
  const known = before.subarray(-32768);
  const size = known.length;
  const header = [0, size & 255, size >> 8, ~size & 255, (~size >> 8) & 255]; // A stored block that is not the last.
  const whole = await inflate(join([header, known, patch]), "deflate-raw", size + length);
  return verify(whole.subarray(size), blob);
}
