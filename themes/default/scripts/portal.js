// Enhances the list of regions: filters it while the reader types, and on request sorts it by distance.
import { distance, kilometres } from "./distance.js";
import { plain, searchable } from "./spelling.js";

const TYPING_PAUSE = 400; // Milliseconds: a screen reader should hear one count, not one for each letter.

export function enhance(portal) {
  const texts = portal.dataset;
  const finder = portal.querySelector(".finder");
  const [field, button, status] = ["input", "button", "[role=status]"].map((part) => finder.querySelector(part));
  const list = portal.querySelector(".regions");
  const regions = [...list.children].map(readRegion);
  let pause;

  field.addEventListener("input", () => {
    const count = filter(regions, field.value);
    clearTimeout(pause);
    pause = setTimeout(() => {
      status.textContent = count ? texts.found.replace("{count}", numbers().format(count)) : texts.none;
    }, TYPING_PAUSE);
  });
  button.addEventListener("click", () => {
    status.textContent = texts.locating;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        list.append(...sortByDistance(regions, coords).map(({ item }) => item));
        status.textContent = texts.sorted;
      },
      (error) => {
        status.textContent = error.code === error.PERMISSION_DENIED ? texts.denied : texts.failed;
      },
      { timeout: 20000, maximumAge: 600000 },
    );
  });
  button.hidden = !("geolocation" in navigator);
  finder.hidden = false;
  if (field.value) field.dispatchEvent(new Event("input")); // The browser filled in what stood there before.
}

function readRegion(item) {
  const names = [...item.querySelectorAll("a, a ~ p:not(.found)")].map((entry) => entry.textContent).join(" ");
  const municipalities = [...item.querySelectorAll("details li")].map(({ textContent }) => textContent);
  const { latitude, longitude } = item.dataset;
  return {
    item,
    latitude,
    longitude,
    names: searchable(names),
    municipalities: municipalities.map((name) => ({ name, names: searchable(name) })),
  };
}

/** Shows the regions that a query names, with the municipalities by which it names them; returns how many. */
function filter(regions, query) {
  const wanted = plain(query).trim();
  const named = ({ names }) => names.includes(wanted);

  return regions.filter((region) => {
    const places = named(region) ? [] : region.municipalities.filter(named);
    const found = region.item.querySelector(".found");
    found.firstElementChild.textContent = places.slice(0, 5).map(({ name }) => name).join(" · ");
    found.hidden = !places.length;
    region.item.hidden = !named(region) && !places.length;
    return !region.item.hidden;
  }).length;
}

/** The regions, nearest first, each with its distance written on it; those without a place come last. */
function sortByDistance(regions, here) {
  const measured = regions.map((region) => ({
    item: region.item,
    distance: region.latitude ? distance(here, region) : Infinity,
  }));

  for (const { item, distance: far } of measured.filter((region) => region.distance < Infinity)) {
    const label = item.querySelector(".distance");
    label.textContent = kilometres(Math.round(far));
    label.hidden = false;
  }
  return measured.sort((a, b) => a.distance - b.distance);
}

function numbers(options) {
  return new Intl.NumberFormat(document.documentElement.lang, options);
}
