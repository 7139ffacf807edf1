// Enhances nothing by itself: brings style sheets that only readers need who ask for something.
import { element } from "./drawing.js";

/** Puts a style sheet of the theme into the page, once; fails where it does not come. */
export function stylesheet(path) {
  const { href } = new URL(`../${path}`, import.meta.url);
  if (document.querySelector(`link[href="${href}"]`)) return undefined;
  return new Promise((resolve, reject) => {
    const link = element("link", { rel: "stylesheet", href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(href));
    };
    document.head.append(link);
  });
}
