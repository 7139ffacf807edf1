// A page's tool: passes its address on, by what the device offers, as a link, and as a QR code for who stands by.
import { element } from "./drawing.js";
import { file, language, root } from "./place.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4; // Modules around the code that must stay white (ISO/IEC 18004).

export function open(button, { article, row, say, open: openPanel, announce }) {
  const title = article.querySelector("h1").textContent.trim();
  const address = addressOf();
  const [name, link, text] = [title, address, `${title}\r\n${address}`].map(encodeURIComponent);
  const way = (label, href) => element("a", { className: "tool", href, rel: "noreferrer", textContent: label });
  const press = (label, work) => {
    const made = element("button", { type: "button", className: "tool", textContent: label });
    made.addEventListener("click", () => work(made));
    return made;
  };
  const qr = element("div");

  const ways = [
    ...(navigator.share ? [press(say("share_app"), () => navigator.share({ title, url: address }).catch(() => {}))] : []),
    press(say("copy"), async () => announce(say((await copy(address)) ? "copied" : "not_copied"))),
    way(say("mail"), `mailto:?subject=${name}&body=${text}`),
    way("WhatsApp", `https://wa.me/?text=${text}`),
    way("Telegram", `https://t.me/share/url?url=${link}&text=${name}`),
    press(say("qr"), async (made) => {
      const isOpen = qr.hasChildNodes();
      try {
        qr.replaceChildren(...(isOpen ? [] : [await draw(address, say("qr_of")), element("p", { textContent: say("qr_how") })]));
        made.setAttribute("aria-expanded", !isOpen);
      } catch {
        announce(row.dataset.failed);
      }
    }),
  ];
  ways.at(-1).setAttribute("aria-expanded", false);
  const list = element("ul", { className: "ways-to-share" }, ...ways.map((each) => element("li", {}, each)));
  return openPanel(button, [list, qr, element("bdi", { dir: "ltr", textContent: address })]);
}

/**
 * This page where the guide is at home, without what others may have put behind its address; in this language, even where
 * the page's canonical address is that of another, whose text it shows.
 */
function addressOf() {
  const path = file.slice(language.length).replace(/index\.html$/, "");
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? "";
  const home = canonical.endsWith(path) ? new URL("..", canonical.slice(0, 1 - path.length)) : root;
  return new URL(language + path, home).href;
}

/** Whether the address is on the clipboard now; browsers allow that to secure pages only. */
async function copy(address) {
  try {
    await navigator.clipboard.writeText(address);
    return true;
  } catch {
    return false;
  }
}

/** A QR code as a drawing: a path of its dark modules, on white. */
export async function draw(address, label) {
  const { generate } = await import("../libraries/qr.js");
  const code = generate(address, { minCorrectionLevel: 1 });
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS(SVG, tag));
  let dark = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) dark += `M${x} ${y}h1v1h-1z`;
  }
  path.setAttribute("d", dark);
  svg.setAttribute("viewBox", `${-QUIET} ${-QUIET} ${code.size + 2 * QUIET} ${code.size + 2 * QUIET}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", label);
  svg.setAttribute("shape-rendering", "crispEdges");
  svg.append(path);
  return element("div", { className: "qr" }, svg);
}
