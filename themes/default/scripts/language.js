// Enhances links to languages: remembers the chosen one; on the region's first page goes to the reader's at once,
// on others offers it to newcomers.
import { recall, remember } from "./memory.js";

export function enhance(list) {
  const links = [...list.querySelectorAll("a[hreflang]")];

  list.addEventListener("click", ({ target }) => {
    const link = target.closest("a[hreflang]");
    if (link) remember("language", link.hreflang);
  });
  const offered = links.map((link) => link.hreflang);
  const link = links[offered.indexOf(bestMatch([recall("language"), ...navigator.languages], offered))];
  if (!link) return;
  if ("choose" in list.dataset && !new URLSearchParams(location.search).has("choose")) location.replace(link.href);
  if ("offer" in list.dataset && !recall("language") && !recall("offer")) offer(link);
}

/** Offers the page in a newcomer's language, where it is there and not nearly this one. */
async function offer(link) {
  const [own, other] = [link.closest("ul").querySelector("[aria-current]"), link].map((each) => each?.lang.split("-")[0]);
  if (own !== other && !link.parentElement.querySelector("small")) (await import("./offer.js")).offer(link);
}

/** The offered tag that suits the first wish that can be met: the same, a shorter one, or another of its language. */
export function bestMatch(wished, offered) {
  const same = (tag, other) => tag.toLowerCase() === other.toLowerCase();

  for (const wish of wished.filter(Boolean)) {
    const subtags = wish.split("-");
    for (let length = subtags.length; length; length -= 1) {
      const match = offered.find((tag) => same(tag, subtags.slice(0, length).join("-")));
      if (match) return match;
    }
    const relative = offered.find((tag) => same(tag.split("-")[0], subtags[0]));
    if (relative) return relative;
  }
  return "";
}
