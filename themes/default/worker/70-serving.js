// Serving: what is stored comes first and never waits for the network; everything else is the network's.
let pointers; // The current and the former pointer, kept in memory while the worker lives.

function readPointers() {
  pointers ??= Promise.all(
    ["current", "former"].map(async (name) => new Map(Object.entries((await readPointer(name)).files))),
  );
  pointers.catch(() => {
    pointers = undefined;
  });
  return pointers;
}

/** The file that a request asks for, or nothing where it is none of ours. */
function pathOf({ method, url, headers }) {
  if (method !== "GET" || headers.has("range") || !url.startsWith(ROOT)) return undefined;
  const path = decodeURIComponent(url.slice(ROOT.length).replace(/[?#].*/, ""));
  if (/^(sw\.js|release\.json|release\/.*|\.store\/.*)$/.test(path)) return undefined;
  return path.replace(/(^|\/)$/, "$1index.html");
}

async function serve(request, path) {
  const navigation = request.mode === "navigate";
  try {
    const answer = await answerFor(path, request.url, navigation);
    if (answer) return answer;
  } catch {
    // Without a store the site is what it is without a worker.
  }
  if (navigation) giveWay();
  try {
    return await fetch(request);
  } catch {
    return (navigation && (await offlinePage(path, request.url).catch(() => {}))) || Response.error();
  }
}

async function answerFor(path, url, navigation) {
  const [current, former] = await readPointers();
  const variants = /^media\/[0-9a-f]{12}-/.exec(path);
  let wanted = path;
  if (variants && !current.has(path)) wanted = [...current.keys()].find((other) => other.startsWith(variants[0]));
  if (navigation && !current.has(path) && current.has(`${path}/index.html`)) {
    const target = new URL(url);
    target.pathname += "/";
    return Response.redirect(target.href);
  }
  // A page that the new release has not is gone; a style or script may belong to a page still open.
  const files = navigation && !current.has(path) ? [] : [current.get(wanted), former.get(wanted)];
  for (const [blob, length, type, pack] of files.filter(Boolean)) {
    const bytes = await readBlob(blob, pack);
    if (bytes) return new Response(bytes, { headers: { "content-type": type, "content-length": length } });
  }
  return undefined;
}

/** The way to the page that tells what is saved: in the language asked for, else the reader's, else any. */
async function offlinePage(path, url) {
  const [current] = await readPointers();
  const { wanted } = await readState();
  const pages = [...current.keys()].filter((page) => page.endsWith("/offline/index.html"));
  const languages = [path.split("/")[0], wanted.find(isText)?.slice(5)];
  const page = languages.map((language) => `${language}/offline/index.html`).find((name) => pages.includes(name)) ?? pages[0];
  if (!page || page === path) return undefined;
  return Response.redirect(`${ROOT}${page}?missing=${encodeURIComponent(url.slice(ROOT.length))}`);
}
