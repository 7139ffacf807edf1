"""Events of Integreat's to our files: one for all languages, with the time on the clock of its place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from integreat_ssg.exchange.integreat.joining import Joined
from integreat_ssg.exchange.integreat.names import key_of
from integreat_ssg.exchange.integreat.places import described, written_address
from integreat_ssg.exchange.integreat.plain import has_marks
from integreat_ssg.exchange.integreat.shapes import Event
from integreat_ssg.exchange.integreat.stamping import stamped
from integreat_ssg.exchange.integreat.tongues import ZONE, Tongues
from integreat_ssg.exchange.integreat.tree import slug_of
from integreat_ssg.exchange.integreat.values import agreed, left_out, translated, website
from integreat_ssg.model.events import Event as OurEvent
from integreat_ssg.model.findings import Finding, Place, note
from integreat_ssg.occurrences import YEARS, named_zone, rule_of


@dataclass(frozen=True)
class Series:
    """Events in one language of which several are dates of one: the first, and the starts of the others."""

    events: tuple[Event, ...]
    further: Mapping[str, tuple[datetime, ...]]


def gathered(events: Sequence[Event]) -> Series:
    """Each event once. Older servers list every date of a series as an event with the same path."""
    first: dict[str, Event] = {}
    others: dict[str, list[datetime]] = {}
    for event in sorted(events, key=lambda each: each.start):
        if first.setdefault(event.path, event) is not event:
            others.setdefault(event.path, []).append(event.start)
    order = dict.fromkeys(each.path for each in events)
    return Series(tuple(first[path] for path in order), {path: tuple(starts) for path, starts in others.items()})


def event_keys(events: Sequence[Joined[Event]]) -> Mapping[str, str]:
    """The path of each version of each event to its key."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for event in events:
        key = key_of(slug_of(event.first.path), f"event-{event.first.event_id or len(taken) + 1}", taken)
        taken.add(key)
        found |= {version.path: key for version in event.versions.values()}
    return found


def identity(event: Event) -> str:
    """The source's own name of an event, the same in all languages where it has one."""
    return f"event:{event.event_id}" if event.event_id is not None else f"event:{event.path}"


def files_of(
    events: Sequence[Joined[Event]],
    keys: Mapping[str, str],
    further: Mapping[str, tuple[datetime, ...]],
    places: Mapping[str, str],
    by_address: Mapping[int, str],
    media: Mapping[str, str],
    tongues: Tongues,
    findings: list[Finding],
) -> Iterator[tuple[str, bytes, str]]:
    """Each event's file, its bytes, and its name at the source. `places` lead from paths to keys of places, `by_address` from the
    ids of their addresses, `media` from addresses to files, `further` from an event's path to more starts of it."""
    for event in events:
        path, first = f"events/{keys[event.first.path]}.yaml", event.first
        file = tongues.file(path)
        if first.start.astimezone(ZoneInfo(ZONE)).year not in YEARS:
            findings.append(left_out(file, "start", first.title))
            continue
        if any(has_marks(each.content) for each in event.versions.values()):
            findings.append(note("import-plain-text", Place(file)))
        place = places.get(first.place_path, "") or by_address.get(
            first.address.id if first.address.id is not None else -1, ""
        )
        online = website(first.meeting_url)
        if first.meeting_url and not online:
            findings.append(left_out(file, "website", first.meeting_url))
        values: dict[str, object] = {
            "title": agreed(tongues.texts(event, {code: each.title for code, each in event.versions.items()})),
            **_times(first, further.get(first.path, ()), file, findings),
            "description": translated(tongues.texts(event, {code: described(each.content, "", each.excerpt)
                                                            for code, each in event.versions.items()})),
            "place": place,
            "address": "" if place else written_address(first.address),
            "online": online,
            "picture": media.get(first.thumbnail, ""),
        }  # fmt: skip
        yield path, stamped("events", values, event, tongues), identity(first)


def _times(event: Event, further: Sequence[datetime], file: str, findings: list[Finding]) -> dict[str, object]:
    name = event.zone if named_zone(event.zone) else ZONE
    zone = ZoneInfo(name)
    start, end = event.start.astimezone(zone), event.end.astimezone(zone) if event.end else None
    if end is not None and end < start:
        findings.append(left_out(file, "end", end.isoformat(" ", "minutes")))
        end = None
    if event.all_day:
        last = end if end is None or (end.hour, end.minute) != (0, 0) or end == start else end - timedelta(minutes=1)
        told: dict[str, object] = {
            "start": start.date().isoformat(),
            "end": last.date().isoformat() if last and last.date() != start.date() else "",
        }
    else:
        told = {"start": _clock(start), "end": _clock(end) if end and end != start else ""}
    repeat = _repeat(event, told, zone, file, findings) if event.recurrence else {}
    also = [] if repeat else [each.astimezone(zone) for each in further]
    return {
        **told,
        **repeat,
        "time_zone": name if name != ZONE else "",
        "also": [each.date().isoformat() if event.all_day else _clock(each) for each in also],
    }


def _repeat(
    event: Event, told: Mapping[str, object], zone: ZoneInfo, file: str, findings: list[Finding]
) -> dict[str, object]:
    """The rule of a series; where the first date is none of its own, the first that is takes its place."""
    assert event.recurrence
    rule = event.recurrence.rule
    for form in (rule, _on_the_clock(rule, zone)):
        ours = OurEvent("", str(told["start"]), str(told["end"]) or None, repeat=form)
        parsed = rule_of(ours, zone)
        first = next(iter(parsed), None) if parsed else None
        if first is None or ours.first is None:
            continue
        if first == ours.first:
            return {"repeat": form}
        start = first.date().isoformat() if event.all_day else _clock(first)
        moved = replace(ours, start=start, end=_moved(ours, first, event.all_day))
        again = rule_of(moved, zone)
        if again and next(iter(again), None) == first:
            findings.append(note("import-start-moved", Place(file), before=str(told["start"]), start=start))
            return {"start": start, "end": moved.end or "", "repeat": form}
    findings.append(left_out(file, "repeat", rule))
    return {}


def _moved(event: OurEvent, first: datetime, all_day: bool) -> str | None:
    """The end of an event that begins at another time."""
    if not event.end:
        return None
    end = first + event.length
    return (end - timedelta(minutes=1)).date().isoformat() if all_day else _clock(end)


def _on_the_clock(rule: str, zone: ZoneInfo) -> str:
    """A rule whose end in UTC is said on the clock of its place."""
    parts = []
    for part in rule.split(";"):
        key, _, value = part.partition("=")
        if key == "UNTIL" and value.endswith("Z") and len(value) == 16:
            moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone(zone)
            part = f"UNTIL={moment:%Y%m%dT%H%M%S}"
        parts.append(part)
    return ";".join(parts)


def _clock(when: datetime) -> str:
    return when.replace(tzinfo=None).isoformat(" ", "minutes")
