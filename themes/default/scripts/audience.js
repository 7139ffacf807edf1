// Enhances the links to audiences: remembers the reader's, and hides tiles that are only for others.
import { recall, remember } from "./memory.js";

export function enhance(part) {
  const { key, chosen, all } = part.dataset; // The key is that of the page's audience; the home page has none.
  const links = [...part.querySelectorAll("[data-for]")];
  const tiles = document.querySelectorAll(".tiles > [data-for]");
  const [status, forget, keep] = ["[role=status]", "[name=all]", "[name=keep]"].map((each) => part.querySelector(each));

  const show = () => {
    const remembered = recall("audience");
    const mine = links.some(({ dataset }) => dataset.for === remembered) ? remembered : "";
    const shown = mine && (!key || mine === key);
    status.textContent = shown ? chosen : "";
    forget.hidden = !shown;
    if (keep) keep.hidden = mine === key;
    for (const link of key ? [] : links) {
      if (link.dataset.for === mine) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    for (const tile of tiles) tile.hidden = mine && !tile.dataset.for.split(" ").includes(mine);
  };

  part.addEventListener("click", ({ target }) => {
    const link = target.closest("[data-for]");
    if (link) remember("audience", link.dataset.for);
  });
  forget.addEventListener("click", () => {
    remember("audience", "");
    show();
    status.textContent = all;
    (keep || links[0]).focus();
  });
  keep?.addEventListener("click", () => {
    remember("audience", key);
    show();
    forget.focus();
  });
  addEventListener("pageshow", show); // On the way back the page may come as it was left.
  show();
}
