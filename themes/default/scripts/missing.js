// Enhances the page "Offline and data" where a page led here that could not be loaded: says so, and where to go on.
import { isWished, own, want } from "./keeping.js";
import { root } from "./place.js";

const PATIENCE = 4000; // Milliseconds for a page that is not saved after all.

/** Shows ways on from the page that the address names after `?missing=`. The worker's status, where a wish was noted for it. */
export async function explain(opening, say, status) {
  const missing = new URLSearchParams(location.search).get("missing");
  if (missing === null) return null;
  const target = new URL(missing, root);
  if (!target.href.startsWith(root.href)) return null; // Somebody has made up this address.

  const [heading, lead] = opening.querySelectorAll("h1, .lead");
  const [again, nearest] = opening.querySelectorAll(".ways li");
  const whole = status && !status.sets[own]?.saved;
  const noted = whole && isWished(status) ? await want(own) : null;
  heading.textContent = say(whole ? "missing_language" : "missing");
  lead.textContent = say(noted ? "noted" : "unreachable");
  again.querySelector("a").href = target.href;
  opening.querySelector(".ways").hidden = false;

  const found = await nearestPage(target.pathname.slice(root.pathname.length));
  if (found) {
    const [label, link] = nearest.querySelectorAll("span, a");
    label.textContent = say("nearest");
    Object.assign(link, found);
    nearest.hidden = false;
  }
  return noted;
}

/** The page above the missing one that opens: its address, heading and language. The home page has a link of its own. */
async function nearestPage(path) {
  const steps = path.replace(/\/(index\.html)?$/, "").split("/");
  for (let count = steps.length - 1; count > 1; count -= 1) {
    const url = new URL(`${steps.slice(0, count).join("/")}/index.html`, root);
    const page = await load(url);
    const heading = page?.querySelector("main h1");
    if (heading) return { href: url.href, textContent: heading.textContent, lang: page.documentElement.lang };
  }
  return null;
}

/** The document at an address, or null; parsed by the browser itself, since scripts may not make HTML here. */
function load(url) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.onloadend = () => resolve(request.status === 200 ? request.response : null);
    request.send();
  });
}
