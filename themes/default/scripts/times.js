// Enhances nothing by itself: reads the times of events and tells days apart in the region's time zone.
const MINUTE = 60000;

/** "hshxx+3c 7s0!": start and length in minutes, then the minutes from one start to the next, in base 36; "!" is cancelled. */
export function readTimes(item) {
  let start = 0;
  let length = 0;
  return item.dataset.times.split(" ").map((code) => {
    const [delta, own] = code.split("+");
    start += parseInt(delta, 36);
    if (own) length = parseInt(own, 36);
    return { start: start * MINUTE, end: (start + length) * MINUTE, cancelled: code.endsWith("!") };
  });
}

/** Days of a time zone, as "2026-11-24". */
export function daysIn(zone) {
  const form = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit",
  });
  return (time) => {
    const parts = Object.fromEntries(form.formatToParts(time).map(({ type, value }) => [type, value]));
    return `${parts.year.padStart(4, "0")}-${parts.month}-${parts.day}`;
  };
}

/** The day so many days after another. */
export function dayAfter(day, count = 1) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The last day of the week that a day belongs to: a Sunday. */
export function endOfWeek(day) {
  return dayAfter(day, (7 - new Date(`${day}T12:00:00Z`).getUTCDay()) % 7);
}

/** Writes another date into an event's row than the one the page came with, and whether it is cancelled; the hours stay. */
export function dater({ zone, locale }) {
  const form = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", day: "numeric", month: "short" });
  return (item, first, { start, end, cancelled }) => {
    const time = item.querySelector("time");
    item.querySelector(".off")?.toggleAttribute("hidden", !cancelled);
    if (start === first.start || !time) return;
    const last = end - start > 18 * 60 * MINUTE ? form.format(end - MINUTE) : "";
    const day = form.format(start);
    time.dateTime = `${new Date(start).toISOString().slice(0, 16)}Z`;
    time.firstElementChild.textContent = last && last !== day ? `${day} – ${last}` : day;
  };
}
