"""Events of one region's folder: `events/<key>.yaml`, and corrections that lie over them in `events/overrides/<key>.yaml`."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from integreat_ssg.model.events import Event, EventEntry
from integreat_ssg.model.findings import Finding, Place, finding_of, plain, warning
from integreat_ssg.reading.folder import Files
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.memory import Kind, Memory
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import Node, lines_of, parse_yaml

FOLDER = "events"
OVERRIDES = "events/overrides"

_FAR = 1_000_000
"""Added to the lines of corrections while both files are one value, so that each finding finds its way home."""


@dataclass(frozen=True, slots=True)
class _EventRead:
    entry: EventEntry | None
    findings: tuple[Finding, ...] = ()


def read_events(slug: str, files: Files, memory: Memory, found: list[Finding]) -> dict[str, EventEntry]:
    """The events among a region's files; a correction takes the place of the whole key it names."""
    events: dict[str, EventEntry] = {}
    paths: dict[str, str] = {}
    corrections: dict[str, str] = {}
    for path in files:
        folder, _, name = path.removeprefix(f"{slug}/").rpartition("/")
        if folder in (FOLDER, OVERRIDES) and name.endswith(".yaml"):
            (paths if folder == FOLDER else corrections)[name.removesuffix(".yaml")] = path
    kept = memory.kept(_EVENTS, slug)
    for key, path in paths.items():
        over = corrections.pop(key, None)
        read = kept.get(path, _digest(files, path, over))
        if read is None:
            read = _read_event(slug, key, path, files[path], (over, files[over]) if over else None)
            kept.put(path, _digest(files, path, over), read)
        found += read.findings
        if read.entry:
            events[key] = read.entry
    memory.keep(kept, slug)
    found += [warning("override-of-nothing", Place(path), key=key) for key, path in corrections.items()]
    return events


def _digest(files: Files, path: str, over: str | None) -> str:
    return f"{files.digest(path)} {files.digest(over) if over else ''}"


def is_event_file(inner: str) -> bool:
    """Whether a path inside the region is one that `read_events` reads."""
    folder, _, name = inner.rpartition("/")
    return folder in (FOLDER, OVERRIDES) and name.endswith(".yaml")


def _read_event(slug: str, key: str, path: str, data: bytes, over: tuple[str, bytes] | None) -> _EventRead:
    found: list[Finding] = []
    node = _mapping(path, data, 0, found)
    correction = _mapping(*over, _FAR, found) if over else None
    if node is None:
        return _EventRead(None, tuple(found))
    assert isinstance(node.value, dict)
    if correction:
        assert isinstance(correction.value, dict)
        set_keys = {name: child for name, child in correction.value.items() if child.value is not None}
        node = replace(node, value={**node.value, **set_keys})
    event, findings = typed(node, Event, path)
    found += [_at_home(each, over[0] if over else path) for each in findings]
    if event is None:
        return _EventRead(None, tuple(found))
    places = {way: _home(path, line, over[0] if over else path) for way, line in lines_of(node).items()}
    return _EventRead(EventEntry(key, event, path, slug, places), tuple(found))


def _mapping(path: str, data: bytes, before: int, found: list[Finding]) -> Node | None:
    text = decode(data, path)
    if isinstance(text, Finding):
        found.append(text)
        return None
    node, findings = parse_yaml(text, path, first_line=before + 1)
    found += [_at_home(each, path) for each in findings]
    return node


def _at_home(finding: Finding, corrections: str) -> Finding:
    """A finding with its real file and line."""
    place = finding.place
    return replace(finding, place=replace(_home(place.file, place.line, corrections), column=place.column))


def _home(file: str, line: int, corrections: str) -> Place:
    return Place(corrections, line - _FAR) if line > _FAR else Place(file, line)


@cache
def _adapter() -> TypeAdapter[Event]:
    return TypeAdapter(Event)


def _write_event(read: _EventRead) -> object:
    """An event as plain data; where its keys stand as the lines of either file."""
    entry = read.entry
    found = [plain(each) for each in read.findings]
    if entry is None:
        return [None, found]
    event = _adapter().dump_python(entry.event, mode="json", by_alias=True, exclude_defaults=True)
    places = {way: (spot.file, spot.line) for way, spot in entry.places.items()}
    return [[entry.key, event, entry.region, places], found]


def _event_of(file: str, written: Any) -> _EventRead:
    """What `_write_event` has written; raises ValueError, TypeError or KeyError for anything else."""
    entry, found = written
    findings = tuple(map(finding_of, found))
    if entry is None:
        return _EventRead(None, findings)
    key, event, region, places = entry
    spots = {way: Place(*spot) for way, spot in places.items()}
    return _EventRead(EventEntry(key, _adapter().validate_python(event), file, region, spots), findings)


_EVENTS = Kind("events", _write_event, _event_of)
