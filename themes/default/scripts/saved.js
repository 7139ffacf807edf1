// Enhances the page "Offline and data": tells what is saved on this device, and lets the reader save and remove.
import { drop, isAutomatic, isMetered, keepSaved, measure, want } from "./keeping.js";
import { remember } from "./memory.js";
import { explain } from "./missing.js";
import { day, moment, percent, size, speech } from "./speech.js";
import { ask, obstacle, offered } from "./sync.js";

export async function enhance(page) {
  const say = await speech();
  const opening = page.querySelector(".opening");
  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  let latest = null;
  let reply = ""; // What the reader's last press has led to, until the next status says more.

  if (obstacle()) {
    part("obstacle").hidden = false;
    part("obstacle").lastElementChild.textContent = say(obstacle());
    return explain(opening, say, null);
  }
  const check = keepSaved(show);

  part("automatic").checked = isAutomatic();
  part("automatic").addEventListener("change", ({ target }) => {
    remember("automatic", target.checked ? "" : "off");
    if (target.checked) look();
  });
  part("check").addEventListener("click", look);
  part("wipe").addEventListener("click", async () => {
    remember("automatic", "off");
    part("automatic").checked = false;
    reply = "";
    const status = await ask({ task: "wipe" });
    reply = say("wiped");
    show(status);
  });
  for (const row of page.querySelectorAll("[data-set]")) {
    row.querySelector("button").addEventListener("click", () => press(row.dataset.set));
  }
  return undefined;

  function look() {
    reply = say("checking");
    show(latest);
    reply = say("current");
    return check();
  }

  async function press(name) {
    const isKept = latest.wanted.includes(name);
    reply = "";
    if (isKept) return show(await drop(name));
    remember("metered", "agreed");
    show(await want(name));
    return check();
  }

  function show(status) {
    const isFirst = !latest;
    const known = Object.entries(latest?.sets ?? {}).map(([name, set]) => [name, { ...set, have: 0, saved: false }]);
    latest = { ...status, sets: { ...Object.fromEntries(known), ...status.sets } }; // A worker tells sizes late.
    if (isFirst) {
      explain(opening, say, latest).then((noted) => noted && show(noted)).catch(console.error);
      if (!Object.keys(latest.sets).length) offered().then((sets) => show({ ...latest, sets }), () => {});
    }
    const { have, bytes } = measure(latest, ["base", ...latest.wanted]);
    const progress = part("progress");
    const words = reply && !latest.problem && !latest.more ? reply : say(mood(latest));
    if (part("message").textContent !== words) part("message").textContent = words;
    progress.value = bytes && have / bytes;
    progress.hidden = !latest.more || Boolean(latest.problem) || !navigator.onLine || !latest.wanted.length;
    part("check").hidden = !latest.wanted.length;
    page.querySelectorAll("[data-set]").forEach((row) => fill(row, latest, say));
    tellFacts(part("facts"), latest, say);
    part("device").hidden = false;
  }
}

/** How it stands with all that the reader wants, as the name of the sentence that says it. */
function mood({ wanted, problem, more, ready, running }) {
  if (problem === "full" && ready) return "old";
  if (problem === "full" || problem === "store") return problem;
  if (problem === "network" || !navigator.onLine) return ready ? "offline" : "network";
  if (problem === "data" || problem === "later") return ready ? "later" : problem;
  if (more && wanted.length) {
    if (running || (isAutomatic() && !isMetered())) return "starting";
    if (!isAutomatic()) return "paused";
  }
  return ready && wanted.length ? "saved" : "nothing";
}

/** One row: what is there of a set, how large it is, and the button that saves or removes it. */
function fill(row, { sets, wanted, problem }, say) {
  const set = sets[row.dataset.set];
  const isWanted = wanted.includes(row.dataset.set);
  const share = set?.bytes ? set.have / set.bytes : 0;
  const state = () => {
    if (set?.saved) return say("there");
    if (!isWanted) return say("absent");
    return problem || !navigator.onLine ? say("waiting") : say("share", { percent: percent(share) });
  };
  row.hidden = Object.keys(sets).length > 0 && !set;
  row.querySelector("small").textContent = [set && size(set.bytes), state()].filter(Boolean).join(" · ");
  row.querySelector("button span").textContent = say(isWanted ? "remove" : "save");
}

/** As of when the texts are, when that was last checked, and how much room they take. */
async function tellFacts(place, { date, checked, ready }, say) {
  const { usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  const facts = [
    date && say("dated", { date: day(date) }),
    checked && say("checked", { date: moment(checked) }),
    ready && usage && say("used", { size: size(usage) }),
  ];
  place.replaceChildren(
    ...facts.filter(Boolean).map((fact) => Object.assign(document.createElement("li"), { textContent: fact })),
  );
}
