// Enhances the status line in the footer: saves the guide on this device, keeps it up to date, and quietly says how it stands.
import { element, icon } from "./drawing.js";
import { isAutomatic, isMetered, isWished, keepSaved, measure, own, want } from "./keeping.js";
import { remember } from "./memory.js";
import { file } from "./place.js";
import { day, moment, percent, size, speech } from "./speech.js";
import { follow, obstacle, offered } from "./sync.js";

const DAY = 86400000; // Milliseconds.
const SIGNS = {
  ask: "download",
  fresh: "news",
  offline: "offline",
  saved: "check",
  saving: "download",
  unsaved: "download",
};
const ALOUD = ["fresh", "saved", "full", "old"]; // What a screen reader says as soon as it becomes true; all else waits.

export function enhance(line) {
  const sign = element("span");
  const aloud = element("span", { role: "status" });
  const quiet = element("span");
  const action = element("span");
  let latest = { problem: obstacle() };
  let mood = "";
  let fresh = false;
  let work = Promise.resolve();

  line.append(sign, element("span", {}, aloud, " ", quiet, " ", action));
  const render = () => {
    work = work.then(draw).catch(() => {}); // Without its sentences, a line that cannot be loaded says nothing.
  };
  if (latest.problem) return render();

  const check = keepSaved((status) => {
    latest = status;
    render();
  });
  follow(({ type, changed }) => {
    if (type === "released") fresh ||= changed.includes(file);
    render();
  });
  return undefined;

  async function draw() {
    const say = await speech();
    const before = mood;
    mood = fresh ? "fresh" : moodOf(latest);
    if (mood === "ask" && !latest.sets[own]) latest = { ...latest, sets: await offered() };
    const isNews = ALOUD.includes(mood) && !(mood === "saved" && before === "offline");
    const heard = before && before !== mood ? isNews : aloud.textContent !== "";
    const text = say(mood, gaps());
    if (mood !== before) {
      sign.replaceChildren(icon(SIGNS[mood] || "problem"));
      action.replaceChildren(...actions(say));
    }
    if (aloud.textContent !== (heard ? text : "")) aloud.textContent = heard ? text : "";
    quiet.textContent = heard ? "" : text;
    if (["saved", "offline"].includes(mood)) quiet.append(` ${say("checked", { date: moment(latest.checked) })}`);
    warn(say, latest, line.dataset.stale * DAY);
  }

  function gaps() {
    const { have, bytes } = measure({ sets: {}, ...latest }, ["base", own]);
    return { percent: percent(bytes && have / bytes), size: size(bytes) };
  }

  function actions(say) {
    const here = location.pathname + location.search; // Without the place on the page, so that it is loaded anew.
    if (mood === "fresh") return [element("a", { href: here, textContent: say("show") })];
    if (mood !== "ask") return [];
    const button = element("button", { type: "button", className: "tool", textContent: say("save") });
    button.addEventListener("click", async () => {
      remember("metered", "agreed");
      await want(own);
      await check();
    });
    return [button];
  }
}

/** How it stands with this page's language, as the name of the sentence that says it. */
function moodOf({ sets, wanted, problem, ready }) {
  if (!sets || problem === "store") return problem;
  if (sets[own]?.saved) {
    if (problem === "full") return "old";
    return navigator.onLine && problem !== "network" ? "saved" : "offline";
  }
  if (!isAutomatic()) return "paused";
  if (!wanted.includes(own) && !isWished({ wanted })) return "unsaved";
  if (isMetered()) return "ask";
  if (problem && problem !== "busy") return problem;
  return navigator.onLine ? "saving" : "network";
}

/** A notice above a saved text that nobody has compared with the host for long, with the day when it was last done. */
function warn(say, { ready, checked, problem }, patience) {
  const main = document.querySelector("main");
  const alone = !navigator.onLine || problem || !isAutomatic() || isMetered();
  main.querySelector(".stale")?.remove();
  if (!ready || !alone || Date.now() - checked < patience) return;
  const text = element("p", { textContent: say("stale", { date: day(checked) }) });
  const notice = element("div", { className: "notice stale" }, icon("problem"), text);
  const opening = main.querySelector(".opening");
  if (opening) opening.append(notice);
  else main.querySelector(".stack").prepend(notice);
}
