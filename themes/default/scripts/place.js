// Enhances nothing by itself: tells where this page lies. Links from the region's root are made with `root`.
export const root = new URL(document.documentElement.dataset.root || ".", location.href);

const below = decodeURIComponent(location.pathname.slice(root.pathname.length));

/** The page's file as the release names it: "de/arrival/index.html". */
export const file = below.replace(/(^|\/)$/, "$1index.html");

/** The folder of the page's language, which is the language's tag. */
export const language = below.split("/")[0];
