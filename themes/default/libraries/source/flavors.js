// Stands for @protomaps/basemaps: the map's colours are the theme's own, none of its ready-made styles is used.
export function namedFlavor(name) {
  throw new Error(`The map has no style ${name}.`);
}
