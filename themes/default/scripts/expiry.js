// Enhances the notice that a page is out of date: shows it from its day on by the reader's clock, offline too.
export function enhance(notice) {
  const [year, month, day] = notice.dataset.expires.split("-").map(Number);
  const show = () => {
    if (Date.now() >= new Date(year, month - 1, day)) notice.hidden = false;
  };

  show();
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
}
