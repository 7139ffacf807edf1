// Enhances the list of places: filters it, keeps the filters in the address, and on request sorts it by distance.
import { distance, kilometres } from "./distance.js";
import { fetchFurther } from "./further.js";
import { sentence, state } from "./hours.js";

const PAUSE = 400; // Milliseconds: a screen reader should hear one count, not one for each change.

export function enhance(page) {
  const texts = page.dataset;
  const [finder, list] = [".filters", ".rows"].map((part) => page.querySelector(part));
  const fields = [...finder.querySelectorAll("select, input")];
  const [near, all] = ["near", "all"].map((name) => finder.querySelector(`[name=${name}]`));
  const status = finder.querySelector("[role=status]");
  const hours = JSON.parse(page.querySelector("script")?.textContent || "null");
  const places = [...list.children].map(readPlace);
  let pause;
  let loading;

  const filter = () => {
    const wanted = fields.map((field) => [field.name, chosen(field)]).filter(([, value]) => value);
    const shown = places.filter((place) => {
      const fits = ([name, value]) => (name === "open" ? place.state?.open : place.has(name, value));
      place.item.hidden = !wanted.every(fits);
      return !place.item.hidden;
    }).length;
    all.hidden = !wanted.length;
    history.replaceState(history.state, "", `${location.pathname}${query(wanted)}`);
    return shown;
  };
  const announce = (text) => {
    clearTimeout(pause);
    pause = setTimeout(() => { status.textContent = text; }, PAUSE);
  };
  const change = async () => {
    filter();
    await (loading ||= load());
    const shown = filter();
    const found = shown ? texts.found.replace("{count}", number(shown)) : texts.none;
    announce(loading ? found : `${found} ${texts.unreached}`);
  };
  const load = async () => {
    const more = page.querySelector(".neighbours");
    try {
      const rows = await fetchFurther(more, ".rows > li");
      list.append(...rows);
      places.push(...rows.map(readPlace));
      more?.remove();
      tell();
    } catch {
      loading = null; // The next change tries again.
    }
  };
  const tell = () => {
    for (const place of hours ? places : []) {
      place.state = place.hours ? state(hours, hours.all[place.hours], Date.now()) : null;
      place.say(place.state?.open ? sentence(place.state, hours, texts) : "");
    }
  };

  for (const field of fields) {
    const value = new URLSearchParams(location.search).get(field.name) || "";
    if (field.type === "checkbox") field.checked = value === field.value;
    else field.value = [...field.options].some((option) => option.value === value) ? value : "";
    field.addEventListener("change", change);
  }
  all.addEventListener("click", () => {
    for (const field of fields) (field.type === "checkbox" ? (field.checked = false) : (field.value = ""));
    fields[0].focus();
    change();
  });
  near.addEventListener("click", () => {
    status.textContent = texts.locating;
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        await (loading ||= load());
        list.append(...places.map((place) => place.measure(coords)).sort((a, b) => a.far - b.far).map(({ item }) => item));
        status.textContent = texts.sorted;
      },
      (error) => { status.textContent = error.code === error.PERMISSION_DENIED ? texts.denied : texts.failed; },
      { timeout: 20000, maximumAge: 600000 },
    );
  });
  tell();
  if (fields.some(chosen)) change();
  near.hidden = !("geolocation" in navigator);
  finder.hidden = false;
}

/** A place as its row tells it. */
function readPlace(item) {
  const { hours, at } = item.dataset;
  const [latitude, longitude] = (at || "").split(" ");
  const mark = (name) => item.querySelector(`.${name}`) || item.appendChild(Object.assign(document.createElement("span"), { className: name }));
  return {
    item,
    hours,
    state: null,
    has: (name, value) => name === "town" ? item.dataset.town === value : (item.dataset[name] || "").split(" ").includes(value),
    say: (text) => { if (text || item.querySelector(".now")) mark("now").textContent = text; },
    measure: (here) => {
      const far = at ? distance(here, { latitude, longitude }) : Infinity;
      if (at) mark("distance").textContent = kilometres(far);
      return { item, far };
    },
  };
}

function chosen(field) {
  return field.type === "checkbox" ? field.checked && field.value : field.value;
}

function query(wanted) {
  return wanted.length ? `?${new URLSearchParams(wanted)}` : "";
}

function number(count) {
  return new Intl.NumberFormat(document.documentElement.lang).format(count);
}
