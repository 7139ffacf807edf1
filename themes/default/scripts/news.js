// Enhances a list of news: hides what is out of date by the reader's clock.
export function enhance(list) {
  const show = () => {
    for (const item of list.querySelectorAll("[data-expires]")) {
      const [year, month, day] = item.dataset.expires.split("-").map(Number);
      item.hidden = Date.now() >= new Date(year, month - 1, day);
    }
  };

  show();
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
}
