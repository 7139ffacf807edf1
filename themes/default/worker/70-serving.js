// Serving: what is stored comes first and never waits for the network; everything else is the network's.
let pointers; // The files of the current and the former pointer, in memory while the worker lives.

function readPointers() {
  const filesOf = async (name) => new Map(Object.entries((await recall(name)).files));
  pointers = pointers ?? Promise.all(["current", "former"].map(filesOf));
  return pointers;
}

/** The file that a request asks for, or nothing where it is none of ours. */
function pathOf({ method, url, headers }) {
  if (method !== "GET" || headers.has("range") || !url.startsWith(ROOT)) return;
  const path = decodeURIComponent(url.slice(ROOT.length).replace(/[?#].*/, "")).replace(/(^|\/)$/, "$1index.html");
  if (!/^(sw\.js$|release[./]|api\/)/.test(path)) return path;
}

async function serve(request, path) {
  const navigation = request.mode === "navigate";
  try {
    const answer = await answerFor(path, request.url, navigation);
    if (answer) return answer;
  } catch {
    pointers = undefined; // Without a store the site is what it is without a worker.
  }
  if (navigation) giveWay();
  const offline = () => navigation && leadOffline(path, request.url);
  return (await fetch(request).catch(offline).catch(() => {})) || Response.error();
}

async function answerFor(path, url, navigation) {
  const [current, former] = await readPointers();
  const here = current.has(path);
  if (navigation && current.has(`${path}/index.html`)) return Response.redirect(url.replace(/[?#]|$/, "/$&"));
  const picture = path.match(/^media\/[0-9a-f]{12}-/); // Any size does.
  const stored = here || !picture ? path : [...current.keys()].find((other) => other.startsWith(picture));
  // A page that the new release has not is gone; a style or script may belong to a page still open.
  for (const files of here || !navigation ? [current, former] : []) {
    const [blob, length, type, key] = files.get(stored) ?? [];
    const bytes = blob && (await readBlob(blob, key));
    if (bytes) return new Response(bytes, { headers: { "content-type": type, "content-length": length } });
  }
}

/** To the page that tells what is saved: in the language asked for, else the reader's, else any. */
async function leadOffline(path, url) {
  const [current] = await readPointers();
  const { wanted } = await recall("state");
  const hints = [path, ...wanted.map((set) => set.slice(5)), ...current.keys()];
  const page = hints.map((hint) => `${hint.split("/")[0]}/offline/index.html`).find((name) => current.has(name));
  if (page && page !== path) {
    return Response.redirect(`${ROOT}${page}?missing=${encodeURIComponent(url.slice(ROOT.length))}`);
  }
}
