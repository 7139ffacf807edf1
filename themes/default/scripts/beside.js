// The tool "Two languages": the same text in a second language beside this one, so that two people look at one paragraph.
import { element } from "./drawing.js";
import { fetchPage } from "./further.js";
import { want } from "./keeping.js";
import { bestMatch } from "./language.js";
import { recall, remember } from "./memory.js";
import { language } from "./place.js";
import { stylesheet } from "./request.js";
import { obstacle } from "./sync.js";

const TEXTS = "p, ul, ol, dl, blockquote, pre, details, h2, h3, h4, h5, h6, .table, .admonition, .footnote";

/** Opens the tool's panel and puts the second language beside the text, until the panel is closed. */
export async function open(button, { article, row, say, open: unfold, announce }) {
  await stylesheet("styles/beside.css");
  const links = [...document.querySelectorAll(".switcher li a:not([aria-current])")].filter((link) => !link.nextElementSibling);
  const isSource = language === row.dataset.beside;
  const choice = element("select", {}, ...links.map(({ hreflang, dir, textContent }) => (
    element("option", { value: hreflang, lang: hreflang, dir, textContent }))));
  choice.value = firstChoice(isSource ? recall("beside") : row.dataset.beside, links.map((link) => link.hreflang));
  const save = element("button", { type: "button", className: "tool", textContent: say("beside_save") });
  let restore = () => {};
  let wanted;

  const show = async () => {
    const link = links.find(({ hreflang }) => hreflang === choice.value);
    wanted = link;
    save.remove();
    announce(say("beside_loading"));
    const page = await fetchPage(link.href).catch(() => null);
    if (wanted !== link) return; // The panel is closed, or another language was chosen meanwhile.
    restore();
    restore = () => {};
    const theirs = page?.querySelector("article .text");
    if (theirs?.closest("[lang]").lang === link.hreflang) {
      restore = join(article, page, link);
      announce(say("beside_shown"));
    } else { // Without a network, what answers is the page that says so.
      announce(say("beside_missing"));
      if (document.querySelector("[data-enhance~=offline]") && !obstacle()) paper.after(save);
    }
  };

  choice.addEventListener("change", () => {
    if (isSource) remember("beside", choice.value);
    show();
  });
  save.addEventListener("click", async () => {
    await want(`text/${choice.value}`);
    announce(say("beside_noted"));
    save.disabled = true;
  });
  const paper = element("button", { type: "button", className: "tool", textContent: say("beside_print") });
  paper.addEventListener("click", () => print());
  const label = element("label", {}, say("beside_choice"), choice);
  await unfold(button, [element("div", { className: "beside-choice" }, label, paper)], () => {
    wanted = null;
    restore();
    announce("");
  });
  await show();
}

/** The language that was asked for; else one of the reader's; else the first that is another one than this page's. */
function firstChoice(asked, offered) {
  const main = (tag) => tag.split("-")[0];
  const foreign = offered.filter((tag) => main(tag) !== main(language));
  return bestMatch([asked], offered) || bestMatch([recall("language"), ...navigator.languages], foreign) || foreign[0] || offered[0];
}

/** Puts a page's texts beside those of `article`; returns what undoes it to the last node. */
function join(article, page, { href, hreflang: lang, dir }) {
  const text = article.querySelector(".text");
  const saved = [];
  const flat = (parent, note = () => {}) => {
    note([parent, [...parent.childNodes]]);
    return [...parent.children].flatMap((child) => (child.matches("div:not([class], [lang])") ? flat(child, note) : child));
  };
  const column = (block, properties) => (block ? [element("div", { className: "text", ...properties }, block)] : []);

  for (const picture of page.querySelectorAll("figure, picture, img")) picture.remove(); // It is there already.
  for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), href).href;
  const titles = ["h1", ".lead"].flatMap((part) => {
    const [own, other] = [article, page].map((each) => each.querySelector(`.opening ${part}`));
    if (!own || !other) return [];
    const title = element("p", { className: "beside-title", lang, dir, textContent: other.textContent });
    own.after(title);
    return title;
  });
  const own = flat(text, (each) => saved.push(each));
  const others = flat(document.importNode(page.querySelector("article .text"), true));
  const pairs = align(own, others.filter((block) => block.matches(TEXTS) && block.textContent.trim()));
  text.classList.add("beside");
  text.replaceChildren(...pairs.map(([mine, other]) => {
    if (mine && !mine.matches(TEXTS)) return mine; // Cards of contacts and the like stand there once.
    for (const each of other ? [other, ...other.querySelectorAll("[id]")] : []) each.removeAttribute("id");
    return element("div", { className: "pair" }, ...column(mine), ...column(other, { lang, dir }));
  }));
  return () => {
    for (const title of titles) title.remove();
    text.classList.remove("beside");
    for (const [parent, nodes] of saved) parent.replaceChildren(...nodes);
  };
}

/** Pairs of blocks in their order, either of them missing where the other has no match: the alignment that is most alike. */
function align(own, others) {
  const best = Array.from({ length: own.length + 1 }, () => Array(others.length + 1).fill(0));
  const met = (i, j) => best[i + 1][j + 1] + likeness(own[i], others[j]);
  for (let i = own.length - 1; i >= 0; i -= 1) {
    for (let j = others.length - 1; j >= 0; j -= 1) best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], met(i, j));
  }
  const pairs = [];
  for (let i = 0, j = 0; i < own.length || j < others.length;) {
    const both = i < own.length && j < others.length && best[i][j] === met(i, j);
    const mine = both || j === others.length || (i < own.length && best[i][j] === best[i + 1][j]);
    pairs.push([mine ? own[i] : null, both || !mine ? others[j] : null]);
    if (mine) i += 1;
    if (both || !mine) j += 1;
  }
  return pairs;
}

/** How well two blocks fit: headings only headings, best those with one id; else by kind and by length. */
function likeness(mine, other) {
  const isHeading = (block) => /^H\d/.test(block.tagName);
  if (isHeading(mine) !== isHeading(other) || !mine.matches(TEXTS)) return -Infinity;
  const [short, long] = [mine, other].map((block) => block.textContent.length).sort((a, b) => a - b);
  const kind = (mine.tagName === other.tagName) + (mine.className === other.className);
  return kind + short / long + (isHeading(mine) ? 3 : 0) + (mine.id && mine.id === other.id ? 4 : 0);
}
