// Enhances the display settings: shows them, applies and remembers what is chosen (early.js applies it on other pages).
import { remember } from "./memory.js";

export function enhance(settings) {
  const html = document.documentElement;
  const radios = [...settings.querySelectorAll("input")];

  for (const radio of radios) radio.checked = radio.value === (html.dataset[radio.name] || "");
  settings.addEventListener("change", ({ target }) => {
    if (target.value) html.dataset[target.name] = target.value;
    else delete html.dataset[target.name];
    const chosen = radios.filter((radio) => radio.checked && radio.value);
    remember("appearance", JSON.stringify(Object.fromEntries(chosen.map((radio) => [radio.name, radio.value]))));
  });
  settings.hidden = false;
}
