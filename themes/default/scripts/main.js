// Enhances what asks for it with data-enhance: loads each script that the page uses, and lets it fail alone.
const scripts = {
  address: () => import("./address.js"),
  appearance: () => import("./appearance.js"),
  audience: () => import("./audience.js"),
  contents: () => import("./contents.js"),
  events: () => import("./events.js"),
  expiry: () => import("./expiry.js"),
  feedback: () => import("./feedback.js"),
  hours: () => import("./hours.js"),
  install: () => import("./install.js"),
  kept: () => import("./kept.js"),
  language: () => import("./language.js"),
  map: () => import("./map.js"),
  menu: () => import("./menu.js"),
  news: () => import("./news.js"),
  notifications: () => import("./notifications.js"),
  offline: () => import("./offline.js"),
  places: () => import("./places.js"),
  portal: () => import("./portal.js"),
  saved: () => import("./saved.js"),
  shelf: () => import("./shelf.js"),
  term: () => import("./term.js"),
  search: () => import("./search.js"),
  tiles: () => import("./tiles.js"),
  tools: () => import("./tools.js"),
  upcoming: () => import("./upcoming.js"),
};

const enhanced = Object.entries(scripts).map(async ([name, load]) => {
  const elements = document.querySelectorAll(`[data-enhance~="${name}"]`);
  if (elements.length) await load().then(({ enhance }) => elements.forEach(guarded(enhance))).catch(report);
});
Promise.all(enhanced).then(() => { document.documentElement.dataset.scripts = "done"; }); // Nothing moves by itself from now on.

function guarded(enhance) {
  return async (element) => {
    try {
      await enhance(element);
    } catch (error) {
      report(error);
    }
  };
}

function report(error) {
  console.error(error);
}
