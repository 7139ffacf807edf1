// Enhances notices that hold from a day on or until a day: shows and hides them by the reader's clock, offline too.
export function enhance(notice) {
  const { expires, ends } = notice.dataset;
  const show = () => {
    if (expires && Date.now() >= midnight(expires)) notice.hidden = false;
    if (ends && Date.now() >= midnight(ends)) notice.hidden = true;
  };

  show();
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
}

function midnight(day) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date);
}
