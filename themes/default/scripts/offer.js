// Enhances nothing by itself: offers this page to a newcomer in the language of their device, quietly and in its own words.
import { element } from "./drawing.js";
import { remember } from "./memory.js";
import { root } from "./place.js";

/** Shows the offer above the page: a link of the language switcher, and a way to be rid of it for good. */
export async function offer({ href, lang, textContent }) {
  const answer = await fetch(new URL(`${lang}/sentences.json`, root));
  const say = await answer.json();
  const link = element("a", { className: "tool", href, hreflang: lang });
  const [before, after] = say.read_here.split("{language}");
  link.append(element("span", {}, before, element("bdi", { lang, textContent }), after));
  const away = element("button", { type: "button", className: "tool", textContent: say.unwanted });
  const aside = element("aside", { className: "offer width", lang: say.lang, dir: say.dir }, link, away);

  link.addEventListener("click", () => remember("language", lang));
  away.addEventListener("click", () => {
    remember("offer", "declined");
    document.querySelector("main").focus();
    aside.remove();
  });
  document.querySelector("main").before(aside);
}
