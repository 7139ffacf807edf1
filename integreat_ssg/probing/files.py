"""Every file that was asked for, compared with the record: its bytes, its type, its compression, its lifetime."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from integreat_ssg.errors import WorldError
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.model.release import FORMER, POINTER
from integreat_ssg.model.site import API, WORKER
from integreat_ssg.probing.client import Answer, Client
from integreat_ssg.probing.record import Record

SCRIPT = ("text/javascript", "application/javascript", "application/x-javascript")
TYPES = {
    ".html": ("text/html",),
    ".css": ("text/css",),
    ".js": SCRIPT,
    ".mjs": SCRIPT,
    ".svg": ("image/svg+xml",),
    ".json": ("application/json",),
    ".webmanifest": ("application/manifest+json", "application/json"),
    ".png": ("image/png",),
    ".jpg": ("image/jpeg",),
    ".jpeg": ("image/jpeg",),
    ".webp": ("image/webp",),
    ".pdf": ("application/pdf",),
    ".ics": ("text/calendar",),
    ".xml": ("application/xml", "text/xml", "application/atom+xml", "application/rss+xml"),
    ".txt": ("text/plain",),
}
"""What a file may be sent as, the best first; what is not named here may be anything but a page."""
JSON = ("application/json", "text/html")
"""What an answer of the API may be sent as: hosts that read no files of their own go by its name."""
STRICT = (".html", ".css", ".js", ".mjs", ".svg")
"""Kinds that browsers do not use under a wrong type."""
PACKABLE = (".html", ".css", ".js", ".mjs", ".svg", ".json", ".webmanifest", ".ics", ".xml", ".txt")
SMALL = 1400
"""Bytes that fit into one packet: compressing less gains nothing."""
UNCHANGING = ("assets/", "media/", "map/", "release/", "screenshots/")
"""Folders whose files have other names whenever they have other bytes."""
LONG = 30 * 24 * 60 * 60
"""Seconds from which on unchanging files count as kept for long."""
SHORT = 10 * 60
"""Seconds for which anything else may be kept without asking; after that readers meet old pages."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was met. `answer` is None where nothing answered; `fresh` whether it is right when asked for under an
    address that no cache has seen."""

    path: str
    answer: Answer | None = field(repr=False)
    right: bool
    fresh: bool = False

    @property
    def sort(self) -> str:
        """The ending of its name."""
        return PurePosixPath(self.path).suffix.lower()


def read_files(client: Client, record: Record, paths: Sequence[str], workers: int) -> list[Seen]:
    """The files at these paths, `workers` at a time, in their order."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda path: _read(client, record, path), paths))


def _read(client: Client, record: Record, path: str) -> Seen:
    url = record.url(path)
    try:
        answer = client.follow(url)
        if _is_right(answer, record, path):
            return Seen(path, answer, right=True)
        again = client.follow(f"{url}?fresh={record.version}")
    except WorldError:
        return Seen(path, None, right=False)
    return Seen(path, answer, right=False, fresh=_is_right(again, record, path))


def _is_right(answer: Answer, record: Record, path: str) -> bool:
    return answer.status == 200 and hashlib.sha256(answer.body).hexdigest() == record.files[path][0]


def compare(seen: Sequence[Seen], record: Record) -> Iterator[Finding]:
    """What is wrong with the bytes, file by file."""
    for each in seen:
        if each.right:
            continue
        place, answer, size = Place(each.path), each.answer, record.files[each.path][1]
        if answer is None:
            yield error("probe-no-answer", place)
        elif each.fresh:
            yield error("probe-stale", place, age=answer.headers.get("age", "?"))
        elif answer.status != 200:
            yield error("probe-missing", place, status=answer.status)
        elif each.sort != ".html" and answer.type == "text/html":
            yield error("probe-page-instead", place)
        elif len(answer.body) < size:
            yield error("probe-truncated", place, size=len(answer.body), whole=size)
        else:
            yield error("probe-differs", place)


def types(seen: Sequence[Seen]) -> Iterator[Finding]:
    """Kinds of files that are sent under a wrong type, each told once."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in _right(seen):
        assert each.answer
        allowed, sent = JSON if each.path.startswith(API) else TYPES.get(each.sort), each.answer.type
        if sent not in allowed if allowed else sent == "text/html":
            wrong[each.sort, sent].append(each.path)
        charset = each.answer.headers.get("content-type", "").lower().partition("charset=")[2].strip("\"' ;")
        if charset not in ("", "utf-8", "utf8"):
            wrong[each.sort, f"charset={charset}"].append(each.path)
    for (sort, sent), paths in sorted(wrong.items()):
        make = error if sort in STRICT or sent.startswith("charset=") else warning
        expected = "charset=utf-8" if sent.startswith("charset=") else TYPES.get(sort, ("application/octet-stream",))[0]
        yield make("probe-type", Place(min(paths)), kind=sort, type=sent or "–", expected=expected, count=len(paths))


def compression(seen: Sequence[Seen]) -> Iterator[Finding]:
    """Texts that travel as they are."""
    loose = [
        each.path
        for each in _right(seen)
        if each.answer and each.sort in PACKABLE and SMALL < len(each.answer.body) <= each.answer.sent
    ]
    if loose:
        yield warning("probe-not-compressed", Place(min(loose)), count=len(loose))


def lifetimes(seen: Sequence[Seen]) -> Iterator[Finding]:
    """For how long browsers keep what: for ever what never changes, nothing else without asking."""
    short, long_, unsaid = [], [], []
    for each in _right(seen):
        assert each.answer
        control = each.answer.headers.get("cache-control", "").lower()
        age = max_age(control)
        if each.path.startswith(UNCHANGING) and each.path != FORMER:
            if age is None or age < LONG or "no-store" in control:
                short.append(each.path)
        elif age is None and not any(word in control for word in ("no-cache", "no-store")):
            unsaid.append(each.path)
        elif (age or 0) > SHORT and "no-cache" not in control:
            long_.append(each.path)
    if short:
        yield note("probe-kept-shortly", Place(min(short)), count=len(short))
    if unsaid:
        yield note("probe-lifetime-unsaid", Place(min(unsaid)), count=len(unsaid))
    if long_:
        make = error if {WORKER, POINTER} & set(long_) else warning
        yield make("probe-kept-long", Place(min(long_)), count=len(long_))


def max_age(control: str) -> int | None:
    """The seconds that a Cache-Control header names; None where it names none."""
    for part in control.split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.strip('"').isdigit():
            return int(value.strip('"'))
    return None


def _right(seen: Sequence[Seen]) -> Iterator[Seen]:
    return (each for each in seen if each.right)
