// Enhances the steps on the page "Offline and data", and the status line: helps to put the guide on the home screen.
import { element } from "./drawing.js";
import { own } from "./keeping.js";
import { recall, remember } from "./memory.js";
import { speech } from "./speech.js";
import { ask, follow, obstacle } from "./sync.js";

const VIEWS = 3; // Whoever reads a third page has found something here.

export function enhance(place) {
  if (isInstalled() || !isSecureContext) return;
  if (place.matches("section")) showSteps(place);
  else offerQuietly(place);
}

/** Shows the one way that this browser has; nothing where it has none. */
function showSteps(section) {
  const show = (way) => {
    for (const steps of section.querySelectorAll("[data-way]")) steps.hidden = steps.dataset.way !== way;
    section.hidden = !way;
  };
  show(wayOf(navigator));
  whenOffered((offer) => {
    section.querySelector("button").onclick = async () => show((await install(offer)) ? "" : "menu");
    show("prompt");
  });
  addEventListener("appinstalled", () => show(""));
}

/** "ios", "menu", "browser" (inside of another app, which cannot install anything), or "". */
export function wayOf({ userAgent, standalone, serviceWorker }) {
  if (/; wv\)/.test(userAgent) || !serviceWorker) return "browser";
  if (standalone !== undefined) return "ios"; // Only there this property exists.
  return /Android/.test(userAgent) || "onbeforeinstallprompt" in window ? "menu" : "";
}

/** One line below the status, once the guide is saved and the reader has come to know it; never again if unwanted. */
function offerQuietly(status) {
  const views = Math.min(Number(recall("views")) + 1, VIEWS);
  remember("views", `${views}`);
  if (recall("install") === "unwanted" || obstacle()) return;
  whenOffered(async (offer) => {
    if (views < VIEWS) return;
    await saved();
    const say = await speech();
    const button = (name) => element("button", { type: "button", className: "tool", textContent: say(name) });
    const [yes, no] = [button("install"), button("unwanted")];
    const line = element("p", { className: "hint" }, element("span", { textContent: say("installable") }), yes, no);

    yes.onclick = async () => {
      line.remove();
      if (!(await install(offer))) remember("install", "unwanted");
    };
    no.onclick = () => {
      line.remove();
      remember("install", "unwanted");
    };
    addEventListener("appinstalled", () => line.remove());
    status.after(line);
  });
}

/** Calls `use` with the browser's offer to install, which comes only where it can be done and has not been done. */
function whenOffered(use) {
  addEventListener("beforeinstallprompt", (offer) => {
    offer.preventDefault(); // The browser asks only when the reader does.
    use(offer);
  }, { once: true });
}

async function install(offer) {
  const { outcome } = await offer.prompt();
  return outcome === "accepted";
}

/** Comes true when this page's language is saved. */
async function saved() {
  const isSaved = ({ sets }) => sets[own]?.saved;
  if (isSaved(await ask({ task: "status" }))) return;
  await new Promise((resolve) => {
    follow(({ type, status }) => type === "status" && isSaved(status) && resolve());
  });
}

function isInstalled() {
  return navigator.standalone || matchMedia("(display-mode: standalone)").matches;
}
