// Enhances the display settings: shows them, applies and remembers what is chosen (early.js applies it on other pages).
import { remember } from "./memory.js";

export function enhance(settings) {
  const html = document.documentElement;
  const radios = [...settings.querySelectorAll("input")];

  const apply = () => {
    const chosen = {};
    for (const { name, value } of radios.filter((radio) => radio.checked)) {
      if (value) html.dataset[name] = chosen[name] = value;
      else delete html.dataset[name];
    }
    remember("appearance", JSON.stringify(chosen));
  };

  for (const radio of radios) radio.checked = radio.value === (html.dataset[radio.name] || "");
  settings.addEventListener("change", apply);
  settings.querySelector("button").addEventListener("click", () => {
    for (const radio of radios) radio.checked = !radio.value;
    apply();
  });
  settings.hidden = false;
}
