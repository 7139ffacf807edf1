// What the interactive map needs of others, as one module: no more than the theme's scripts use.
export { Icon, Map, Marker, Popup, latLng, latLngBounds } from "leaflet/dist/leaflet-src.esm.js";
export { PMTiles } from "pmtiles";
export {
  CenteredTextSymbolizer,
  LineLabelSymbolizer,
  LineSymbolizer,
  PolygonSymbolizer,
  leafletLayer,
} from "protomaps-leaflet";
export { default as Supercluster } from "supercluster";
