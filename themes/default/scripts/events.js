// Enhances the list of events: hides what is over, groups it by today, tomorrow, this week and later, and filters it.
import { fetchFurther } from "./further.js";
import { dater, dayAfter, daysIn, endOfWeek, readTimes } from "./times.js";

const PAUSE = 400; // Milliseconds: a screen reader should hear one count, not one for each change.
const FEW = 10; // Where an old page has less left to show, the next one is fetched without being asked.

export function enhance(page) {
  const texts = page.dataset;
  const finder = page.querySelector(".filters");
  const fields = [...finder.querySelectorAll("select, input")];
  const all = finder.querySelector("[name=all]");
  const status = finder.querySelector("[role=status]");
  const dayOf = daysIn(texts.zone);
  const write = dater(texts);
  const parts = [...page.querySelectorAll(".group")];
  const place = document.createComment("events");
  let events = parts.flatMap((part) => [...part.querySelectorAll("li")]).map(readEvent);
  let groups = parts;
  let further = page.querySelector(".neighbours");
  let loading;
  let pause;

  const chosen = () => fields.map(({ name, value }) => [name, value]).filter(([, value]) => value);
  const show = () => {
    const now = Date.now();
    const today = dayOf(now);
    const wanted = Object.fromEntries(chosen());
    const found = events.filter((event) => event.fits(wanted)).map((event) => ({ ...event, coming: event.times.filter(({ end }) => end > now) }));
    const limits = wanted.day
      ? [[dayName(wanted.day), wanted.day, wanted.day]]
      : [
          [texts.today, "", today],
          [texts.tomorrow, dayAfter(today), dayAfter(today)],
          [texts.week, dayAfter(today, 2), endOfWeek(today)],
          [texts.later, [dayAfter(today, 2), dayAfter(endOfWeek(today))].sort()[1], "9999"],
        ];
    const sections = limits.map(([title, first, last]) => section(title, found.flatMap((event) => {
      const next = event.coming.find((time) => dayOf(time.start) <= last && dayOf(time.end - 1) >= first && (dayOf(time.start) >= first || wanted.day || !first));
      return next ? [{ event, next }] : [];
    }))).filter(Boolean);
    groups.forEach((group) => group.remove());
    groups = sections;
    place.after(...sections);
    all.hidden = !chosen().length;
    history.replaceState(history.state, "", location.pathname + query(chosen()));
    return { events: found.filter(({ coming }) => coming.length).length, rows: sections.reduce((sum, { rows }) => sum + rows, 0) };
  };
  const section = (title, rows) => {
    if (!rows.length) return null;
    const group = Object.assign(document.createElement("section"), { className: "group", rows: rows.length });
    const list = Object.assign(document.createElement("ul"), { className: "rows" });
    for (const { event, next } of rows.sort((a, b) => a.next.start - b.next.start)) {
      const item = event.item.cloneNode(true);
      write(item, event.times[0], next);
      list.append(item);
    }
    group.append(Object.assign(document.createElement("h2"), { textContent: title }), list);
    return group;
  };
  const dayName = (day) => new Intl.DateTimeFormat(texts.locale, { dateStyle: "full", timeZone: "UTC" }).format(new Date(day));
  const load = () => (loading ||= fetchFurther(further, ".group li").then((items) => {
    events = [...events, ...items.map(readEvent)];
    further?.remove();
    further = null;
    fillPlaces();
    return true;
  }).catch(() => {
    loading = null;
    status.textContent = texts.unreached;
    return false;
  }));
  const change = async () => {
    show();
    const whole = await load();
    const count = show().rows; // Not taken apart: minifying puts what is taken apart first, before the wait.
    clearTimeout(pause);
    if (whole) pause = setTimeout(() => { status.textContent = count ? texts.found.replace("{count}", number(count)) : texts.none; }, PAUSE);
  };
  const fillPlaces = () => {
    const select = finder.querySelector("[name=place]");
    const names = new Map(events.map(({ item }) => [item.dataset.place, item.querySelector(".where")?.textContent]).filter(([key]) => key));
    const known = [...names].sort(([, a], [, b]) => a.localeCompare(b, document.documentElement.lang));
    const options = known.map(([key, name]) => new Option(name, key, false, key === select.value));
    select.replaceChildren(select.options[0], ...options);
    select.parentElement.hidden = known.length < 2;
  };

  (parts[0] || finder).before(place);
  if (!parts.length) return;
  fillPlaces();
  const asked = new URLSearchParams(location.search);
  const ask = () => {
    for (const field of fields) {
      const value = asked.get(field.name) || "";
      field.value = field.type === "date" || [...field.options].some((option) => option.value === value) ? value : "";
    }
  };
  ask();
  for (const field of fields) field.addEventListener("change", change);
  all.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    fields[0].focus();
    change();
  });
  if ([...asked.keys()].some((name) => fields.some((field) => field.name === name))) load().then(ask).then(change);
  else if (show().rows < FEW && further) load().then(show);
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
  finder.hidden = false;
}

/** An event as its row tells it. */
function readEvent(item) {
  const has = (name, value) => (name === "town" ? item.dataset.town === value : (item.dataset[name] || "").split(" ").includes(value));
  return {
    item,
    times: readTimes(item),
    fits: (wanted) => Object.entries(wanted).every(([name, value]) => name === "day" || has(name, value)),
  };
}

function query(wanted) {
  return wanted.length ? `?${new URLSearchParams(wanted)}` : "";
}

function number(count) {
  return new Intl.NumberFormat(document.documentElement.lang).format(count);
}
