// Enhances a list of places: filters it, says what is open now, and on request sorts it by distance.
import { distance, kilometres } from "./distance.js";
import { filtersOf, has } from "./filters.js";
import { fetchFurther } from "./further.js";
import { sentence, state } from "./hours.js";
import { plain, searchable } from "./spelling.js";

const MINUTE = 60000;

export function enhance(page) {
  const texts = page.dataset;
  const list = page.querySelector(".rows");
  const hours = JSON.parse(page.querySelector("script[type='application/json']")?.textContent || "null");
  const places = [...list.children].map(readPlace);
  const filters = filtersOf(page, () => change());
  const near = filters.finder.querySelector("[name=near]");
  let standing = places.map(() => 0).join(""); // Which places are hidden.
  let loading;

  /** Shows what is chosen, and how many places that are. */
  const show = () => {
    const wanted = filters.chosen();
    for (const place of places) place.item.hidden = !wanted.every(([name, value]) => place.fits(name, value));
    const now = places.map(({ item }) => Number(item.hidden)).join("");
    if (now !== standing) page.dispatchEvent(new CustomEvent("placeschange")); // Maps hide what is hidden, and move.
    standing = now;
    return places.filter(({ item }) => !item.hidden).length;
  };

  /** Fetches the pages on which the list goes on, once; whether all of them are here. */
  const load = () => (loading ||= fetchFurther(page.querySelector(".neighbours"), ".rows > li").then((rows) => {
    list.append(...rows);
    places.push(...rows.map(readPlace));
    page.querySelector(".neighbours")?.remove();
    tell();
    return true;
  }).catch(() => {
    loading = null; // The next change tries again.
    return false;
  }));

  const change = async () => {
    filters.keep();
    show();
    const whole = await load();
    filters.announce(show(), whole);
  };

  /** Says of each place whether it is open. */
  const tell = () => {
    const now = Date.now();
    for (const place of hours ? places : []) {
      place.state = place.hours ? state(hours, hours.all[place.hours], now) : null;
      place.say(place.state?.open ? sentence(place.state, hours, texts) : "");
    }
  };

  const refresh = () => {
    tell();
    show();
  };

  const sort = async ({ coords }) => {
    const whole = await load();
    list.append(...places.map((place) => place.measure(coords)).sort((a, b) => a.far - b.far).map(({ item }) => item));
    filters.say(whole ? texts.sorted : `${texts.sorted} ${texts.unreached}`);
  };

  near.addEventListener("click", () => {
    filters.say(texts.locating);
    const fail = ({ code, PERMISSION_DENIED }) => filters.say(code === PERMISSION_DENIED ? texts.denied : texts.failed);
    navigator.geolocation.getCurrentPosition(sort, fail, { timeout: 20000, maximumAge: 600000 });
  });
  near.hidden = !navigator.geolocation;
  tell();
  if (filters.read()) change();
  if (hours) {
    document.addEventListener("visibilitychange", refresh); // Phones keep a page open for days.
    setInterval(refresh, MINUTE);
  }
  filters.finder.hidden = false;
}

/** A place as its row tells it. */
function readPlace(item) {
  const { hours, at } = item.dataset;
  const [latitude, longitude] = (at || "").split(" ");
  const names = searchable(item.textContent);
  const mark = (name) => item.querySelector(`.${name}`) || item.appendChild(Object.assign(document.createElement("span"), { className: name }));
  return {
    item,
    hours,
    state: null,
    fits(name, value) {
      if (name === "open") return this.state?.open;
      return name === "q" ? names.includes(plain(value).trim()) : has(item, name, value);
    },
    say(text) {
      if (text !== (item.querySelector(".now")?.textContent || "")) mark("now").textContent = text;
    },
    measure(here) {
      const far = at ? distance(here, { latitude, longitude }) : Infinity;
      if (at) mark("distance").textContent = kilometres(far);
      return { item, far };
    },
  };
}
