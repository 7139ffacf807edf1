"""Events from an iCalendar file (RFC 5545) to `events/*.yaml`, again and again.

What is imported is written anew each time. An editor's corrections stand in `events/overrides/<key>.yaml` and lie over it;
nothing here ever touches them, nor a file that no import has written.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.yaml_text import yaml_text
from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.occurrences import named_zone, parts_of
from integreat_ssg.reading.strict_yaml import parse_yaml
from integreat_ssg.spelling import key_from

MAX_EVENTS = 2000
MAX_TEXT = 5000
"""Characters of a description."""
MAX_LINE = 300
"""Characters of a title, a place or an address; nobody means more."""
MAX_DATES = 1000
"""Single dates that one event names."""
HEAD = "# Imported: the next import writes this file anew. Corrections belong into overrides/{key}.yaml.\n"

_Component = Any
"""An event as the icalendar library has it, whose properties can be of any kind."""


@dataclass(frozen=True)
class Import:
    """What an import has done: keys of events by what became of them, and what it could not take over, in words."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default=())


def import_ics(data: bytes, source: str, region: Path, zone_name: str, categories: Mapping[str, str]) -> Import:
    """Writes the events of a calendar into the region's folder; `source` is the address or file name it came from.

    `zone_name` is the region's time zone, `categories` lead from names in lower case to keys. Events that the calendar no
    longer has are removed if this source had brought them. Raises UsageError where `data` is no calendar, WorldError where
    the disk refuses.
    """
    zone = named_zone(zone_name) or ZoneInfo("UTC")
    try:
        calendars = icalendar.Calendar.from_ical(data, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError) as problem:
        raise UsageError(f"{source} is no calendar: {problem}") from problem
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not calendars or len(events) > MAX_EVENTS:
        raise UsageError(f"{source} holds no calendar, or more than {MAX_EVENTS} events.")
    folder = region / "events"
    try:
        return _write(list(_sheets(events, source, zone, categories)), source, folder)
    except OSError as problem:
        raise WorldError(f"{problem.filename or folder} cannot be written: {problem.strerror}") from problem


def category_names(own: Mapping[str, Any]) -> dict[str, str]:
    """Names of categories in lower case to their keys: keys themselves, and the region's own names."""
    names = {key: key for key in (*DEFAULT_CATEGORIES, *own)}
    for key, category in own.items():
        said = category.name if isinstance(category.name, dict) else {"": category.name}
        names |= {name.lower(): key for name in said.values()}
    return names


@dataclass(frozen=True)
class _Sheet:
    uid: str
    title: str
    values: Mapping[str, Any]
    problem: str = ""
    gone: bool = False
    """Whether a file that a former import wrote must not stay."""


def _sheets(events: list[_Component], source: str, zone: ZoneInfo, categories: Mapping[str, str]) -> Iterator[_Sheet]:
    """One sheet for each series and single event, and one for each date of a series that differs from the others."""
    moved: dict[str, list[_Component]] = {}
    for event in events:
        if "RECURRENCE-ID" in event:
            moved.setdefault(str(event.get("UID", "")), []).append(event)
    whole = {str(event.get("UID", "")) for event in events if "RECURRENCE-ID" not in event}
    seen: set[str] = set()
    for event in events:
        uid = str(event.get("UID", ""))
        if "RECURRENCE-ID" in event and uid not in whole:
            yield _sheet(event, f"{uid}#{event['RECURRENCE-ID'].to_ical().decode()}", source, zone, categories, [])
        elif "RECURRENCE-ID" not in event and uid in seen:
            title = _line(event, "SUMMARY")
            yield _Sheet("", title, {}, f"{title}: another event has the same UID")
        elif "RECURRENCE-ID" not in event:
            seen.add(uid)
            others = moved.get(uid, [])
            yield _sheet(event, uid, source, zone, categories, others)
            for other in others:
                if not _is_cancelled(other):
                    own = f"{uid}#{other['RECURRENCE-ID'].to_ical().decode()}"
                    yield _sheet(other, own, source, zone, categories, [])


def _sheet(
    event: _Component,
    uid: str,
    source: str,
    zone: ZoneInfo,
    categories: Mapping[str, str],
    moved: list[_Component],
) -> _Sheet:
    title = _line(event, "SUMMARY") or "–"
    if str(event.get("CLASS", "PUBLIC")).upper() in ("PRIVATE", "CONFIDENTIAL"):
        return _Sheet(uid, "", {}, "An event: its calendar marks it as private", gone=True)
    try:
        values = _values(event, zone, moved)
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as problem:
        return _Sheet(uid, title, {}, f"{title}: {problem}")
    if not uid:
        return _Sheet(uid, title, {}, f"{title}: it has no UID")
    if "repeat" in values and parts_of(values["repeat"]) is None:
        return _Sheet(uid, title, {}, f"{title}: its rule {values['repeat']} cannot be followed")
    listed = event.get("CATEGORIES", [])
    named = [str(each).lower() for group in (listed if isinstance(listed, list) else [listed]) for each in group.cats]
    keys = list(dict.fromkeys(categories[each] for each in named if each in categories))
    updated = event.get("LAST-MODIFIED")
    imported = {"source": source, "uid": uid} | ({"updated": str(_utc(updated.dt).date())} if updated else {})
    return _Sheet(uid, title, {**values, **({"categories": keys} if keys else {}), "imported": imported})


