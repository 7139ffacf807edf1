// Enhances a word that the glossary explains: shows the explanation over the page, at a press. Without it, it is a link.
export function enhance(link) {
  if (!window.HTMLDialogElement) return;
  link.setAttribute("role", "button");
  link.setAttribute("aria-haspopup", "dialog");
  link.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const { show } = await import("./explanation.js");
      await show(link);
    } catch {
      location.assign(link.href); // What cannot be fetched may be saved, or is told to be missing.
    }
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
}
