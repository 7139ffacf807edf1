// Enhances nothing by itself: remembers texts for this region only, since several regions may share one origin.
export function recall(name) {
  try {
    return localStorage.getItem(key(name)) || "";
  } catch {
    return "";
  }
}

/** Tells whether that was possible: storage may be full or forbidden, and then a choice holds for this page. */
export function remember(name, text) {
  try {
    localStorage.setItem(key(name), text);
    return true;
  } catch {
    return false;
  }
}

/** As in early.js. */
function key(name) {
  const scope = new URL(document.documentElement.dataset.root || ".", location.href).pathname;
  return `${scope} ${name}`;
}
