// Unpacking and verifying: nothing is believed but hashes, and these are of unpacked bytes.
let opened; // The pack read last: a page's styles and scripts lie in one.

async function verify(bytes, hash) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes), 0, 16);
  if (sum.reduce((hex, byte) => hex + (byte + 256).toString(16).slice(1), "") !== hash) throw trouble("data");
  return bytes;
}

function inflate(parts, format, limit) {
  return gather(new Blob(parts).stream().pipeThrough(new DecompressionStream(format)), limit);
}

/** A pack's contents list (bytes) and its bodies by hash. The host may have unpacked the pack already. */
async function openPack(bytes, hash, limit) {
  const raw = bytes[0] === 0x1f ? await inflate([bytes], "gzip", limit) : bytes; // A list begins with "[".
  let end = raw.indexOf(10);
  const list = await verify(raw.subarray(0, end++), hash);
  return { list, bodies: new Map(parse(list).map(([, blob, length]) => [blob, raw.subarray(end, (end += length))])) };
}

/** A blob's bytes from its place, verified; nothing, and a note for the next sync, where these are gone or wrong. */
async function readBlob(blob, key) {
  const check = (bytes) => verify(bytes, blob);
  try {
    if (/^blob/.test(key)) return await check(await read(key));
    if (opened?.key !== key) opened = { key, pack: read(key).then((bytes) => openPack(bytes, key.slice(5))) };
    return await check((await opened.pack).bodies.get(blob));
  } catch {
    broken.add(key);
    opened = undefined;
  }
}

/** A blob made from the one before, whose end the patch takes for bytes that are unpacked already. */
async function applyPatch([old, blob, size], key, length) {
  const before = (await readBlob(old, key)).subarray(-32768);
  const end = before.length;
  const block = Uint8Array.of(0, end, end >> 8, ~end, ~end >> 8); // The head of a stored block that is not the last.
  const patch = await download(`release/patches/${old}-${blob}.bin`, size);
  return verify((await inflate([block, before, patch], "deflate-raw", end + length)).subarray(end), blob);
}
