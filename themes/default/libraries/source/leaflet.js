// protomaps-leaflet looks for Leaflet as a global `L`; build.mjs gives it this one instead.
export * as L from "leaflet/dist/leaflet-src.esm.js";
