// Enhances the page of the map where the region has vector tiles: opens an interactive map, on request, from this site alone.
import { element } from "./drawing.js";
import { fetchFurther } from "./further.js";
import { stylesheet } from "./request.js";
import { ask, obstacle } from "./sync.js";

const PATIENCE = 2000; // Milliseconds for a worker that may be busy.
let tries = 0;

export function enhance(part) {
  const texts = part.dataset;
  const page = part.closest(".page");
  const [button, status] = ["button", "[role=status]"].map((which) => part.querySelector(which));
  const label = button.querySelector("span");
  const saving = part.querySelector(".keep"); // Leads to where the map can be saved.
  const name = label.textContent;
  let further = null; // Rows of the pages on which the list goes on, until the filters have fetched them.
  let close = null;

  const rows = () => {
    const [list, more] = [".rows", ".neighbours"].map((which) => page.querySelector(which));
    return [...list.children, ...(more ? further ?? [] : [])].filter((row) => row.dataset.at && !row.hidden);
  };

  const open = async () => {
    button.disabled = true;
    status.textContent = texts.loading;
    try {
      const [{ draw }, libraries, tiles] = await Promise.all([import("./tiles-map.js"), load(), bytes(texts.tiles)]);
      further ??= await fetchFurther(page.querySelector(".neighbours"), ".rows > li").catch(() => null);
      const box = element("section", { className: "tilemap" });
      status.after(box);
      const map = await draw(box, libraries, tiles, rows, texts, (said) => { status.textContent = said; });
      page.addEventListener("placeschange", map.show);
      close = () => {
        page.removeEventListener("placeschange", map.show);
        map.remove();
        box.remove();
      };
      status.textContent = further === null && page.querySelector(".neighbours") ? texts.unreached : "";
      label.textContent = texts.close;
      if (saving) saving.hidden = Boolean(tiles.whole || obstacle());
    } catch (error) {
      console.info(error); // Mostly there is no network: that is nothing to be mended here.
      part.querySelector(".tilemap")?.remove();
      status.textContent = texts.failed;
    }
    button.disabled = false;
    button.setAttribute("aria-expanded", String(Boolean(close)));
    if (document.activeElement === document.body) button.focus(); // It was given up while the button could not be pressed.
  };

  const shut = () => {
    close();
    close = null;
    status.textContent = "";
    label.textContent = name;
    if (saving) saving.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  };

  button.addEventListener("click", () => (close ? shut() : open()));
  part.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close && !event.defaultPrevented) shut();
  });
  part.hidden = false;
}

/** The libraries' module, with their style sheet in the page. What failed once is asked for under another name. */
async function load() {
  const again = tries ? `?${tries}` : "";
  tries += 1;
  await stylesheet(`libraries/map.css${again}`);
  const libraries = await import(`../libraries/map.js${again}`);
  tries = 0;
  return libraries;
}

/** Where the tiles are, and their bytes where they are saved on this device. */
async function bytes(address) {
  const url = new URL(address, location.href).href;
  return { url, whole: (await isSaved()) ? await download(url) : null, download: () => download(url) };
}

async function isSaved() {
  if (!navigator.serviceWorker?.controller) return false;
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const status = await Promise.race([ask({ task: "status" }), late]);
  return Boolean(status?.sets.map?.saved);
}

/** The whole file, in one request without ranges: the worker answers it from what is saved, any host can. */
async function download(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}: ${url}`);
  return answer.arrayBuffer();
}
