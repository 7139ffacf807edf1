// Enhances <html>, as a classic script in <head>: applies the remembered display settings before the first paint.
{
  const html = document.documentElement;
  if (location.protocol !== "file:") html.dataset.scripts = ""; // Modules do not load from a file.
  try {
    const scope = new URL(html.dataset.root || ".", location.href).pathname;
    Object.assign(html.dataset, JSON.parse(localStorage.getItem(`${scope} appearance`)));
  } catch {
    // Storage is forbidden or holds nonsense: the page looks as it does by itself.
  }
}
