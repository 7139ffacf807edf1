// Enhances nothing by itself: shows what a word means, from the page of explained words, over the page that uses it.
import { element } from "./drawing.js";
import { fetchPage } from "./further.js";
import { stylesheet } from "./request.js";
import { speech } from "./speech.js";

const pages = {};

/** Opens the explanation that a link leads to; fails where it cannot be fetched. */
export async function show(link) {
  const [address, anchor] = link.href.split("#");
  pages[address] ??= fetchPage(address);
  pages[address].catch(() => delete pages[address]);
  const [page, say] = await Promise.all([pages[address], speech("tools"), stylesheet("styles/term.css")]);
  const entry = document.importNode(page.getElementById(anchor), true);
  entry.removeAttribute("id");
  const close = element("button", { type: "button", className: "tool", autofocus: true, textContent: say("close") });
  const dialog = element("dialog", { className: "explanation", ariaLabel: link.textContent },
    element("dl", { className: "terms" }, entry),
    element("p", {}, close, element("a", { href: address, textContent: say("terms") })));
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close()); // Beside what it shows.
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
