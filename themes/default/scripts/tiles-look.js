// Enhances nothing by itself: how the interactive map looks, in the colours of the page, as rules for protomaps-leaflet.
// Names of layers and kinds: https://docs.protomaps.com/basemaps/layers.
const GREEN = "allotments cemetery farmland forest garden golf_course grass grassland meadow nature_reserve orchard park scrub village_green vineyard wood".split(" ");
const TOWNS = "city hamlet locality suburb town village".split(" ");
const ROADS = [
  ["path other", [[13, 0.5], [18, 3]]],
  ["minor_road", [[11, 0.5], [14, 2], [18, 9]]],
  ["major_road", [[7, 0.8], [12, 2], [15, 4], [18, 14]]],
  ["highway", [[6, 1], [12, 3], [15, 6], [18, 16]]],
];
const probe = document.createElement("canvas").getContext("2d");

/** The rules for what is painted and what is written, and the colour below all of it; `lang` is the language of names. */
export function look(libraries, place, lang) {
  const { CenteredTextSymbolizer, LineLabelSymbolizer, LineSymbolizer, PolygonSymbolizer } = libraries;
  const style = getComputedStyle(place);
  const colour = (name) => hex(style.getPropertyValue(`--${name}`));
  const [paper, ground, ink, quiet, edge, tip] = ["paper", "ground", "ink", "quiet", "edge", "tip"].map(colour);
  const water = mix("#3a86c8", paper, 0.4);
  const street = paper > ground ? paper : mix(edge, ground, 0.45); // Lighter than the land, by day and by night.
  const kind = (...kinds) => (zoom, { props }) => kinds.includes(props.kind);
  const area = (dataLayer, fill, filter) => ({ dataLayer, symbolizer: new PolygonSymbolizer({ fill }), filter });
  const line = (dataLayer, stops, color, filter, more) => ({
    dataLayer,
    symbolizer: new LineSymbolizer({ color, width: between(stops), lineCap: "round", lineJoin: "round", ...more }),
    filter,
  });
  const isArea = (zoom, { geomType }) => geomType === 3;
  const isLine = (zoom, { geomType }) => geomType === 2;
  const wider = (stops) => stops.map(([zoom, width]) => [zoom, width + 1.5]);
  const roads = ROADS.map(([kinds, stops]) => [kind(...kinds.split(" ")), stops]);

  const paintRules = [
    area("earth", ground),
    area("landcover", mix(tip, ground, 0.14), kind("forest", "grassland", "scrub", "farmland")),
    area("landuse", mix(tip, ground, 0.16), kind(...GREEN)),
    area("landuse", mix(quiet, ground, 0.1), kind("commercial", "hospital", "industrial", "residential", "school", "urban_area")),
    area("water", water, isArea),
    line("water", [[9, 0.5], [14, 2], [18, 8]], water, isLine),
    area("buildings", mix(quiet, ground, 0.22)),
    ...roads.map(([filter, stops]) => line("roads", wider(stops), mix(edge, ground, 0.55), filter)),
    ...roads.map(([filter, stops]) => line("roads", stops, street, filter)),
    line("roads", [[9, 0.7], [16, 2]], mix(edge, ground, 0.8), kind("rail"), { dash: [4, 3], dashColor: mix(edge, ground, 0.8) }),
    line("boundaries", [[5, 0.8], [14, 2]], mix(ink, ground, 0.45), null, { dash: [5, 4], dashColor: mix(ink, ground, 0.45) }),
  ];
  const size = parseFloat(style.fontSize) / 16;
  const words = (points, fontWeight, fill) => ({
    labelProps: [...names(lang), "name"],
    fontFamily: style.fontFamily,
    fontSize: points * size,
    fontWeight,
    fill,
    stroke: ground,
    width: 2,
  });
  const labelRules = [
    { dataLayer: "places", symbolizer: new CenteredTextSymbolizer(words(14, 600, ink)), filter: kind(...TOWNS), sort: byRank },
    { dataLayer: "places", symbolizer: new CenteredTextSymbolizer(words(12, 400, ink)), filter: kind("neighbourhood"), minzoom: 13 },
    { dataLayer: "water", symbolizer: new CenteredTextSymbolizer(words(12, 400, mix("#3a86c8", ink, 0.4))), filter: (zoom, { geomType }) => geomType === 1 },
    { dataLayer: "roads", symbolizer: new LineLabelSymbolizer({ ...words(12, 400, ink), width: 4 }), minzoom: 13, filter: kind("highway", "major_road", "minor_road") },
  ];
  return { paintRules, labelRules, backgroundColor: ground };
}

/** Properties that hold a name in a language: of `de-simple` that of German does as well. */
function names(lang) {
  return [...new Set([lang, lang.split("-")[0]])].map((tag) => `name:${tag}`);
}

/** A line's width at a zoom level, from some of them. */
function between(stops) {
  return (zoom) => {
    const after = stops.findIndex(([level]) => level > zoom);
    if (after === 0) return 0;
    if (after < 0) return stops.at(-1)[1];
    const [[low, thin], [high, thick]] = [stops[after - 1], stops[after]];
    return thin + ((thick - thin) * (zoom - low)) / (high - low);
  };
}

function byRank(one, other) {
  return (other.population_rank ?? 0) - (one.population_rank ?? 0);
}

/** Any colour as "#rrggbb". */
function hex(colour) {
  probe.fillStyle = colour.trim();
  return probe.fillStyle;
}

/** A share of one colour in another. */
function mix(one, other, share) {
  const parts = (colour) => [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
  const [first, second] = [parts(one), parts(other)];
  return `rgb(${first.map((part, index) => Math.round(part * share + second[index] * (1 - share))).join(" ")})`;
}
