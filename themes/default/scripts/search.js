// Enhances the search page: finds while the reader types. What is looked for stands in the address, what is found is announced.
import { element } from "./drawing.js";
import { recall } from "./memory.js";
import { stylesheet } from "./request.js";
import { ask } from "./search-client.js";
import { excerpts, hitItem } from "./search-hits.js";
import { root } from "./place.js";

const TYPING = 200; // Milliseconds after the last letter: a search for each would only keep a phone busy.
const PAUSE = 700; // Milliseconds: a screen reader should hear one count, not one for each letter.
const SHOWN = 10; // Hits at first, and as many more each time.

export function enhance(page) {
  const texts = page.dataset;
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const [input, form] = [page.querySelector("input"), page.querySelector("form")];
  const [answer, only, hits, nearest, more] = ["answer", "only", "hits", "nearest", "more"].map(part);
  const status = answer.querySelector("[role=status]");
  const audience = only.querySelector(`[data-audience="${CSS.escape(recall("audience"))}"]`);
  const digits = new Intl.NumberFormat(document.documentElement.lang);
  let wanted = ""; // What is looked for now.
  let shown = SHOWN;
  let isWide = !audience;
  let reading = new AbortController();
  let typing;
  let telling;
  let style;

  const asked = () => new URLSearchParams(location.search).get("q")?.trim() ?? "";
  const address = (query) => location.pathname + (query ? `?${new URLSearchParams({ q: query })}` : "");

  const tell = (text, pause = 0) => {
    clearTimeout(telling);
    telling = setTimeout(() => { status.textContent = text; }, pause);
  };

  /** Looks for what stands in the field; a reader who is typing hears of it after a `pause`. */
  const search = async (pause = 0) => {
    const query = input.value.trim();
    wanted = query;
    reading.abort();
    answer.hidden = !query;
    if (!query) {
      tell("");
      hits.replaceChildren();
      return;
    }
    if (!hits.children.length) tell(texts.loading, PAUSE);
    let found;
    try {
      style ??= stylesheet("styles/search.css");
      const options = { audience: isWide ? "" : audience.dataset.audience, limit: shown };
      [found] = await Promise.all([ask("search", query, options), Promise.resolve(style).catch(() => {})]);
    } catch (error) {
      console.info(error); // Mostly there is no network, and the search is not saved yet.
      style = undefined;
      found = null;
    }
    if (wanted === query) show(query, found, pause);
  };

  const show = (query, found, pause) => {
    const list = found?.hits ?? [];
    hits.replaceChildren(...list.map((hit) => hitItem(page, hit)));
    nearest.hidden = !found?.nearest.length;
    nearest.querySelector("ul").replaceChildren(...(found?.nearest ?? []).map(({ file, title, lang }) =>
      element("li", {}, element("a", { href: new URL(file, root).href, textContent: title, ...(lang && { lang }) }))));
    more.hidden = !found || found.total <= list.length;
    only.hidden = isWide || !found;
    if (!isWide) audience.hidden = false;
    if (!found) return tell(texts.unreached);
    reading = new AbortController();
    excerpts([...hits.children], list, reading.signal);
    // What was typed may run in the other direction than the sentence around it.
    const filled = (text) => text.replace("{query}", () => `\u2068${query}\u2069`).replace("{count}", digits.format(found.total));
    return tell(found.total ? filled(texts.found) : `${filled(texts.none)} ${texts.hint}`, pause);
  };

  /** Begins again with another query. */
  const change = (pause) => {
    shown = SHOWN;
    const query = input.value.trim();
    const step = history.state?.done ? "pushState" : "replaceState"; // The way back leads to what the reader has sent off.
    if (query !== asked()) history[step]({}, "", address(query));
    return search(pause);
  };

  /** Shows what the address asks for. */
  const read = async () => {
    input.value = asked();
    shown = history.state?.shown ?? SHOWN;
    const place = history.state?.place;
    await search();
    if (place) scrollTo(0, place);
  };

  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(change, TYPING, PAUSE);
  });
  input.addEventListener("focus", () => ask("search", "", {}).catch(() => {}), { once: true }); // So that it is there.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(typing);
    await change();
    history.replaceState({ ...history.state, done: true }, "");
    if (matchMedia("(pointer: coarse)").matches) status.focus({ preventScroll: true }); // Puts the phone's keyboard away.
  });
  only.querySelector("button").addEventListener("click", () => {
    isWide = true;
    input.focus();
    change();
  });
  more.addEventListener("click", async () => {
    const first = shown;
    shown += SHOWN;
    await search();
    hits.children[first]?.querySelector("a").focus();
  });
  addEventListener("popstate", read);
  addEventListener("online", () => wanted && !hits.children.length && search());
  addEventListener("pagehide", () => history.replaceState({ ...history.state, shown, place: scrollY }, ""));

  part("field").hidden = false;
  page.querySelector(".plain").hidden = true;
  if (location.hash === "#q") input.focus();
  return asked() ? read() : undefined;
}
