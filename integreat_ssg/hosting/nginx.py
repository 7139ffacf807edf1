"""The description for nginx 1.18 or newer, to be included in a `server` block beside its `root`."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from integreat_ssg.hosting.description import ASK, COMPRESSED, FOREVER, FRAMES, SHARED, TYPES, Hosting
from integreat_ssg.hosting.nginx_api import answers, api_locations
from integreat_ssg.model.site import NOT_FOUND

FILE = "integreat-nginx.conf"


def nginx(hosting: Hosting, *, brotli: bool = False) -> str:
    """The configuration. With `brotli` files that lie there as `.br` are sent as such, for which nginx needs a module that it
    does not bring along.

    An `add_header` in a location takes the place of all those around it, so each location names its headers in full.
    """
    texts = sorted({kind for kind in TYPES.values() if kind.startswith("text/")} - {"text/html"})
    zipped = sorted({TYPES[ending] for ending in COMPRESSED} - {"text/html"})
    by_kind: dict[str, list[str]] = {}
    for ending, kind in TYPES.items():
        by_kind.setdefault(kind, []).append(ending[1:])
    lines = [
        "# Written by integreat-ssg. Include it in a server block whose root is the folder that holds the address's path.",
        f'location "{hosting.base}" {{',
        "    index index.html;",
        "    autoindex off;",
        "    absolute_redirect off;",
        "    types {",
    ]
    lines += [f"        {kind} {' '.join(endings)};" for kind, endings in by_kind.items()]
    lines += [
        "    }",
        "    default_type application/octet-stream;",
        "    charset utf-8;",
        f"    charset_types {' '.join(texts)};",
        "    gzip on;",
        f"    gzip_types {' '.join(zipped)};",
        "    gzip_proxied any;",
        "    gzip_vary on;",
        "    gzip_static on;",
        *(["    brotli_static on;"] if brotli else []),
        *_indented(answers(ASK, hosting.page_policy)),
    ]
    for each in hosting.redirects:
        target = quote(f"{hosting.base}{each.new}")
        lines += [f'    location = "{hosting.base}{old}" {{ return 301 "{target}"; }}' for old in each.addresses]
    for root in sorted(hosting.roots):
        if root:
            site = [f'location "{hosting.base}{root}" {{', *_indented(_site(hosting, root)), "}"]
            lines += _indented(site)
    lines += [*_indented(_site(hosting, "")), "}"]
    return "\n".join(lines) + "\n"


def _site(hosting: Hosting, root: str) -> Iterator[str]:
    """What holds in one folder that is a site; a folder without a page of its own counts as missing."""
    if root in hosting.lost:
        page = quote(f"{hosting.base}{root}{NOT_FOUND}")
        yield f"error_page 404 {page};"
        yield f"error_page 403 =404 {page};"
    folder = re.escape(f"{hosting.base}{root}")
    shared = "|".join(ending[1:] for ending in SHARED)
    yield r'location ~ "/\.(?!well-known/)" { return 404; }'
    yield from api_locations(hosting, root)
    yield f'location ~ "^{folder}({"|".join(hosting.immutable(root))})/" {{'
    yield from _indented(answers(FOREVER, hosting.page_policy))
    yield "}"
    yield rf'location ~ "^{folder}.*\.({shared})$" {{'
    yield from _indented(answers(ASK, hosting.page_policy, shared=True))
    yield "}"
    yield rf'location ~ "^{folder}(.*/)?(?!index\.|404\.)[^/]+\.html$" {{'
    yield from _indented(answers(ASK, FRAMES))
    yield "}"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"    {line}" for line in lines if line]
