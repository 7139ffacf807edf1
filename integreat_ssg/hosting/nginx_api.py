"""What nginx is told of a copy of Integreat's API: its type, who may read it, and where questions and old addresses lead.

An address with a question stands for a file that has been made for it. nginx does not decode what stands in a question, so a
question with a "%" is answered with a way to the file, which the client asks for as a path.

nginx forgets `try_files` of a location in which an `if` has come true: such locations only lead on to others.
"""

import re
from collections.abc import Iterator

from integreat_ssg.hosting.description import (
    API_BY_QUESTION,
    API_LISTS,
    API_TOO_DEEP,
    ASK,
    FOREVER,
    OLD_API,
    POLICY,
    SECURITY,
    ApiCopy,
    Hosting,
)
from integreat_ssg.model.site import API, API_FOLDER, BY_PATH, NOT_FOUND

_OUTSIDE = r"(^|/|%2f)(\.|%2e)"
"""How a question looks that could lead out of the folder it is asked in."""


def api_locations(hosting: Hosting, root: str) -> Iterator[str]:
    """The locations of the copies in one site, to stand before all others; nothing where it has none."""
    copies = hosting.apis_in(root)
    for copy in copies:
        yield from _questions(hosting, copy)
        yield from _old(hosting, copy)
    if copies:
        sites = re.escape(hosting.base + root)
        yield f'location ~ "^{sites}{OLD_API}sites/?$" {{ rewrite ^ "{hosting.base}{root}{API}regions/" last; }}'
        yield f'location ~ "^{sites}{API}" {{'
        yield from (f"    {line}" for line in _told(hosting, root))
        yield "}"
        yield f'location ~ "^{sites}{API_FOLDER}" {{'
        yield from (f"    {line}" for line in answers(ASK, hosting.page_policy, shared=True, anyhow=True))
        yield "}"


def answers(cache: str, policy: str, *, shared: bool = False, anyhow: bool = False) -> Iterator[str]:
    """The headers of an answer. What may be kept for ever is said of successes only; nginx does so without `always`. `shared`
    says that scripts of other sites may read it, with `anyhow` errors too."""
    always = "" if cache == FOREVER else " always"
    yield f'add_header Cache-Control "{cache}"{always};'
    for name, value in (*SECURITY, (POLICY, policy)):
        own = "cross-origin" if shared and name == "Cross-Origin-Resource-Policy" else value
        yield f'add_header {name} "{own}" always;'
    if shared:
        yield f'add_header Access-Control-Allow-Origin "*"{" always" if anyhow else ""};'


def _told(hosting: Hosting, root: str) -> Iterator[str]:
    """What holds for every answer of an API."""
    yield "types { application/json html; }"
    yield "default_type application/json;"
    missing = f"{hosting.base}{root}{API}{NOT_FOUND}"
    yield f"error_page 404 {missing};"
    yield f"error_page 403 =404 {missing};"
    yield from answers(ASK, hosting.page_policy, shared=True, anyhow=True)


def _questions(hosting: Hosting, copy: ApiCopy) -> Iterator[str]:
    """Questions about one page, and messages by their number."""
    base = hosting.base
    lists = "|".join(API_BY_QUESTION)
    asked = rf"(?<integreat_language>[^/]+)/(?<integreat_list>{lists})/"
    found = "$integreat_language/$integreat_list/"
    single, whole = f"{base}{copy.single}{found}", f"{base}{copy.folder}{found}"
    yield f'location ~ "^{re.escape(base + copy.folder)}{asked}?$" {{'
    for line in _told(hosting, copy.root):
        yield f"    {line}"
    yield '    set $integreat_asked "$arg_url$arg_depth";'
    for name, pattern in (("integreat_asked", "^$"), ("arg_url", _OUTSIDE), ("arg_depth", f"^({API_TOO_DEEP})$")):
        yield f'    if (${name} ~* "{pattern}") {{ rewrite ^ "{whole}index.html" last; }}'
    yield f'    if ($arg_url ~ "%") {{ return 307 "{single}{BY_PATH}/$arg_url/"; }}'
    yield f'    rewrite ^ "{single}{BY_PATH}/$arg_url/index.html" last;'
    yield "}"
    if copy.home == copy.root:
        yield f'location ~ "^{re.escape(base + copy.folder)}{asked}{BY_PATH}/" {{'
        for line in _told(hosting, copy.root):
            yield f"    {line}"
        yield f'    try_files "$uri" "$uri/index.html" "{whole}index.html" =404;'
        yield "}"
    yield f'location ~ "^{re.escape(base + copy.folder)}(?<integreat_language>[^/]+)/fcm/?$" {{'
    for line in _told(hosting, copy.root):
        yield f"    {line}"
    messages = f"{base}{copy.folder}$integreat_language/fcm/"
    yield f'    if ($arg_id ~ "^[0-9]+$") {{ rewrite ^ "{messages}$arg_id/" last; }}'
    yield "}"


def _old(hosting: Hosting, copy: ApiCopy) -> Iterator[str]:
    """Addresses of older clients, which name the region and the language first."""
    before = f"^{re.escape(hosting.base)}{copy.named}(?<integreat_language>[^/]+)/{OLD_API}"
    folder = f"{hosting.base}{copy.folder}"
    yield f'location ~ "{before}languages/?$" {{ rewrite ^ "{folder}languages/" last; }}'
    yield f'location ~ "{before}(?<integreat_list>{"|".join(API_LISTS)})/?$" {{'
    yield f'    rewrite ^ "{folder}$integreat_language/$integreat_list/" last;'
    yield "}"
