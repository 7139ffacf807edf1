// Enhances opening hours: says whether it is open now, by the clock of the place, whatever the clock of the device says.
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const AHEAD = 8; // Days in which the next change is looked for.

export function enhance(line) {
  const hours = JSON.parse(line.dataset.hours);
  const show = () => {
    const now = state(hours, hours, Date.now());
    line.textContent = now ? sentence(now, hours, line.dataset) : "";
    line.classList.toggle("open", Boolean(now?.open));
    line.hidden = !now;
  };

  show();
  setInterval(show, MINUTE);
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
}

/** Whether it is open, and the clock's reading at the next change where one is near; nothing where the hours have run out. */
export function state({ zone, start, end }, hours, now) {
  const here = reading(zone, now);
  const today = here - (here % DAY);
  const known = (day) => iso(day) < end;
  if (!known(today) || iso(today) < start) return null;

  const spans = [];
  for (let day = today - DAY; day < today + AHEAD * DAY && known(day); day += DAY) {
    const other = hours.days.find(([first, last]) => first <= iso(day) && iso(day) <= last);
    const minutes = other ? other[2] : hours.week[(new Date(day).getUTCDay() + 6) % 7];
    for (let at = 0; at < minutes.length; at += 2) {
      const [opens, closes] = [day + minutes[at] * MINUTE, day + minutes[at + 1] * MINUTE];
      if (spans.length && opens <= spans.at(-1)[1]) spans.at(-1)[1] = Math.max(closes, spans.at(-1)[1]);
      else spans.push([opens, closes]);
    }
  }
  const [opens, closes] = spans.find((span) => moment(zone, span[1]) > now) || [];
  const open = opens !== undefined && moment(zone, opens) <= now;
  return { open, change: open ? closes : opens, days: ((open ? closes : opens) - today) / DAY };
}

/** What a reader is told: "Open now, closes at 16:00". */
export function sentence({ open, change, days }, { times, weekdays }, texts) {
  const minutes = (change % DAY) / MINUTE;
  const time = `\u2068${times[minutes]}\u2069`; // Keeps its own direction.
  const day = weekdays[(new Date(change).getUTCDay() + 6) % 7];

  if (open) return days < 2 ? texts.closes.replace("{time}", time) : texts.open;
  if (!(days < 7)) return texts.closed;
  return days < 1 ? texts.today.replace("{time}", time) : texts.opens.replace("{day}", day).replace("{time}", time);
}

/** What the clock of a time zone shows at a moment, as if it were UTC. */
function reading(zone, now) {
  const options = { timeZone: zone, hourCycle: "h23", dateStyle: "short", timeStyle: "medium" };
  const parts = new Intl.DateTimeFormat("en-US", options).formatToParts(now);
  const part = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(2000 + part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The moment at which the clock of a time zone shows this; the second one in the night when an hour comes twice. */
export function moment(zone, shown) {
  const near = 2 * shown - reading(zone, shown);
  return shown + near - reading(zone, near);
}

function iso(day) {
  return new Date(day).toISOString().slice(0, 10);
}
