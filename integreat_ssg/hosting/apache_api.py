"""What Apache is told of a copy of Integreat's API: its type, who may read it, and where questions and old addresses lead."""

import re
from collections.abc import Iterator

from integreat_ssg.hosting.description import API_BY_QUESTION, API_LISTS, API_TOO_DEEP, OLD_API, OPEN, ApiCopy, Hosting
from integreat_ssg.model.site import API, API_FOLDER, BY_PATH

_BASE = "%{ENV:INTEGREAT_BASE}"
_SLASHES = 32
"""Slashes of a question that may be encoded."""


def api_headers(hosting: Hosting) -> Iterator[str]:
    """Scripts of other sites may read every answer, also one that says that there is nothing, and every redirect. What was
    asked is told by the request itself: inside of the server an error has another address."""
    if hosting.apis_in(""):
        asked = f'"expr=%{{THE_REQUEST}} =~ m#^\\S+ [^ ?]*/({API_FOLDER}|{OLD_API})#"'
        for name, value in OPEN:
            yield f'  Header always set {name} "{value}" {asked}'


def api_rules(hosting: Hosting) -> Iterator[str]:
    """The rules of the copies in the folder at the base; nothing where it has none. Sites in folders below have their own."""
    copies = hosting.apis_in("")
    if not copies:
        return
    yield "# The copy of Integreat's API: the slash at the end, which must not take the question away; slashes of a question"
    yield "# that are encoded; old addresses; questions; the type."
    yield 'RewriteCond "%{REQUEST_FILENAME}" "-d"'
    yield f'RewriteRule "^{API}.*[^/]$" "{_BASE}$0/" [R=301,L]'
    yield 'RewriteCond "%{QUERY_STRING}" "^(.*)%2[Ff](.*)$"'
    yield f'RewriteRule "^(?:{API}|.*{OLD_API}).*$" "$0?%1/%2" [N={_SLASHES}]'
    yield f'RewriteRule "^{OLD_API}sites/?$" "{_BASE}{API}regions/" [L]'
    for copy in copies:
        yield from _old(copy)
        yield from _questions(copy)
    yield rf'RewriteRule "^{API}(.*/)?(index\.html(\.br|\.gz)?)?$" "-" [T=application/json]'


def _old(copy: ApiCopy) -> Iterator[str]:
    before = f"^{copy.named}([^/]+)/{OLD_API}"
    yield f'RewriteRule "{before}languages/?$" "{_BASE}{copy.folder}languages/" [L]'
    yield f'RewriteRule "{before}({"|".join(API_LISTS)})/?$" "{_BASE}{copy.folder}$1/$2/" [L]'


def _questions(copy: ApiCopy) -> Iterator[str]:
    """Questions about one page, and messages by their number. What nothing is known of gets the answer without a question."""
    folder = re.escape(copy.folder)
    asked = f"^{folder}([^/]+)/({'|'.join(API_BY_QUESTION)})/"
    shallow = f'RewriteCond "%{{QUERY_STRING}}" "!(^|&)depth=({API_TOO_DEEP})(&|$)"'
    yield shallow
    yield 'RewriteCond "%{QUERY_STRING}" "(?:^|&)url=/*([^&]*?)/*(?:&|$)"'
    yield r'RewriteCond "%1" "!(^|/)(\.|%2[Ee])"'
    yield f'RewriteRule "{asked}?$" "{_BASE}{copy.single}$1/$2/{BY_PATH}/%1/index.html?" [L]'
    yield shallow
    yield 'RewriteCond "%{QUERY_STRING}" "(^|&)depth="'
    yield 'RewriteCond "%{QUERY_STRING}" "!(^|&)url="'
    yield f'RewriteRule "^{folder}([^/]+)/children/?$" "{_BASE}{copy.single}$1/children/{BY_PATH}/index.html?" [L]'
    yield 'RewriteCond "%{QUERY_STRING}" "(?:^|&)id=([0-9]+)(?:&|$)"'
    yield f'RewriteRule "^{folder}([^/]+)/fcm/?$" "{_BASE}{copy.folder}$1/fcm/%1/index.html?" [L]'
    if copy.home == copy.root:
        yield 'RewriteCond "%{REQUEST_FILENAME}" "!-f"'
        yield 'RewriteCond "%{REQUEST_FILENAME}" "!-d"'
        yield f'RewriteRule "{asked}{BY_PATH}/" "{_BASE}{copy.folder}$1/$2/index.html" [L]'
