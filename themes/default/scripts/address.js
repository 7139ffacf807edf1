// Enhances the address bar: shows "…/" for "…/index.html", which links name so that a site works from a folder.
export function enhance() {
  const { protocol, pathname, search, hash } = location;
  if (!protocol.startsWith("http") || !pathname.endsWith("/index.html")) return;
  history.replaceState(history.state, "", pathname.slice(0, -"index.html".length) + search + hash);
}
