// Enhances nothing by itself: the interactive map, with the places of the page as marks that show what the list says.
import { element, icon } from "./drawing.js";
import { look } from "./tiles-look.js";

const NEAR = 64; // Pixels: marks that are nearer become one, so that a finger hits what it means.
const EDGE = 12; // Pixels between what is told of a place and the edge of the map.
const CLOSE = 14; // The zoom level up to which the map comes near by itself.
const CLOSEST = 18;

/**
 * Draws a map in `box`: `tiles` say where they are, `rows` gives the rows of the list that are shown, `say` tells how it stands.
 * Returns `show`, which looks at the rows again, and `remove`. Fails where the tiles cannot be read.
 */
export async function draw(box, libraries, tiles, rows, texts, say) {
  const { Icon, Map, Marker, Popup, latLng, latLngBounds, leafletLayer } = libraries;
  const { archive, head } = await open(libraries, tiles, () => say(texts.partly));
  const calm = Boolean(document.documentElement.dataset.motion) || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const bounds = latLngBounds([head.minLat, head.minLon], [head.maxLat, head.maxLon]);
  const pane = element("div", { className: "pane", dir: "ltr", lang: "" });
  const tools = element("div", { className: "tools" });
  const Mark = Icon.extend({ createIcon() { return this.options.button; } });
  const lang = document.documentElement.lang;
  const marks = new globalThis.Map(); // Key of a mark to its marker.
  let popup = null;
  let dismiss = null; // Closes the popup, and the focus goes back to where it came from.
  let index = null;

  box.setAttribute("aria-label", texts.name);
  box.append(tools, pane, element("p", { className: "credit" }, element("bdi", { textContent: texts.credit })));
  pane.setAttribute("role", "group");
  pane.setAttribute("aria-label", texts.keys);
  const map = new Map(pane, {
    attributionControl: false,
    zoomControl: false,
    maxBounds: bounds.pad(0.2),
    minZoom: head.minZoom + 1, // A tile is drawn twice as large as it was made for.
    maxZoom: Math.min(CLOSEST, head.maxZoom + 4),
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
  });
  const style = () => look(libraries, box, lang);
  const layer = leafletLayer({ url: archive, maxDataZoom: head.maxZoom, bounds, lang, attribution: "", ...style() });

  function tool(text, sign, act) {
    const button = element("button", { type: "button", title: text }, element("span", { className: "unseen", textContent: text }), icon(sign));
    button.addEventListener("click", act);
    tools.append(button);
    return button;
  }
  const closer = tool(texts.closer, "closer", () => map.zoomIn());
  const farther = tool(texts.farther, "farther", () => map.zoomOut());
  if ("geolocation" in navigator) tool(texts.locate, "locate", locate);
  const ends = () => {
    closer.disabled = map.getZoom() >= map.getMaxZoom();
    farther.disabled = map.getZoom() <= map.getMinZoom();
  };

  /** The marks for what the map shows now; those that stay the same stay, with the focus if they have it. */
  function mark() {
    const { _southWest: low, _northEast: high } = map.getBounds().pad(0.3);
    const found = index.getClusters([low.lng, low.lat, high.lng, high.lat], map.getZoom());
    const keys = new Set();
    for (const { id, geometry, properties } of found) {
      const { row, number, point_count: count } = properties;
      const inside = id === undefined ? [row] : index.getLeaves(id, Infinity).map((leaf) => leaf.properties.row);
      const key = id === undefined ? `place ${number}` : `several ${inside.map(({ dataset }) => dataset.at)} ${count}`;
      keys.add(key);
      if (marks.has(key)) continue;
      const [longitude, latitude] = geometry.coordinates;
      const at = latLng(latitude, longitude);
      const button = id === undefined ? pin(row) : bundle(count);
      const marker = new Marker(at, { icon: new Mark({ button }), keyboard: false, riseOnHover: true });
      marker.on("click", () => press(marker, id, inside));
      marks.set(key, marker.addTo(map));
    }
    for (const [key, marker] of marks) if (!keys.has(key)) marks.delete(key), marker.remove();
    ends();
  }

  function pin(row) {
    const name = row.querySelector("a").cloneNode(true);
    return element("button", { type: "button", className: "leaflet-marker-icon pin" }, element("span", { className: "unseen", dir: direction(), lang }, ...name.childNodes));
  }

  function bundle(count) {
    const told = texts.several.replace("{count}", number(count));
    const button = element("button", { type: "button", className: "leaflet-marker-icon bundle" }, element("span", { textContent: number(count), ariaHidden: "true" }));
    button.append(element("span", { className: "unseen", dir: direction(), lang, textContent: told }));
    return button;
  }

  /** Shows a place, or comes nearer to several; where that does not part them, shows them all. */
  function press(marker, id, inside) {
    const zoom = id === undefined ? Infinity : index.getClusterExpansionZoom(id);
    if (zoom > map.getMaxZoom()) return tell(marker, inside);
    map.once("moveend", () => {
      const first = [...marks.values()].find((each) => map.getBounds().contains(each.getLatLng()));
      if (!pane.contains(document.activeElement)) (first?.getElement() ?? pane).focus({ preventScroll: true });
    });
    map.setView(marker.getLatLng(), zoom, { animate: !calm });
    return undefined;
  }

  function tell(marker, inside) {
    const list = element("ul", {}, ...inside.map((row) => element("li", {}, ...[...row.querySelectorAll("a, small")].map((part) => part.cloneNode(true)))));
    const away = element("button", { type: "button", className: "tool", textContent: texts.shut });
    const content = element("div", { className: "told", dir: direction(), lang }, list, away);
    away.addEventListener("click", () => dismiss());
    popup = new Popup({ closeButton: false, minWidth: 180, maxWidth: Math.min(300, box.clientWidth - 80), autoPan: false, offset: [0, -22], className: "told-frame" });
    popup.setLatLng(marker.getLatLng()).setContent(content).openOn(map);
    const [frame, own] = [pane, popup.getElement()].map((part) => part.getBoundingClientRect());
    const beyond = (start, end, low, high) => Math.min(0, start - low - EDGE) || Math.max(0, end - high + EDGE);
    map.panBy([beyond(own.left, own.right, frame.left, frame.right), beyond(own.top, own.bottom, frame.top, frame.bottom)], { animate: !calm });
    popup.once("remove", () => { popup = null; });
    content.querySelector("a").focus({ preventScroll: true });
    dismiss = () => {
      map.closePopup();
      const own = marker.getElement();
      (own?.isConnected ? own : pane).focus({ preventScroll: true });
    };
  }

  function locate() {
    say(texts.locating);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const here = latLng(coords.latitude, coords.longitude);
        if (!bounds.contains(here)) return say(texts.outside);
        marks.get("here")?.remove();
        const dot = element("span", { className: "leaflet-marker-icon here" });
        new Marker(here, { icon: new Mark({ button: dot }), interactive: false, keyboard: false }).addTo(map);
        map.setView(here, Math.max(map.getZoom(), CLOSE), { animate: !calm });
        return say(texts.here);
      },
      (error) => say(error.code === error.PERMISSION_DENIED ? texts.denied : texts.lost),
      { timeout: 20000, maximumAge: 60000 },
    );
  }

  function show() {
    const places = rows().map((row, order) => {
      const [latitude, longitude] = row.dataset.at.split(" ").map(Number);
      const link = row.querySelector("a").href;
      return { type: "Feature", geometry: { type: "Point", coordinates: [longitude, latitude] }, properties: { row, number: link, order } };
    });
    index = new libraries.Supercluster({ radius: NEAR, maxZoom: map.getMaxZoom(), extent: 256 }).load(places);
    const all = latLngBounds(places.map(({ geometry }) => [...geometry.coordinates].reverse()));
    map.closePopup();
    const within = places.length ? all : bounds;
    map.fitBounds(within, { maxZoom: CLOSE, padding: [36, 36], animate: false });
    mark();
  }

  const repaint = () => {
    Object.assign(layer, style());
    layer.clearLayout();
    layer.rerenderTiles();
  };
  const choices = new MutationObserver(repaint);
  const dark = matchMedia("(prefers-color-scheme: dark)");

  map.fitBounds(bounds, { animate: false });
  layer.addTo(map);
  show();
  map.on("moveend", mark);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !popup) return;
    event.preventDefault(); // The map stays: one press closes one thing.
    dismiss();
  });
  choices.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-contrast", "data-text"] });
  dark.addEventListener("change", repaint);
  return {
    show,
    remove: () => {
      choices.disconnect();
      dark.removeEventListener("change", repaint);
      map._panAnim?.off(); // It may outlive the map, and looks for it then.
      map.remove();
    },
  };
}

