// Enhances the form of feedback: sends what a reader writes from here. While that fails it is kept on the device.
import { element } from "./drawing.js";
import { recall, remember } from "./memory.js";
import { root } from "./place.js";
import { speech } from "./speech.js";

const PATIENCE = 20000; // Milliseconds for an answer.
const TRIES = 5; // How often something is sent unasked that is not taken; the receiver may have gone for good.

export async function enhance(part) {
  const [form, status, summary] = ["form", "[role=status]", "summary"].map((each) => part.querySelector(each));
  const say = await speech();
  const list = element("ul", { className: "sets" });
  const again = element("button", { type: "button", className: "tool", textContent: say("feedback_again") });
  const box = element("div", { hidden: true }, element("p", { textContent: say("feedback_waiting") }), list, again);

  const show = () => {
    const all = waiting();
    list.replaceChildren(...all.map(({ id, fields }) => {
      const { text, title } = Object.fromEntries(fields);
      const away = element("button", { type: "button", className: "tool", textContent: say("remove") });
      away.addEventListener("click", () => {
        keep(waiting().filter((each) => each.id !== id));
        show();
        summary.focus();
      });
      return element("li", {}, element("bdi", { textContent: text || title }), away);
    }));
    box.hidden = !all.length;
  };

  /** Sends all that waits for this receiver, one tab at a time; whether anything has gone. */
  const send = (asked) => alone(async () => {
    let gone = false;
    for (const { id, to, tries, fields } of waiting()) {
      if (to !== form.action || (tries >= TRIES && !asked)) continue;
      const taken = await post(to, fields);
      gone ||= taken;
      keep(waiting().flatMap((each) => {
        if (each.id !== id) return [each];
        return taken ? [] : [{ ...each, tries: tries + navigator.onLine }];
      }));
    }
    show();
    return gone;
  });

  /** Sends, and tells how that went: whether the message `id`, or any where none is named, has gone. */
  const attempt = async (asked, id) => {
    const gone = await send(asked);
    const left = waiting();
    if (id ? !left.some((each) => each.id === id) : gone && !left.length) status.textContent = say("feedback_sent");
    else if (left.length) status.textContent = say(navigator.onLine ? "feedback_refused" : "feedback_kept");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const id = Math.random().toString(36).slice(2); // By which a receiver knows what it has already.
    const fields = [...new FormData(form), ["id", id]];
    status.textContent = "";
    keep([...waiting(), { id, to: form.action, tries: 0, fields }]);
    const isKept = waiting().some((each) => each.id === id);
    const isDone = isKept || await post(form.action, fields); // Private windows may keep nothing.
    if (isDone) form.reset();
    if (isKept) await attempt(false, id);
    else status.textContent = say(isDone ? "feedback_sent" : "feedback_unsent");
  });
  again.addEventListener("click", () => attempt(true));
  addEventListener("online", () => attempt());
  addEventListener("storage", show);
  part.append(box);
  show();
  if (waiting().length) await attempt();
}

const waiting = () => JSON.parse(recall("feedback") || "[]");

const keep = (all) => remember("feedback", all.length ? JSON.stringify(all) : "");

const alone = (work) => (navigator.locks ? navigator.locks.request(`${root} feedback`, work) : work());

async function post(to, fields) {
  const signal = AbortSignal.timeout?.(PATIENCE);
  const body = new URLSearchParams(fields);
  const options = { method: "POST", body, signal, credentials: "omit", referrerPolicy: "no-referrer" };
  try {
    return (await fetch(to, options)).ok;
  } catch {
    return false;
  }
}
