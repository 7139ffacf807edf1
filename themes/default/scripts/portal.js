// Enhances the list of regions: filters it while the reader types, and on request sorts it by distance.
const TYPING_PAUSE = 400; // Milliseconds: a screen reader should hear one count, not one for each letter.
const EARTH_RADIUS = 6371; // Kilometres.

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
  const municipalities = [...item.querySelectorAll("details li")].map((entry) => entry.textContent);
  const names = [...item.querySelectorAll("a, a ~ p:not(.found)")].map((entry) => entry.textContent).join(" ");
  const { latitude, longitude } = item.dataset;
  return { item, names: searchable(names), municipalities: municipalities.map((name) => [name, searchable(name)]), latitude, longitude };
}

/** Shows the regions that a query names, with the municipalities it names; returns how many. */
function filter(regions, query) {
  const wanted = plain(query).trim();
  let count = 0;
  for (const { item, names, municipalities } of regions) {
    const named = wanted && !names.includes(wanted) ? municipalities.filter(([, text]) => text.includes(wanted)).map(([name]) => name) : [];
    const found = item.querySelector(".found");
    item.hidden = Boolean(wanted) && !names.includes(wanted) && !named.length;
    found.textContent = named.slice(0, 5).join(" · ");
    found.hidden = !named.length;
    count += Number(!item.hidden);
  }
  return count;
}

/** "Lüneburg" as "luneburg lueneburg", for not everyone has an ü to type. */
function searchable(text) {
  const written = text.toLowerCase().replace(/[äöü]/g, (letter) => `${letter}e`);
  return `${plain(text)} ${plain(written)}`;
}

function plain(text) {
  const bare = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ß/g, "ss");
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ");
}

/** The regions, nearest first, each with its distance written on it; those without a place come last. */
function sortByDistance(regions, here) {
  const kilometres = numbers({ style: "unit", unit: "kilometer", maximumFractionDigits: 0 });
  const measured = regions.map((region) => ({ ...region, distance: region.latitude ? distance(here, region) : Infinity }));
  for (const region of measured) {
    if (region.distance === Infinity) continue;
    const label = region.item.querySelector(".distance");
    label.textContent = kilometres.format(region.distance);
    label.hidden = false;
  }
  return measured.sort((a, b) => a.distance - b.distance);
}

/** Kilometres along the great circle (haversine). */
function distance(here, there) {
  const radians = (degrees) => (Number(degrees) * Math.PI) / 180;
  const wave = (angle) => Math.sin(angle / 2) ** 2;
  const [north, south] = [radians(here.latitude), radians(there.latitude)];
  const apart = wave(south - north) + Math.cos(north) * Math.cos(south) * wave(radians(there.longitude - here.longitude));
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(apart));
}

function numbers(options) {
  return new Intl.NumberFormat(document.documentElement.lang, options);
}
