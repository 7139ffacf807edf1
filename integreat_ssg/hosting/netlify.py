"""The description for Netlify and Cloudflare: `_headers` and `_redirects` at the root of what is published.

Both join the headers of all rules that match a path, so that no header is named in two of them: pages are served with
`max-age=0, must-revalidate` by themselves, and the policy is one that fits every file.
"""

from collections.abc import Iterator
from urllib.parse import quote

from integreat_ssg.hosting.description import FOREVER, OLD_API, POLICY, SECURITY, Hosting
from integreat_ssg.model.site import API, NOT_FOUND

HEADERS = "_headers"
REDIRECTS = "_redirects"

CLOUDFLARE_RULES = 100
CLOUDFLARE_REDIRECTS = 2000
CLOUDFLARE_LINE = 2000


def headers(hosting: Hosting) -> str:
    """`_headers`. Regions are told by a placeholder, so that their number does not matter."""
    lines = [f"{quote(hosting.base)}*"]
    lines += [f"  {name}: {value}" for name, value in (*SECURITY, (POLICY, hosting.wide_policy))]
    levels = {":region/" if root else "": hosting.immutable(root) for root in hosting.roots}
    for level, folders in levels.items():
        for folder in folders:
            lines += [f"{quote(hosting.base)}{level}{folder}/*", f"  Cache-Control: {FOREVER}"]
    for level in dict.fromkeys(":region/" if copy.root else "" for copy in hosting.apis):
        path = f"{quote(hosting.base)}{level}{API}*"
        lines += [path, "  Access-Control-Allow-Origin: *", "  Content-Type: application/json"]
    return "\n".join(lines) + "\n"


def netlify_redirects(hosting: Hosting) -> str:
    """`_redirects` for Netlify, which takes an address with and without a slash at its end for the same. The mark `!` lets a
    redirect win over the page that leads on where no host can."""
    moved = [f"{_url(hosting, each.old)} {_url(hosting, each.new)} 301!" for each in hosting.redirects]
    return "".join(f"{line}\n" for line in (*moved, *_old_api(hosting), *_lost(hosting)))


def cloudflare_redirects(hosting: Hosting) -> str:
    """`_redirects` for Cloudflare, which finds pages for what is missing by itself."""
    moved = [
        f"{_url(hosting, old)} {_url(hosting, each.new)} 301" for each in hosting.redirects for old in each.addresses
    ]
    return "".join(f"{line}\n" for line in (*moved, *_old_api(hosting)))


def _old_api(hosting: Hosting) -> Iterator[str]:
    """Where addresses of older clients lead, without the client's knowing."""
    for copy in hosting.apis:
        if copy.home != copy.root:
            continue
        folder = _url(hosting, copy.folder)
        for before in dict.fromkeys((copy.root, f"{copy.slug}/")):
            old = f"{_url(hosting, before)}:language/{OLD_API}"
            yield f"{old}languages {folder}languages/ 200"
            yield f"{old}:list {folder}:language/:list/ 200"
    for root in dict.fromkeys(copy.root for copy in hosting.apis):
        yield f"{_url(hosting, root)}{OLD_API}sites {_url(hosting, root)}{API}regions/ 200"


def _lost(hosting: Hosting) -> Iterator[str]:
    for root in sorted(hosting.lost, reverse=True):
        yield f"{_url(hosting, root)}* {_url(hosting, root + NOT_FOUND)} 404"


def _url(hosting: Hosting, path: str) -> str:
    return quote(hosting.base + path)
