"""What Caddy is told of a copy of Integreat's API: its type, who may read it, and where questions and old addresses lead."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from integreat_ssg.hosting.description import API_BY_QUESTION, API_LISTS, API_TOO_DEEP, OLD_API, OPEN, ApiCopy, Hosting
from integreat_ssg.model.site import API, API_FOLDER, BY_PATH, NOT_FOUND


def api_rewrites(hosting: Hosting) -> Iterator[str]:
    """Where old addresses and questions lead, in the order in which one may lead to the next."""
    for number, copy in enumerate(hosting.apis):
        yield from _old(hosting, copy, f"old{number}")
    for number, root in enumerate(dict.fromkeys(copy.root for copy in hosting.apis)):
        yield f"@sites{number} path {hosting.base}{root}{OLD_API}sites {hosting.base}{root}{OLD_API}sites/"
        yield f"rewrite @sites{number} {quote(hosting.base + root)}{API}regions/"
    for number, copy in enumerate(hosting.apis):
        yield from _questions(hosting, copy, f"asked{number}")
    for number, copy in enumerate(hosting.apis):
        if copy.home == copy.root:
            yield from _missing(hosting, copy, f"unknown{number}")


def api_headers(hosting: Hosting) -> Iterator[str]:
    """The type of every answer, and that scripts of other sites may read it."""
    if not hosting.apis:
        return
    yield f"@answer path {_paths(hosting)}"
    yield "header @answer Content-Type application/json"
    yield f"@api path {_paths(hosting, API_FOLDER)}"
    for name, value in OPEN:
        yield f'header @api {name} "{value}"'


def api_errors(hosting: Hosting) -> Iterator[str]:
    """What is answered where an API has nothing."""
    for number, root in enumerate(dict.fromkeys(copy.root for copy in hosting.apis)):
        yield f"@lostapi{number} path {hosting.base}{root}{API}*"
        yield f"handle @lostapi{number} {{"
        yield "\theader Content-Type application/json"
        for name, value in OPEN:
            yield f'\theader {name} "{value}"'
        yield from (f"\t{line}" for line in not_found(f"{hosting.base}{root}{API}"))
        yield "}"


def not_found(folder: str) -> Iterator[str]:
    """The answer that there is nothing, as it lies in a folder."""
    yield f"rewrite * {quote(folder)}{NOT_FOUND}"
    yield "file_server {"
    yield "\tstatus 404"
    yield "}"


def api_untold(hosting: Hosting) -> Iterator[str]:
    """That other sites may not read what is answered to errors, except where there is an API."""
    if hosting.apis:
        yield f"@integreat_own not path {_paths(hosting)}"
    yield f"header {'@integreat_own ' if hosting.apis else ''}-Access-Control-Allow-Origin"


def _paths(hosting: Hosting, folder: str = API) -> str:
    return " ".join(f"{hosting.base}{root}{folder}*" for root in dict.fromkeys(copy.root for copy in hosting.apis))


def _old(hosting: Hosting, copy: ApiCopy, name: str) -> Iterator[str]:
    before = f"^{re.escape(hosting.base)}{copy.named}([^/]+)/{OLD_API}"
    folder = quote(hosting.base + copy.folder)
    yield f"@{name}languages path_regexp {before}languages/?$"
    yield f"rewrite @{name}languages {folder}languages/"
    yield f"@{name} path_regexp {name} {before}({'|'.join(API_LISTS)})/?$"
    yield f"rewrite @{name} {folder}{{re.{name}.1}}/{{re.{name}.2}}/"


def _questions(hosting: Hosting, copy: ApiCopy, name: str) -> Iterator[str]:
    """Questions about one page, and messages by their number. What a client writes becomes part of a path, also a "?" in it, so
    nothing may lead up or to what is hidden."""
    folder = re.escape(hosting.base + copy.folder)
    single = quote(hosting.base + copy.single)
    shallow = f"not vars_regexp {{query.depth}} ^({API_TOO_DEEP})$"
    yield f"@{name} {{"
    yield f"\tpath_regexp {name} ^{folder}([^/]+)/({'|'.join(API_BY_QUESTION)})/?$"
    yield "\tquery url=*"
    yield "\tnot vars_regexp {query.url} (^|/)\\."
    yield f"\t{shallow}"
    yield "}"
    yield f"rewrite @{name} {single}{{re.{name}.1}}/{{re.{name}.2}}/{BY_PATH}/{{query.url}}/index.html"
    yield f"@{name}roots {{"
    yield f"\tpath_regexp {name}roots ^{folder}([^/]+)/children/?$"
    yield "\tquery depth=*"
    yield "\tnot query url=*"
    yield f"\t{shallow}"
    yield "}"
    yield f"rewrite @{name}roots {single}{{re.{name}roots.1}}/children/{BY_PATH}/index.html"
    yield f"@{name}message {{"
    yield f"\tpath_regexp {name}message ^{folder}([^/]+)/fcm/?$"
    yield "\tvars_regexp {query.id} ^[0-9]+$"
    yield "}"
    yield f"rewrite @{name}message {quote(hosting.base + copy.folder)}{{re.{name}message.1}}/fcm/{{query.id}}/index.html"


def _missing(hosting: Hosting, copy: ApiCopy, name: str) -> Iterator[str]:
    """What nothing is known of gets the answer without a question."""
    yield f"@{name} {{"
    yield f"\tpath_regexp {name} ^{re.escape(hosting.base + copy.folder)}([^/]+)/({'|'.join(API_BY_QUESTION)})/{BY_PATH}/"
    yield "\tnot file"
    yield "}"
    yield f"rewrite @{name} {quote(hosting.base + copy.folder)}{{re.{name}.1}}/{{re.{name}.2}}/index.html"
