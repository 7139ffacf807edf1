"""What can go wrong between a host and a phone, and on which kinds of file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum

from tests.offline_browsers.answers import HTML, Answer, moved, page

KINDS = {
    "pointer": r"/release\.json$",
    "index": r"/release/index/",
    "contents": r"/release/contents/",
    "pack": r"/release/packs/",
    "patch": r"/release/patches/",
    "picture": r"/media/",
    "asset": r"/assets/",
    "worker": r"/sw\.js$",
    "page": r"(/|\.html)$",
}
"""Kind of file to the pattern of its path; the first that matches."""


def kind_of(path: str) -> str:
    """The kind of file at a path, or "other"."""
    return next((kind for kind, pattern in KINDS.items() if re.search(pattern, path)), "other")


class Connection(Enum):
    """What happens to a connection instead of a whole answer."""

    CLOSED = "hung up before the answer"
    RESET = "reset before the answer"
    CUT = "reset in the middle of the body"
    HANGING = "never answered"
    STALLING = "not a byte more from the middle of the body"


@dataclass(frozen=True, slots=True)
class Versions:
    """What a host could answer: the file as it is now, and as it was in the release before."""

    now: Answer
    before: Answer
    home: Answer
    """The region's home page, which hosts for applications send for everything."""


Fault = Connection | Callable[[Versions], Answer]


def _wrong_type(versions: Versions) -> Answer:
    wrong = "application/octet-stream" if versions.now.kind.startswith("text/") else HTML
    return replace(versions.now, headers={**versions.now.headers, "Content-Type": wrong})


def _flipped(versions: Versions) -> Answer:
    body = bytearray(versions.now.body)
    if body:
        body[len(body) * 2 // 3] ^= 4
    return replace(versions.now, body=bytes(body))


def _stale(versions: Versions) -> Answer:
    return versions.before if versions.before.status == 200 else versions.now


FAULTS: dict[str, Fault] = {
    "closed": Connection.CLOSED,
    "reset": Connection.RESET,
    "cut": Connection.CUT,
    "hanging": Connection.HANGING,
    "stalling": Connection.STALLING,
    "404": lambda versions: page("Not found", 404),
    "500": lambda versions: page("Internal server error", 500),
    "redirect": lambda versions: moved("/moved.html", 302),
    "wrong type": _wrong_type,
    "empty": lambda versions: replace(versions.now, body=b""),
    "flipped": _flipped,
    "shorter": lambda versions: replace(versions.now, body=versions.now.body[: len(versions.now.body) // 2]),
    "longer": lambda versions: replace(versions.now, body=versions.now.body + b"\n<!-- visitors: 17 -->"),
    "portal": lambda versions: page("Please sign in to this network"),
    "html for everything": lambda versions: versions.home,
    "stale": _stale,
    "half deploy": lambda versions: versions.before,
}
"""Name to fault. A half deploy has none of the new files of this kind; a stale edge has old ones where there were any."""
