// Enhances the list of events: hides what is over, groups it by today, tomorrow, this week and later, and filters it.
import { filtersOf, has } from "./filters.js";
import { fetchFurther } from "./further.js";
import { moment } from "./hours.js";
import { dater, dayAfter, daysIn, endOfWeek, readTimes } from "./times.js";

const FEW = 10; // Where an old page has less left to show, the next one is fetched without being asked.
const MINUTE = 60000;

export function enhance(page) {
  const texts = page.dataset;
  const dayOf = daysIn(texts.zone);
  const write = dater(texts);
  const parts = [...page.querySelectorAll(".group")];
  if (!parts.length) return;

  const top = document.createComment("events");
  const filters = filtersOf(page, () => change());
  let events = parts.flatMap((part) => [...part.querySelectorAll("li")]).map(readEvent);
  let groups = parts;
  let standing; // What is to be seen, so that nothing is made anew that stands there, and no focus is lost.
  let loading;

  /** Shows what is chosen, and how many rows that are. */
  const show = () => {
    const found = sections(Date.now(), Object.fromEntries(filters.chosen()));
    const shown = found.map(({ title, rows }) => `${title} ${rows.map(({ event, next }) => `${events.indexOf(event)} ${next.start}`)}`).join();
    if (shown !== standing) {
      for (const group of groups) group.remove();
      groups = found.map(draw);
      top.after(...groups);
      standing = shown;
    }
    return found.reduce((sum, { rows }) => sum + rows.length, 0);
  };

  /** The groups of what is still to come, each event at its next date there. */
  const sections = (now, { day, ...wanted }) => {
    const today = dayOf(now);
    const start = (date) => moment(texts.zone, Date.parse(date));
    const [tomorrow, then, nextWeek] = [dayAfter(today), dayAfter(today, 2), dayAfter(endOfWeek(today))].map(start);
    const limits = day
      ? [[dayName(day), start(day), start(dayAfter(day))]]
      : [
          [texts.today, -Infinity, tomorrow],
          [texts.tomorrow, tomorrow, then],
          [texts.week, then, nextWeek],
          [texts.later, Math.max(then, nextWeek), Infinity],
        ];
    const fitting = events.filter(({ item }) => Object.entries(wanted).every(([name, value]) => has(item, name, value)));
    const coming = fitting.map((event) => ({ event, times: event.times.filter(({ end }) => end > now) }));
    return limits.map(([title, first, end]) => {
      const isHere = (time) => time.start < end && (day ? time.end > first : time.start >= first);
      const rows = coming.map(({ event, times }) => ({ event, next: times.find(isHere) })).filter(({ next }) => next);
      return { title, rows: rows.sort((a, b) => a.next.start - b.next.start) };
    }).filter(({ rows }) => rows.length);
  };

  const draw = ({ title, rows }) => {
    const group = Object.assign(document.createElement("section"), { className: "group" });
    const list = Object.assign(document.createElement("ul"), { className: "rows" });
    for (const { event, next } of rows) {
      const item = event.item.cloneNode(true);
      write(item, event.times[0], next);
      list.append(item);
    }
    group.append(Object.assign(document.createElement("h2"), { textContent: title }), list);
    return group;
  };

  const dayName = (day) => new Intl.DateTimeFormat(texts.locale, { dateStyle: "full", timeZone: "UTC" }).format(new Date(day));

  /** Fetches the pages on which the list goes on, once; whether all of them are here. */
  const load = () => (loading ||= fetchFurther(page.querySelector(".neighbours"), ".group li").then((items) => {
    events = [...events, ...items.map(readEvent)];
    page.querySelector(".neighbours")?.remove();
    fillPlaces(filters.finder.querySelector("[name=place]"), events);
    return true;
  }).catch(() => {
    loading = null; // The next change tries again.
    return false;
  }));

  const change = async () => {
    filters.keep();
    show();
    const whole = await load();
    filters.keep(); // A place that there is not is no longer chosen.
    filters.announce(show(), whole);
  };

  const places = filters.finder.querySelector("[name=place]");
  parts[0].before(top);
  fillPlaces(places, events);
  expectPlace(places);
  if (filters.read()) change();
  else if (show() < FEW) load().then(show);
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
  setInterval(show, MINUTE);
  filters.finder.hidden = false;
}

/** An event as its row tells it. */
function readEvent(item) {
  return { item, times: readTimes(item) };
}

/** Offers the places of these events, by their names; what is chosen stays so. */
function fillPlaces(select, events) {
  const names = new Map(events.map(({ item }) => [item.dataset.place, item.querySelector(".where")]).filter(([key]) => key));
  const known = [...names].map(([key, where]) => {
    const option = new Option(where.textContent, key, false, key === select.value);
    const other = where.querySelector("[lang]"); // A name that is not in the language of the page.
    return other ? Object.assign(option, { lang: other.lang, dir: other.dir }) : option;
  });
  known.sort((a, b) => a.text.localeCompare(b.text, document.documentElement.lang));
  select.replaceChildren(select.options[0], ...known);
  select.parentElement.hidden = known.length < 2;
}

/** Makes room for the place that the address asks for, whose events may stand on a page that is not here yet. */
function expectPlace(select) {
  const asked = new URLSearchParams(location.search).get("place");
  if (asked && ![...select.options].some(({ value }) => value === asked)) select.append(new Option("…", asked));
}
