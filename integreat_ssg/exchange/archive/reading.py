"""The lines of an archive to values of the model; whatever is no such line is a finding with its number."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NoReturn

from integreat_ssg.exchange.archive.source import (
    MAX_FINDINGS,
    MAX_LINE_BYTES,
    MAX_LINE_VALUES,
    MAX_MEDIA_BYTES,
    DamagedError,
    Source,
    TooLargeError,
)
from integreat_ssg.model.archive import (
    FORMAT,
    LINE_KINDS,
    LINES,
    VERSION,
    Archive,
    ArchivedMedium,
    ArchiveHead,
    ArchiveLine,
)
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.reading.folder import MAX_MEDIA_BYTES as MAX_MEDIUM
from integreat_ssg.reading.folder import MAX_TILES_BYTES, TILES_SUFFIX, is_name, shown
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import MAX_DEPTH, Node
from integreat_ssg.spelling import nearest

AS_IT_IS = ("markdown", "html")
"""Texts whose spaces at both ends count."""


class _NoTextError(Exception):
    """A text holds what no text may hold."""


@dataclass(frozen=True)
class Numbered:
    """A line and where it stands."""

    line: ArchiveLine
    place: Place


@dataclass
class _Reading:
    """What was read so far."""

    findings: list[Finding] = field(default_factory=list)
    head: ArchiveHead | None = None
    lines: list[Numbered] = field(default_factory=list)
    count: int = 0


def read_archive(source: Source) -> tuple[Archive | None, tuple[Numbered, ...], list[Finding]]:
    """The archive, its lines with their places, and what is wrong with it; None where it is so wrong that nothing is known of it.

    Media are read and compared with what their lines say.
    """
    reading = _Reading()
    try:
        for number, data in enumerate(source.lines(), 1):
            _read_line(data, Place(LINES, number), reading)
            reading.count = number
            if number == 1 and reading.head is None:
                return None, (), reading.findings
            if len(reading.findings) > MAX_FINDINGS:
                del reading.findings[MAX_FINDINGS:]
                raise TooLargeError
    except DamagedError:
        reading.findings.append(error("archive-damaged", Place(LINES, reading.count + 1), file=LINES))
    except TooLargeError:
        reading.findings.append(error("archive-too-large", Place(LINES, reading.count)))
        return None, (), reading.findings
    if reading.head is None:
        return None, (), reading.findings or [error("archive-no-head", Place(LINES, 1))]
    if reading.count - 1 != reading.head.lines:
        place = Place(LINES, reading.count)
        reading.findings.append(error("archive-truncated", place, expected=reading.head.lines, found=reading.count - 1))
    files = _media(source, reading)
    lines = tuple(reading.lines)
    return Archive(reading.head, tuple(each.line for each in lines), files), lines, reading.findings


def _read_line(data: bytes, place: Place, reading: _Reading) -> None:
    if len(data) > MAX_LINE_BYTES:
        reading.findings.append(_too_long(place))
        return
    value, findings = _node(data, place)
    reading.findings += findings
    if value is None or not isinstance(value.value, dict):
        return
    kind = str(value.value["kind"].value or "") if "kind" in value.value else ""
    if reading.count == 0:
        reading.head = _head(value, kind, place, reading.findings)
    elif kind not in LINE_KINDS or kind == "archive":
        known = [each for each in LINE_KINDS if each != "archive"]
        reading.findings.append(error("archive-unknown-kind", place, kind=shown(kind), nearest=nearest(kind, known)))
    else:
        line, findings = typed(value, LINE_KINDS[kind], LINES)
        reading.findings += findings
        if line is not None:
            reading.lines.append(Numbered(line, place))


def _head(value: Node, kind: str, place: Place, findings: list[Finding]) -> ArchiveHead | None:
    """The first line; None, and one finding, where this is no archive or one of a later version."""
    said = value.plain
    assert isinstance(said, dict)
    if kind != "archive" or said.get("format") != FORMAT:
        findings.append(error("archive-no-head", place))
        return None
    if said.get("version") != str(VERSION):
        findings.append(error("archive-version", place, version=shown(str(said.get("version"))), known=VERSION))
        return None
    head, found = typed(value, ArchiveHead, LINES)
    findings += found
    return head


def _node(data: bytes, place: Place) -> tuple[Node | None, list[Finding]]:
    """A line as a node whose every scalar is text, as the reader of YAML gives it."""
    findings: list[Finding] = []
    text = decode(data.removesuffix(b"\n"), LINES)
    if isinstance(text, Finding):
        return None, [error("archive-line-text", place)]

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        clean = [(_clean(key), value) for key, value in found]
        times = Counter(key for key, _ in clean)
        findings.extend(
            error("duplicate-key", place, key=shown(key), line=place.line)
            for key, number in times.items()
            if number > 1
        )
        return dict(clean)

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_constant=_refused)
        if not isinstance(value, dict):
            return None, [error("archive-line", place, problem="no object")]
        if _values(value) > MAX_LINE_VALUES:
            return None, [_too_long(place)]
        return as_node(value, place), findings
    except json.JSONDecodeError as problem:
        if not data.endswith(b"\n"):
            return None, [error("archive-line-cut", place)]
        return None, [error("archive-line", Place(place.file, place.line, problem.colno), problem=problem.msg)]
    except _NoTextError:
        return None, [error("archive-line-text", place)]
    except RecursionError:
        return None, [error("archive-line-deep", place, limit=MAX_DEPTH)]
    except ValueError as problem:  # a number that is none, or one with thousands of digits
        return None, [error("archive-line", place, problem=str(problem))]


def _too_long(place: Place) -> Finding:
    limit = f"{MAX_LINE_BYTES // 1024 // 1024} MB"
    return error("archive-line-too-long", place, limit=limit, most=MAX_LINE_VALUES)


def _values(value: object) -> int:
    """How many values a value of JSON has in it, itself among them."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_values, inner))


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def as_node(value: Any, place: Place, key: str = "", depth: int = 0) -> Node:
    """A value of JSON as the reader of YAML has it. Raises RecursionError where it is nested too deeply, and _NoTextError."""
    if depth > MAX_DEPTH:
        raise RecursionError
    spot = (place.line, 0)
    if isinstance(value, dict):
        inner = {name: as_node(each, place, name, depth + 1) for name, each in value.items()}
        return Node(inner, *spot, spot)
    if isinstance(value, list):
        return Node([as_node(each, place, "", depth + 1) for each in value], *spot, spot)
    if value is None or isinstance(value, bool):
        return Node(None if value is None else str(value).lower(), *spot, spot)
    if not isinstance(value, str):
        return Node(repr(value), *spot, spot)
    clean = _clean(value)
    clean = clean if key in AS_IT_IS else clean.strip()
    return Node(clean or None, *spot, spot)


