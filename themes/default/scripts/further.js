// Enhances nothing by itself: fetches the pages on which a list goes on.
const PATIENCE = 20000; // Milliseconds for a page, in which a network that only pretends to be there would never answer.

/** The items that `selector` finds on all pages after this one; `neighbours` holds the link to the next. */
export async function fetchFurther(neighbours, selector) {
  const found = [];
  let next = neighbours?.querySelector("[rel=next]")?.href;
  while (next) {
    const page = await fetchPage(next);
    for (const item of page.querySelectorAll(selector)) {
      const own = document.importNode(item, true);
      for (const link of own.querySelectorAll("a")) link.href = new URL(link.getAttribute("href"), next).href;
      found.push(own);
    }
    const after = page.querySelector(".neighbours [rel=next]")?.getAttribute("href");
    next = after && new URL(after, next).href;
  }
  return found;
}

/** A page as a document. XMLHttpRequest makes one; making one of text is forbidden here (Trusted Types). */
export function fetchPage(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status < 400 && request.response ? resolve(request.response) : reject(new Error(address)));
    request.timeout = PATIENCE;
    request.onerror = request.ontimeout = () => reject(new Error(address));
    request.send();
  });
}
