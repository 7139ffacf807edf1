// Enhances nothing by itself: fetches pages that were found, and takes their texts out of them.
const PATIENCE = 8000; // Milliseconds for a page; its title stands there already.
const HEADINGS = "h2, h3, h4, h5, h6, dt";
const BLOCKS = `${HEADINGS}, p, li, dd, td, th, figcaption, summary, blockquote, pre`;
const LEFT_OUT = "nav, h1, button, form, search, svg, script, template, [hidden], .unseen, .notice, .updated, .printed, bdi[dir=ltr]";

const known = new Map(); // Addresses to their texts: a reader who types on mostly finds the same pages.

/** The texts of a page, block by block: { texts, languages }. `signal` gives up. */
export async function textsOf({ href }, signal) {
  if (!known.has(href)) known.set(href, await fetchTexts(href, signal));
  return known.get(href);
}

async function fetchTexts(address, signal) {
  const main = (await fetchPage(address, signal)).querySelector("main");
  const blocks = new Map();
  const nodes = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const { parentElement: parent, data } = nodes.currentNode;
    const block = parent.closest(BLOCKS);
    if (block && !parent.closest(LEFT_OUT)) blocks.set(block, (blocks.get(block) ?? "") + data);
  }
  const found = { texts: [], languages: [] };
  let heading = "";
  for (const [block, text] of blocks) {
    const words = text.replace(/\s+/g, " ").trim();
    if (block.matches(HEADINGS)) {
      heading = words; // A heading alone says little: it stands with what follows it.
    } else if (words) {
      found.texts.push(heading ? `${heading} – ${words}` : words);
      found.languages.push(block.closest("[lang]")?.lang ?? "");
      heading = "";
    }
  }
  return found;
}

/** A page as a document. XMLHttpRequest makes one; making one of text is forbidden here (Trusted Types). */
function fetchPage(address, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error(address));
    request.open("GET", address);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.onload = () => (request.status < 400 && request.response ? resolve(request.response) : fail());
    request.onerror = request.ontimeout = request.onabort = fail;
    signal.addEventListener("abort", () => request.abort());
    request.send();
  });
}
