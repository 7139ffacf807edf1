"""Events of one region's folder: `events/<key>.yaml`, and corrections that lie over them in `events/overrides/<key>.yaml`."""

from collections.abc import Mapping
from dataclasses import replace

from integreat_ssg.model.events import Event, EventEntry
from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import Node, lines_of, parse_yaml

FOLDER = "events"
OVERRIDES = "events/overrides"

_FAR = 1_000_000
"""Added to the lines of corrections while both files are one value, so that each finding finds its way home."""


def read_events(slug: str, files: Mapping[str, bytes], found: list[Finding]) -> dict[str, EventEntry]:
    """The events among a region's files; a correction takes the place of the whole key it names."""
    events: dict[str, EventEntry] = {}
    corrections = {}
    for path, data in files.items():
        folder, _, name = path.removeprefix(f"{slug}/").rpartition("/")
        if folder == OVERRIDES and name.endswith(".yaml"):
            corrections[name.removesuffix(".yaml")] = (path, data)
    for path, data in files.items():
        folder, _, name = path.removeprefix(f"{slug}/").rpartition("/")
        if folder != FOLDER or not name.endswith(".yaml"):
            continue
        key = name.removesuffix(".yaml")
        over = corrections.pop(key, None)
        if entry := _read_event(slug, key, path, data, over, found):
            events[key] = entry
    found += [warning("override-of-nothing", Place(path), key=key) for key, (path, _) in corrections.items()]
    return events


def is_event_file(inner: str) -> bool:
    """Whether a path inside the region is one that `read_events` reads."""
    folder, _, name = inner.rpartition("/")
    return folder in (FOLDER, OVERRIDES) and name.endswith(".yaml")


def _read_event(
    slug: str, key: str, path: str, data: bytes, over: tuple[str, bytes] | None, found: list[Finding]
) -> EventEntry | None:
    node = _mapping(path, data, 0, found)
    correction = _mapping(*over, _FAR, found) if over else None
    if node is None:
        return None
    assert isinstance(node.value, dict)
    if correction:
        assert isinstance(correction.value, dict)
        set_keys = {name: child for name, child in correction.value.items() if child.value is not None}
        node = replace(node, value={**node.value, **set_keys})
    event, findings = typed(node, Event, path)
    found += [_at_home(each, over[0] if over else path) for each in findings]
    if event is None:
        return None
    places = {way: _home(path, line, over[0] if over else path) for way, line in lines_of(node).items()}
    return EventEntry(key, event, path, slug, places)


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