/** The archive with its head: of the bytes that are here, else by ranges, else, where the host gives none, of all bytes.
 * `miss` is called when a part does not come. */
async function open({ PMTiles }, { url, whole, download }, miss) {
  let ready = false;
  const part = (start, length, signal) => range(url, start, length, signal).catch((error) => {
    if (ready && error.name !== "AbortError") miss();
    throw error;
  });
  const read = async (source) => {
    const archive = new PMTiles(source);
    return { archive, head: await archive.getHeader() };
  };
  const inMemory = (data) => read({ getKey: () => url, getBytes: async (start, length) => ({ data: data.slice(start, start + length) }) });
  if (whole) return inMemory(whole);
  try {
    const found = await read({ getKey: () => url, getBytes: part });
    ready = true;
    return found;
  } catch {
    return inMemory(await download());
  }
}

/** A part of the file. A host that answers with all of it gives no ranges. */
async function range(url, start, length, signal) {
  const answer = await fetch(url, { headers: { range: `bytes=${start}-${start + length - 1}` }, signal });
  if (answer.status === 206) return { data: await answer.arrayBuffer() };
  answer.body?.cancel();
  throw new Error(`${answer.status}: ${url}`);
}

function direction() {
  return document.documentElement.dir;
}

function number(count) {
  return new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`).format(count);
}