def _values(event: _Component, zone: ZoneInfo, moved: list[_Component]) -> dict[str, Any]:
    start = event.decoded("DTSTART")
    own, own_name = _zone(start, zone, "RRULE" in event)
    end = event.decoded("DTEND", None) or (start + event.decoded("DURATION") if "DURATION" in event else None)
    if end is not None and not isinstance(end, datetime):
        end = max(start, end - timedelta(days=1))  # a calendar names the day after the last one
    left_out = [each.dt for group in _groups(event, "EXDATE") for each in group.dts]
    off = [each for each in moved if _is_cancelled(each)]
    left_out += [each["RECURRENCE-ID"].dt for each in moved if not _is_cancelled(each)]
    further = [each.dt for group in _groups(event, "RDATE") for each in group.dts]
    if len(left_out) + len(further) > MAX_DATES:
        raise ValueError(f"it names more than {MAX_DATES} single dates")
    values: dict[str, Any] = {
        "title": _line(event, "SUMMARY") or "–",
        "start": _said(start, own),
        "end": _said(end, own) if end is not None and end != start else "",
        "time_zone": own_name if own_name != zone.key else "",
        "repeat": event["RRULE"].to_ical().decode() if "RRULE" in event else "",
        "except": sorted({_said(each, own) for each in left_out}),
        "also": sorted({_said(each, own) for each in further}),
        "description": _text(event, "DESCRIPTION")[:MAX_TEXT],
        "address": "",
        "website": "",
        "cancelled": "yes" if _is_cancelled(event) else "",
        "cancelled_dates": sorted({_said(each["RECURRENCE-ID"].dt, own) for each in off}),
    }
    location, url = _line(event, "LOCATION"), _line(event, "URL")
    values["online" if location.startswith(("https://", "http://")) else "address"] = location
    if url.startswith(("https://", "http://")):
        values["website"] = url
    return {key: value for key, value in values.items() if value}


def _is_cancelled(event: _Component) -> bool:
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def _groups(event: _Component, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _zone(start: date | datetime, zone: ZoneInfo, repeats: bool) -> tuple[ZoneInfo, str]:
    """The clock on which an event is written down. A series keeps its own, or its times would wander with the clocks."""
    if not isinstance(start, datetime) or start.tzinfo is None:
        return zone, zone.key
    name = getattr(start.tzinfo, "key", None) or ("UTC" if start.utcoffset() == timedelta() else "")
    known = named_zone(name) if repeats else None
    return (known, name) if known else (zone, zone.key)


def _said(when: date | datetime, zone: ZoneInfo) -> str:
    if not isinstance(when, datetime):
        return when.isoformat()
    clock = when.astimezone(zone) if when.tzinfo else when
    return clock.replace(tzinfo=None).isoformat(" ", "minutes")


def _utc(when: date | datetime) -> datetime:
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=UTC)
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _text(event: _Component, name: str) -> str:
    """A property's text without control characters, in lines that end as ours do."""
    text = str(event.get(name, "")).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char if char == "\n" or char.isprintable() else " " for char in text).strip()


def _line(event: _Component, name: str) -> str:
    """A property that is one line, or the few of an address."""
    return _text(event, name)[:MAX_LINE].strip()


def _write(sheets: list[_Sheet], source: str, folder: Path) -> Import:
    folder.mkdir(parents=True, exist_ok=True)
    known = dict(_imported(folder, source))
    kept = set(known.values())
    taken = {path.stem for path in folder.glob("*.yaml")}
    written, unchanged, left_out = [], [], [sheet.problem for sheet in sheets if sheet.problem]
    for sheet in sheets:
        key = known.pop(sheet.uid, "") or _key(sheet, taken)
        taken.add(key)
        if sheet.gone and key in kept:
            known[sheet.uid] = key
        if sheet.problem:
            continue  # the file of a former import stays as it was
        file, text = folder / f"{key}.yaml", HEAD.format(key=key) + yaml_text(sheet.values)
        if file.is_file() and file.read_text("utf-8") == text:
            unchanged.append(key)
            continue
        new = file.with_name(f".{file.name}.new")
        new.write_text(text, "utf-8")
        new.replace(file)
        written.append(key)
    for key in known.values():
        (folder / f"{key}.yaml").unlink()
    return Import(tuple(written), tuple(unchanged), tuple(sorted(known.values())), tuple(left_out))


def _imported(folder: Path, source: str) -> Iterator[tuple[str, str]]:
    """UID and key of each event that this source has brought before."""
    for file in sorted(folder.glob("*.yaml")):
        node, _ = parse_yaml(file.read_text("utf-8", "replace"), file.name)
        plain = node.plain if node else None
        mark = plain.get("imported") if isinstance(plain, dict) else None
        if isinstance(mark, dict) and mark.get("source") == source:
            yield str(mark.get("uid")), file.stem


def _key(sheet: _Sheet, taken: set[str]) -> str:
    """A file name from the title and, so that it stays the same and is nobody else's, from the event's identity."""
    digest = hashlib.sha256(sheet.uid.encode()).hexdigest()
    key = f"{key_from(sheet.title, 40) or 'event'}-{digest[:6]}"
    return key if key not in taken else f"{key}-{digest[6:12]}"