def _clean(text: str) -> str:
    """A text as files have it."""
    try:
        clean = decode(text.encode(), LINES)
    except UnicodeEncodeError:  # half of a pair of surrogates
        raise _NoTextError from None
    if isinstance(clean, Finding):  # the mark of a merge that nobody has decided, or a character that no text may have
        raise _NoTextError
    return clean


def _media(source: Source, reading: _Reading) -> dict[str, bytes]:
    """The files that lines name, each as its line says. A file counts as often as it is named, since it is written so often."""
    files: dict[str, bytes] = {}
    total = 0
    for numbered in reading.lines:
        medium, place = numbered.line, numbered.place
        if not isinstance(medium, ArchivedMedium):
            continue
        limit = MAX_TILES_BYTES if medium.file.endswith(TILES_SUFFIX) else MAX_MEDIUM
        if not is_inside(medium.file):
            reading.findings.append(error("archive-bad-path", place, path=shown(medium.file)))
        elif not 0 <= medium.bytes <= limit:
            reading.findings.append(error("file-too-large", place, limit=f"{limit // 1024} kB"))
        elif (total := total + medium.bytes) > MAX_MEDIA_BYTES:
            reading.findings.append(error("archive-too-large", place))
            break
        else:
            try:
                data = source.medium(medium.file, medium.bytes)
            except DamagedError:
                reading.findings.append(error("archive-damaged", place, file=medium.file))
                continue
            if len(data) != medium.bytes or hashlib.sha256(data).hexdigest() != medium.sha256:
                reading.findings.append(error("archive-medium-differs", place, file=medium.file))
            files[medium.file] = data
    return files


def is_inside(path: str) -> bool:
    """Whether a path leads to a file inside of the folder that it is seen from, on every kind of computer."""
    return path != LINES and all(map(is_name, path.split("/")))
