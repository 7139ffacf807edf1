// Enhances nothing by itself: prints the page, or with it all pages below it. A tool of tools.js.
import { element } from "./drawing.js";
import { fetchPage } from "./further.js";
import { file, root } from "./place.js";

const PATIENCE = 8000; // Milliseconds for a picture; paper without it is better than none.

/** The folder of this page: what begins with it lies below. */
const folder = new URL(file.replace(/\/?(index\.html)?$/, "/"), root).href;

/** Prints at once where there is nothing below the page, else asks what to print. */
export async function open(button, { article, say, open: show, close, announce }) {
  const first = nextBelow(article, location.href);
  if (!first) {
    await printWith(article);
    return;
  }
  const choice = (name, action) => {
    const made = element("button", { type: "button", className: "tool", textContent: say(name) });
    made.addEventListener("click", action);
    return made;
  };
  const panel = await show(button, [
    choice("printPage", () => {
      close();
      return printWith(article);
    }),
    choice("printAll", async () => {
      close();
      announce(say("printLoading"));
      try {
        await printWith(article, await articlesFrom(first));
        announce("");
      } catch (error) {
        console.info(error);
        announce(say("printFailed"));
      }
    }),
  ]);
  panel.querySelector("button").focus();
}

/** The page after this one in reading order, if it lies below the page that is shown. */
function nextBelow(article, address) {
  const next = article.querySelector(".neighbours [rel=next]")?.getAttribute("href");
  const target = next && new URL(next, address).href;
  return target?.startsWith(folder) ? target : "";
}

/** The articles of the page at `address` and of all after it that lie below the page that is shown. */
async function articlesFrom(address) {
  const found = [];
  while (address) {
    const article = document.importNode((await fetchPage(address)).querySelector("main article"), true);
    const next = nextBelow(article, address);
    for (const part of article.querySelectorAll(".tools, source")) part.remove();
    for (const part of article.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const link of article.querySelectorAll("a[href]")) moved(link, "href", address);
    for (const image of article.querySelectorAll("img")) moved(image, "src", address);
    found.push(article);
    address = next;
  }
  return found;
}

/** Makes an address relative to this page's host: those of other websites alone are printed. */
function moved(part, name, address) {
  const { origin, pathname, search, hash, href } = new URL(part.getAttribute(name), address);
  part.setAttribute(name, origin === location.origin ? pathname + search + hash : href);
}

/** Prints `article` and after it the others, which are on paper only and go away again. */
async function printWith(article, others = []) {
  const part = element("div", { className: "further", hidden: true }, ...others);
  article.after(part);
  await Promise.allSettled([...article.querySelectorAll("img"), ...part.querySelectorAll("img")].map(loaded));
  addEventListener("afterprint", () => part.remove(), { once: true });
  print();
}

/** Waits for a picture, but not for ever. A QR code that is not there without a network is drawn on the device instead. */
async function loaded(image) {
  image.loading = "eager";
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE, image.src));
  try {
    await Promise.race([image.decode(), late]);
  } catch {
    const address = image.closest(".printed")?.textContent.trim();
    if (!address) return;
    const { draw } = await import("./share.js");
    image.replaceWith(await draw(address, ""));
  }
}
