// Enhances nothing by itself: how far things are from the reader, in the reader's language.
const EARTH_RADIUS = 6371; // Kilometres.

/** Kilometres along the great circle (haversine) between two points with latitude and longitude. */
export function distance(here, there) {
  const radians = (degrees) => (Number(degrees) * Math.PI) / 180;
  const wave = (angle) => Math.sin(angle / 2) ** 2;
  const [north, south] = [radians(here.latitude), radians(there.latitude)];
  const turn = radians(there.longitude - here.longitude);
  const apart = wave(south - north) + Math.cos(north) * Math.cos(south) * wave(turn);
  return 2 * EARTH_RADIUS * Math.asin(Math.sqrt(apart));
}

export function kilometres(far) {
  const options = { style: "unit", unit: "kilometer", maximumFractionDigits: far < 10 ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, options).format(far);
}
