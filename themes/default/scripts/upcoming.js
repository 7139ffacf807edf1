// Enhances a short list of events or dates: hides what is over by the reader's clock, and shows each event at its next date.
import { dater, readTimes } from "./times.js";

export function enhance(list) {
  const write = dater(list.dataset);
  const items = [...list.children].map((item) => ({ item, times: readTimes(item), told: readTimes(item)[0] }));
  const over = list.parentElement.querySelector("[data-over]");

  const show = () => {
    const now = Date.now();
    for (const event of items) {
      event.next = event.times.find(({ end }) => end > now);
      event.item.hidden = !event.next;
      if (event.next) write(event.item, event.told, event.next);
      if (event.next) event.told = event.next;
    }
    const coming = items.filter(({ next }) => next).sort((a, b) => a.next.start - b.next.start);
    if (coming.some(({ item }, index) => item !== list.children[index])) list.append(...coming.map(({ item }) => item));
    if (over) over.hidden = coming.length > 0;
  };

  show();
  document.addEventListener("visibilitychange", show); // Phones keep a page open for days.
}
