// Enhances nothing by itself: vouches for the addresses of workers, which the page's policy wants to have been looked at.
import { root } from "./place.js";

const own = (url) => {
  if (!url.startsWith(root.href)) throw new TypeError(url);
  return url;
};
const policy = window.trustedTypes?.createPolicy("integreat", { createScriptURL: own });

/** A script's address below the region's folder, as `register` and `Worker` take it. */
export function trusted(url) {
  return policy ? policy.createScriptURL(url) : url;
}
