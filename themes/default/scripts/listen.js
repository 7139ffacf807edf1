// A tool: reads the page aloud with the voices of the device, sentence by sentence.
import { drawn, element } from "./drawing.js";
import { player, voiceFor, voicesKnown } from "./listen-player.js";
import { sentences } from "./listen-text.js";
import { recall, remember } from "./memory.js";
import { stylesheet } from "./request.js";

const SPEEDS = { slowest: .6, slow: .8, medium: 1, fast: 1.3 };
const DRAWINGS = {
  back: "m15 18-6-6 6-6",
  play: "m7 4 13 8-13 8z",
  pause: "M8 5v14M16 5v14",
  forward: "m9 18 6-6-6-6",
  stop: "M6 6h12v12H6z",
};
const SYSTEMS = {
  voices_android: /Android/,
  voices_ios: /iPhone|iPad|Macintosh/, // An iPad calls itself a Macintosh.
  voices_macos: /Macintosh/,
  voices_windows: /Windows/,
};
const html = document.documentElement;

export async function open(button, { article, say, open, close }) {
  const list = sentences(article);
  const lang = mainLanguage(list);
  await Promise.all([stylesheet("styles/listen.css"), voicesKnown(lang)]);

  const body = element("div", { className: "listening" });
  let controls;
  const fill = () => {
    if (controls) return;
    controls = voiceFor(lang) && play(list, lang, say, panel);
    panel.classList.toggle("player", Boolean(controls));
    html.classList.toggle("listens", Boolean(controls));
    body.replaceChildren(...(controls ? controls.children : voiceless(lang, say)));
  };
  const escape = ({ key, defaultPrevented }) => key === "Escape" && !defaultPrevented && close();
  const leave = () => controls?.stop();

  const panel = await open(button, [body], () => {
    leave();
    mark();
    html.classList.remove("listens");
    document.removeEventListener("keydown", escape);
    speechSynthesis.removeEventListener("voiceschanged", fill);
    removeEventListener("pagehide", leave);
  });
  document.addEventListener("keydown", escape);
  speechSynthesis.addEventListener("voiceschanged", fill); // One that has been installed meanwhile.
  addEventListener("pagehide", leave); // Devices go on speaking when a page is left.
  fill();
  panel.querySelector("button, [tabindex]").focus();
}

/** The controls, with what stops them. */
function play(list, lang, say, panel) {
  const status = element("p", { role: "status" });
  const progress = element("p");
  const speed = element("select", { className: "tool" },
    ...Object.keys(SPEEDS).map((name) => element("option", { value: name, textContent: say(name) })));
  speed.value = recall("speed") in SPEEDS ? recall("speed") : "medium";
  let last; // The sentence that was marked before: who still sees it follows the text, who does not reads elsewhere.

  const { state, go, stop } = player(list, {
    voice: (wanted) => voiceFor(wanted) || voiceFor(lang) || voiceFor(lang, true),
    rate: () => SPEEDS[speed.value],
    changed: (following) => {
      const gaps = { number: state.at + 1, count: list.length };
      show(start, state.playing ? "pause" : state.at ? "continue" : "play");
      progress.textContent = state.playing ? say("sentence", gaps) : "";
      status.textContent = state.playing ? "" : state.ended ? say("read") : state.at ? say("paused", gaps) : "";
      const reading = state.playing || state.at ? list[state.at] : undefined;
      mark(reading);
      if (state.playing && (!following || !last || inView(last, panel))) follow(reading, panel);
      last = reading;
    },
    failed: (error) => {
      status.textContent = error === "network" ? say("voiceless_offline", { language: nameOf(lang) }) : say("unheard");
    },
  });

  const show = (control, name) => {
    control.replaceChildren(drawn(DRAWINGS[DRAWINGS[name] ? name : "play"]), element("span", { textContent: say(name) }));
  };
  const control = (name, press) => {
    const made = element("button", { type: "button", className: "tool", onclick: press });
    show(made, name);
    if (name !== "play") {
      made.title = say(name);
      made.lastChild.className = "unseen";
    }
    if (name === "back" || name === "forward") made.firstChild.classList.add("flip");
    return made;
  };
  const start = control("play", () => (state.playing ? stop() : go(state.at)));
  speed.addEventListener("change", () => {
    remember("speed", speed.value);
    if (state.playing) go(state.at);
  });
  const children = [
    element("div", { className: "controls" },
      start,
      control("back", () => go(state.at - 1)),
      control("forward", () => go(state.at + 1)),
      control("stop", () => stop(0)),
      element("label", {}, element("span", { textContent: say("speed") }), speed)),
    progress,
    status,
  ];
  return { children, stop };
}

/** What a reader is told whose device has no voice for the page's language, or only one from the internet. */
function voiceless(lang, say) {
  const offline = voiceFor(lang, true);
  const message = element("p", { tabIndex: -1, textContent: say(offline ? "voiceless_offline" : "voiceless", { language: nameOf(lang) }) });
  if (offline) return [message];
  const german = document.querySelector(".switcher [hreflang=de]:not([aria-current])");
  const link = german && !german.parentElement.querySelector("small") && voiceFor("de")
    ? [element("p", {}, element("a", { href: german.href, textContent: say("voice_german") }))] : [];
  return [
    message,
    ...link,
    element("details", { open: true },
      element("summary", { textContent: say("voices") }),
      element("ul", {}, ...systems().map((name) => element("li", { textContent: say(name) }))),
      element("p", { textContent: say("voices_after") })),
  ];
}

/** For which systems the way to a voice is told: the device's, or all where it is not known. */
function systems() {
  const names = Object.keys(SYSTEMS);
  const own = names.filter((name) => SYSTEMS[name].test(navigator.userAgent));
  return own.length ? own : names;
}

/** The language in which most of the page is written. */
function mainLanguage(list) {
  const letters = {};
  for (const { text, lang } of list.flatMap(({ parts }) => parts)) letters[lang] = (letters[lang] || 0) + text.length;
  return Object.keys(letters).sort((one, other) => letters[other] - letters[one])[0];
}

function nameOf(lang) {
  return new Intl.DisplayNames([html.lang], { type: "language" }).of(new Intl.Locale(lang).language);
}

let marked;

/** Marks a sentence, by itself where the browser can do that, else with the block around it; nothing where there is none. */
function mark(sentence) {
  marked?.classList.remove("spoken");
  window.CSS?.highlights?.get("spoken")?.clear(); // WebKit paints it on otherwise.
  window.CSS?.highlights?.delete("spoken");
  if (!sentence) return;
  if (window.CSS?.highlights) CSS.highlights.set("spoken", new Highlight(sentence.range));
  else (marked = sentence.block).classList.add("spoken");
}

/** Whether a reader sees a sentence whole, above the controls. */
function inView({ range }, panel) {
  const { top, bottom } = range.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight - panel.offsetHeight;
}

function follow(sentence, panel) {
  if (inView(sentence, panel)) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  scrollBy({ top: sentence.range.getBoundingClientRect().top - innerHeight / 4, behavior });
}
