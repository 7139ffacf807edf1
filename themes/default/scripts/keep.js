// A page's tool: keeps the page in the list on this device, or takes it out again.
import { element } from "./drawing.js";
import { language, root } from "./place.js";
import { toggle } from "./shelf.js";

export function open(button, { article, row, say, announce }) {
  const href = new URL(`${language}/my-list/index.html`, root);
  announce(say(toggle(article)));
  row.querySelector("[role=status]").append(" ", element("a", { href, textContent: say("my_list") }));
}
