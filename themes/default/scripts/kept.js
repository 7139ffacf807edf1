// Enhances the page "My list": shows what is kept and what was read last, from this device alone.
import { element } from "./drawing.js";
import { fetchPage } from "./further.js";
import { remember } from "./memory.js";
import { language, root } from "./place.js";
import { stylesheet } from "./request.js";
import { entries, follow, notesReading, store, titlesOf } from "./shelf.js";
import { readTimes } from "./times.js";

const folder = new URL(`${language}/`, root).href;

export async function enhance(page) {
  const part = Object.fromEntries([...page.querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]));
  const rows = new Map(); // Path to its row: what has been found out about a page stays on it.
  let removed; // What was taken out last, and from where.

  const note = (list) => {
    part.refused.hidden = store("kept", list);
  };

  const alter = (entry, news) => note(entries("kept").map((each) => (each.path === entry.path ? { ...each, ...news } : each)));

  const show = () => {
    const [kept, recent] = [entries("kept"), entries("recent")];
    const focused = document.activeElement;
    for (const entry of kept) if (!rows.has(entry.path)) add(entry);
    part.kept.replaceChildren(...kept.map(({ path }) => rows.get(path)));
    if (focused !== document.activeElement) focused.focus(); // A row that moves loses it.
    part.recent.replaceChildren(...recent.map((entry) => element("li", {}, entitle(element("a"), entry))));
    part.reading.checked = notesReading();
    part.empty.hidden = kept.length;
    part.uses.hidden = !kept.length;
    part.none.hidden = recent.length;
    part.clear.hidden = !recent.length;
  };

  const add = (entry) => {
    const row = part.row.content.firstElementChild.cloneNode(true);
    const link = entitle(row.querySelector("a"), entry);
    const kind = entry.path.match(/^(places|events|news)\/./)?.[1] ?? "pages";
    row.querySelectorAll(`[data-kind]:not([data-kind=${kind}])`).forEach((each) => each.remove());
    row.querySelector(".printed").textContent = link.href.replace(/index\.html$/, "");
    row.addEventListener("click", ({ target }) => {
      const name = target.closest("button")?.name;
      if (name) act(name, entry.path, link.textContent);
    });
    rows.set(entry.path, row);
    find(entry, row, link, kind);
  };

  /** Adds to a row what the page itself says, as it is now: from the network, or from what is saved. */
  const find = async (entry, row, link, kind) => {
    try {
      const found = await fetchPage(link.href);
      const moved = found.querySelector("meta[http-equiv=refresh]")?.content.split("url=")[1];
      if (moved) return alter(entry, { path: new URL(moved, link.href).href.slice(folder.length) });
      const titles = titlesOf(found.querySelector("article"), entry.titles);
      alter(entry, { titles });
      entitle(link, { ...entry, titles });
      if (kind === "places" || kind === "events") row.querySelector(".details").append(...details(found));
    } catch ({ cause }) {
      row.querySelector(".gone").hidden = cause !== 404 && cause !== 410;
    }
    return undefined;
  };

  /** What a button of a row does. */
  const act = (name, path, title) => {
    const kept = entries("kept");
    const from = kept.findIndex((each) => each.path === path);
    const [entry] = kept.splice(from, 1);
    const isRemoved = name === "remove";
    const to = Math.min(Math.max(from + Number(name), 0), kept.length);
    removed = [from, 0, entry];
    if (!isRemoved) kept.splice(to, 0, entry);
    note(kept);
    const gaps = { title, number: to + 1, count: kept.length };
    part.status.textContent = page.dataset[isRemoved ? "removed" : "moved"].replace(/\{(\w+)\}/g, (_, gap) => gaps[gap]);
    part.undo.hidden = !isRemoved;
    if (isRemoved) part.undo.focus();
  };

  /** The list as a text, for a file or a message. */
  const written = () => {
    const lines = (row) => [...row.querySelectorAll("div > a, .details > p, .printed")].map(wordsOf).join("\n");
    return [...part.kept.children].map(lines).join("\n\n");
  };

  const uses = {
    undo: () => {
      const kept = entries("kept");
      kept.splice(...removed);
      note(kept);
      part.undo.hidden = true;
      part.status.textContent = "";
      part.kept.querySelector("a").focus();
    },
    print: () => print(),
    save: () => {
      const href = URL.createObjectURL(new Blob([written()], { type: "text/plain" }));
      element("a", { href, download: `${page.dataset.name}.txt` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60000); // Some browsers read it late.
    },
    share: () => navigator.share({ title: page.dataset.name, text: written() }).catch(() => {}), // Not shared after all.
    clear: () => {
      store("recent", []);
      part.reading.focus();
    },
    reading: () => {
      remember("reading", part.reading.checked ? "" : "off");
      store("recent", []);
    },
  };
  for (const [name, use] of Object.entries(uses)) part[name].addEventListener("click", use);

  await Promise.resolve(stylesheet("styles/my-list.css")).catch(() => {});
  note(entries("kept")); // Whether anything can be kept at all.
  follow(show);
  part.share.hidden = !navigator.share;
  part.instead.hidden = true;
  part.lists.hidden = false;
}

/** A link with its page's title, in this language or in the one in which it is known. */
function entitle(link, { path, titles }) {
  const [tag, title] = titles[language] ? [language, titles[language]] : (Object.entries(titles)[0] ?? ["", path]);
  return Object.assign(link, { href: folder + path, textContent: title, lang: tag, dir: "auto" });
}

/** What someone needs on the way to a place or an event, as lines: the next date, the address, telephone numbers. */
function details(page) {
  const now = Date.now();
  const next = [...page.querySelectorAll("[data-times]")].find((date) => readTimes(date).some(({ end }) => end > now));
  const reach = [...page.querySelectorAll(".contact dd:not(.geo)")];
  const needed = reach.filter((each) => each.querySelector("bdi:not(a *), a[href^='tel:']"));
  const lines = [next?.querySelector("time"), ...needed].filter(Boolean).map((each) => {
    const line = element("p");
    line.append(...[...each.childNodes].map((node) => document.importNode(node, true)));
    for (const link of line.querySelectorAll("a:not([href^='tel:'])")) link.replaceWith(...link.childNodes);
    return [wordsOf(line), line];
  });
  return new Map(lines).values(); // A contact may repeat what stands above it.
}

/** An element's words as they are seen, in one line. */
function wordsOf({ innerText }) {
  return innerText.trim().replace(/\s*\n\s*/g, ", ").replace(/\s+/g, " ");
}
