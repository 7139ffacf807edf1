"""The description for Caddy 2.6 or newer, to be imported in a site block beside its `root`."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from integreat_ssg.hosting.caddy_api import api_errors, api_headers, api_rewrites, api_untold, not_found
from integreat_ssg.hosting.description import (
    ASK,
    COMPRESSED,
    FOREVER,
    FRAMES,
    OPEN,
    POLICY,
    SECURITY,
    SHARED,
    TYPES,
    Hosting,
    with_charset,
)
from integreat_ssg.model.site import NOT_FOUND

FILE = "integreat.caddy"


def caddy(hosting: Hosting) -> str:
    """The configuration: a route, in which rules hold in the order they are written and a later header takes the place of an
    earlier one, and what is answered to errors."""
    lines = [
        "# Written by integreat-ssg. Import it in a site block whose root is the folder that holds the address's path.",
        f"@integreat path {hosting.base}*",
        "route @integreat {",
        *_indented(_route(hosting)),
        "}",
        "handle_errors {",
        *_indented(_errors(hosting)),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _route(hosting: Hosting) -> Iterator[str]:
    base = re.escape(hosting.base)
    kept = "|".join(f"{re.escape(root)}({'|'.join(hosting.immutable(root))})" for root in hosting.roots)
    yield f'header Cache-Control "{ASK}"'
    for name, value in (*SECURITY, (POLICY, hosting.page_policy)):
        yield f'header {name} "{value}"'
    yield "@alone path *.html"
    yield f'header @alone {POLICY} "{FRAMES}"'
    yield rf"@page path_regexp /(index\.[^/]*|{re.escape(NOT_FOUND)})$"
    yield f'header @page {POLICY} "{hosting.page_policy}"'
    yield f"@shared path {' '.join(f'*{ending}' for ending in SHARED)}"
    for name, value in OPEN:
        yield f'header @shared {name} "{value}"'
    yield "@hidden {"
    yield "\tpath_regexp /\\."
    yield "\tnot path_regexp /\\.well-known(/|$)"
    yield "}"
    yield "error @hidden 404"
    yield from api_rewrites(hosting)
    for number, each in enumerate(hosting.redirects):
        yield f"@moved{number} path {' '.join(hosting.base + old for old in each.addresses)}"
        yield f"redir @moved{number} {quote(hosting.base + each.new)} 301"
    yield f"@forever path_regexp ^{base}({kept})/"
    yield f'header @forever Cache-Control "{FOREVER}"'
    for number, (ending, kind) in enumerate(TYPES.items()):
        yield f"@type{number} path *{ending}" if ending != ".html" else f"@type{number} path *.html */"
        yield f'header @type{number} Content-Type "{with_charset(kind)}"'
    yield from api_headers(hosting)
    yield "encode gzip {"
    yield "\tmatch {"
    for kind in sorted({TYPES[ending] for ending in COMPRESSED}):
        yield f"\t\theader Content-Type {kind}*"
    yield "\t}"
    yield "}"
    yield "file_server {"
    yield "\tprecompressed br gzip"
    yield "}"


def _errors(hosting: Hosting) -> Iterator[str]:
    """The page of the innermost site for what is not found, never to be kept."""
    yield "@integreat_lost {"
    yield f"\tpath {hosting.base}*"
    yield "\texpression {http.error.status_code} == 404"
    yield "}"
    yield "route @integreat_lost {"
    yield f'\theader Cache-Control "{ASK}"'
    yield '\theader Content-Type "text/html; charset=utf-8"'
    yield from (f"\t{line}" for line in api_untold(hosting))
    for name, value in (*SECURITY, (POLICY, hosting.page_policy)):
        yield f'\theader {name} "{value}"'
    yield from api_errors(hosting)
    for number, root in enumerate(sorted(hosting.lost, reverse=True)):
        yield f"\t@lost{number} path {hosting.base}{root}*"
        yield f"\thandle @lost{number} {{"
        yield from (f"\t\t{line}" for line in not_found(hosting.base + root))
        yield "\t}"
    yield "}"


def _indented(lines: Iterator[str]) -> list[str]:
    return [f"\t{line}" for line in lines]
