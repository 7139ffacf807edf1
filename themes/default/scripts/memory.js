// Enhances nothing by itself: remembers texts for this region only, since several regions may share one origin.
export function recall(name) {
  try {
    return localStorage.getItem(key(name)) || "";
  } catch {
    return "";
  }
}

export function remember(name, text) {
  try {
    localStorage.setItem(key(name), text);
  } catch {
    // Storage is full or forbidden: the choice holds for this page.
  }
}

/** As in early.js. */
function key(name) {
  const scope = new URL(document.documentElement.dataset.root || ".", location.href).pathname;
  return `${scope} ${name}`;
}
