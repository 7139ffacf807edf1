// Enhances a <details> that opens over the page: closes it on Escape, on a press elsewhere, when the focus moves on.
export function enhance(menu) {
  const leave = ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  };

  document.addEventListener("pointerdown", leave);
  document.addEventListener("focusin", leave);
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
