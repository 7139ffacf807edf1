// Enhances the map: hides the marks whose places the filters hide, and leads to the rows that are on the page by now.
export function enhance(page) {
  const rows = () => [...page.querySelectorAll(".rows > [data-mark]")];
  const marks = [...page.querySelectorAll(".marks [id]")];
  const details = [...page.querySelectorAll("figure[id]")].reverse(); // A detail of a detail comes before it now.

  const show = () => {
    const shown = new Map(rows().filter(({ hidden }) => !hidden).map((row) => [row.dataset.mark, row]).reverse());
    const known = new Set(rows().map((row) => row.dataset.mark));
    for (const mark of marks) {
      const number = mark.id.slice(1);
      hide(mark, known.has(number) && !shown.has(number));
      if (shown.has(number)) mark.setAttribute("href", `#${shown.get(number).id}`);
    }
    for (const detail of details) {
      detail.hidden = !detail.querySelector(".marks a:not([hidden])");
      hide(page.querySelector(`.marks [href="#${detail.id}"]`), detail.hidden);
    }
  };

  page.addEventListener("placeschange", show);
  show();
  marks.find((mark) => `#${mark.id}` === location.hash)?.scrollIntoView({ block: "center" });
}

function hide(mark, hidden) {
  mark?.toggleAttribute("hidden", hidden); // Drawings know no property of this name.
}
