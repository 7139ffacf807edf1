// Enhances nothing by itself: the filters above a list. What is chosen stands in the address, and what is found is announced.
const WIDE = "(min-width: 40rem)"; // Where all filters have room above the list.
const PAUSE = 400; // Milliseconds: a screen reader should hear one count, not one for each change.

/** The filters of a page's list; `change` is called whenever the reader has chosen something. */
export function filtersOf(page, change) {
  const texts = page.dataset;
  const finder = page.querySelector(".filters");
  const fields = [...finder.querySelectorAll("select, input")];
  const [menu, opener] = ["details", "summary"].map((part) => finder.querySelector(part));
  const all = finder.querySelector("[name=all]");
  const status = finder.querySelector("[role=status]");
  const digits = new Intl.NumberFormat(texts.locale || document.documentElement.lang);
  let pause;

  const chosen = () => fields.map((field) => [field.name, chosenIn(field)]).filter(([, value]) => value);

  for (const field of fields) field.addEventListener(field.type === "search" ? "input" : "change", change);
  all.addEventListener("click", () => {
    for (const field of fields) choose(field, "");
    opener.focus(); // A text field would open the phone's keyboard.
    change();
  });

  return {
    finder,
    chosen,

    /** Chooses what the address asks for; whether it asks for anything. */
    read() {
      const asked = new URLSearchParams(location.search);
      for (const field of fields) choose(field, asked.get(field.name) || "");
      all.hidden = !chosen().length;
      menu.open ||= !all.hidden || matchMedia(WIDE).matches;
      return !all.hidden;
    },

    /** Puts what is chosen into the address, for a link to this list and for the way back to it. */
    keep() {
      const wanted = chosen();
      const query = wanted.length ? `?${new URLSearchParams(wanted)}` : "";
      all.hidden = !wanted.length;
      // Browsers refuse to change the address too often.
      if (query !== location.search) history.replaceState(history.state, "", location.pathname + query + location.hash);
    },

    /** Says something at once. */
    say(text) {
      clearTimeout(pause);
      status.textContent = text;
    },

    /** Says how many have been found as soon as the reader pauses, and whether those are all. */
    announce(count, whole) {
      const found = count ? texts.found.replace("{count}", digits.format(count)) : texts.none;
      clearTimeout(pause);
      pause = setTimeout(() => { status.textContent = whole ? found : `${found} ${texts.unreached}`; }, PAUSE);
    },
  };
}

/** Whether a row is what a filter asks for: it names one town, and of everything else as many as there are. */
export function has({ dataset }, name, value) {
  return name === "town" ? dataset.town === value : (dataset[name] || "").split(" ").includes(value);
}

function chosenIn(field) {
  return field.type === "checkbox" ? field.checked && field.value : field.value.trim();
}

function choose(field, value) {
  if (field.type === "checkbox") field.checked = value === field.value;
  else field.value = !field.options || [...field.options].some((option) => option.value === value) ? value : "";
}
