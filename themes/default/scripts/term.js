// Enhances a word that the glossary explains: shows the explanation over the page, at a press. Without it, it is a link.
import { element } from "./drawing.js";
import { fetchPage } from "./further.js";
import { stylesheet } from "./request.js";
import { speech } from "./speech.js";

const pages = {};

export function enhance(link) {
  if (!window.HTMLDialogElement) return;
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link).catch(() => location.assign(link.href)); // What cannot be fetched may be saved, or is told to be missing.
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
}

async function show(link) {
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
