"""Calendar files (RFC 5545): one for each event, with its whole series, and calendars to subscribe to.

The icalendar library writes their parts, which are joined here: an event stands in several calendars, and its dates in every
language. Nothing here is later than the content: the stamps come from its history, or are the
build date's, so that the same content gives the same bytes.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

from integreat_ssg.model.content import Content
from integreat_ssg.model.events import Event, EventEntry
from integreat_ssg.model.site import Artifact
from integreat_ssg.occurrences import (
    cancelled_starts,
    fitted,
    named_starts,
    on_earth,
    parts_of,
    until_of,
    zone_of,
)
from integreat_ssg.planning import Plan, page_file
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.edition import Edition

PRODUCT = "-//integreat_ssg//events//EN"
REFRESH = timedelta(hours=12)
"""How often a subscribed calendar should be asked for again."""
ZONES_UNTIL = date(2038, 1, 1)
"""Until when the rules of a time zone are written out for programs that do not know it."""

_BEGIN_EVENT, _END_EVENT, _END_CALENDAR = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"END:VCALENDAR\r\n"
"""Where what the library has written is joined; the order of an event's properties means nothing (RFC 5545, 3.6)."""


@dataclass(frozen=True, slots=True)
class CalendarDates:
    """A component of a calendar without its words, and whether it tells that something is cancelled."""

    lines: bytes
    cancelled: bool


def calendar_file(language: str, key: str) -> str:
    """The calendar file of one event."""
    return f"{language}/events/{key}.ics"


def region_calendar(language: str) -> str:
    """The calendar of all events of a region in one language."""
    return f"{language}/events.ics"


def category_calendar(language: str, category: str) -> str:
    """The calendar of one category. It does not lie beside the events' own files, whose keys it could meet."""
    return f"{language}/events/category/{category}.ics"


def calendar_dates(plan: Plan) -> Mapping[str, tuple[CalendarDates, ...]]:
    """Key of each event that is still to come to what its calendars say in every language: written once for all of them."""
    content = plan.content
    return {key: _dates(content, content.events[key]) for key in sorted(plan.agenda.by_event)}


def calendars(edition: Edition, dates: Mapping[str, Sequence[CalendarDates]]) -> Iterator[Artifact]:
    """The calendar files of an edition: of each event that is still to come, of all, and of each category. `dates` are the
    region's; texts are written once for all calendars."""
    content, tag = edition.plan.content, edition.language.tag
    if not content.events:
        return
    made = {key: _lines(edition, content.events[key], each) for key, each in dates.items()}
    alone = bytes(_about(content).to_ical())
    for key, lines in made.items():
        yield Artifact(calendar_file(tag, key), _calendar(content, alone, [key], lines))
    region = edition.translated(content.settings.full_name) or edition.region
    names = {key: category_view(edition, key).name.text
             for key in sorted({key for each in made for key in content.events[each].event.categories})}  # fmt: skip
    listed = [(region_calendar(tag), region.text, list(made))]
    listed += [(category_calendar(tag, key), f"{region.text}: {name}",
                [each for each in made if key in content.events[each].event.categories])
               for key, name in names.items()]  # fmt: skip
    for file, name, keys in listed:
        about = bytes(_about(content, name, edition.absolute(file)).to_ical())
        yield Artifact(file, _calendar(content, about, keys, b"".join(made[key] for key in keys)))


def _about(content: Content, name: str = "", address: str = "") -> icalendar.Calendar:
    """A calendar without events. One to subscribe to has a name; with it, Outlook takes a single event for a calendar of its
    own instead of adding it to the reader's (MS-OXCICAL 2.1.3.1.1.13)."""
    found = icalendar.Calendar()
    found.add("version", "2.0")
    found.add("prodid", PRODUCT)
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    if name:
        found.add("name", name)
        found.add("x-wr-calname", name)
        found.add("x-wr-timezone", content.settings.time_zone)
        found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        found.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
        if address:
            found.add("source", address, parameters={"VALUE": "URI"})
    return found


def _calendar(content: Content, about: bytes, keys: Sequence[str], lines: bytes) -> bytes:
    """The file of a calendar: the zones of its events, and the events as `lines`."""
    events = [content.events[key].event for key in keys]
    first = min((event.first.year for event in events if event.first), default=ZONES_UNTIL.year)
    zones = {zone_of(content, event).key for event in events if not event.whole_day} - {"UTC"}
    described = b"".join(_zone(key, first) for key in sorted(zones))
    return about.removesuffix(_END_CALENDAR) + described + lines + _END_CALENDAR


@lru_cache
def _zone(key: str, first: int) -> bytes:
    """The rules of a time zone from the year `first` on; making them takes longer than all else in a calendar.

    ical.js (Thunderbird, Nextcloud) overlooks the DTSTART of a rule that has RDATEs, and all but the first date of each RDATE:
    so the rules begin a year before, with a line for each date. The library tells by the new clock when clocks are put forward;
    RFC 5545 (3.6.5) wants it by the old one.
    """
    last = max(ZONES_UNTIL, date(first + 2, 1, 1))
    zone = icalendar.Timezone.from_tzid(key, first_date=date(first - 1, 1, 1), last_date=last)
    for part in zone.subcomponents:
        forward = max(part.TZOFFSETTO - part.TZOFFSETFROM, timedelta())
        part.DTSTART -= forward
        for each in part.pop("RDATE").dts if "RDATE" in part else ():
            part.add("RDATE", each.dt - forward)
    return bytes(zone.to_ical())


def stable_id(entry: EventEntry) -> str:
    """An event's identity in all calendars and for ever: its own where it was imported, else one made of region and key."""
    if entry.event.imported:
        return entry.event.imported.uid
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"integreat:{entry.region}/events/{entry.key}"))


def stamp(content: Content, entry: EventEntry) -> datetime:
    """When an event last changed, as far as its history tells."""
    changed = [day for file in {entry.file, *(place.file for place in entry.places.values())}
               if (day := content.history.changed.get(file))]  # fmt: skip
    day = max(changed, default=content.today or (entry.event.first or datetime(1990, 1, 1)).date())  # noqa: DTZ001
    return datetime.combine(day, time(), UTC)


def _dates(content: Content, entry: EventEntry) -> tuple[CalendarDates, ...]:
    """What calendars say of an event in every language: of the series, then of each of its dates that is cancelled.

    A cancelled date stays in calendars as such (RECURRENCE-ID with STATUS:CANCELLED); one that is left out would be gone
    without a word.
    """
    event, zone = entry.event, zone_of(content, entry.event)
    off = cancelled_starts(event, zone)
    nothing_left = event.cancelled or bool(off and not event.repeat and not event.also)
    series = _component(content, entry, cancelled=nothing_left)
    _add_times(series, event, zone)
    found = [CalendarDates(bytes(series.to_ical()), nothing_left)]
    for start in () if nothing_left else off:
        single = _component(content, entry, cancelled=True)
        single.add("recurrence-id", _value(event, start, zone))
        single.add("dtstart", _value(event, start, zone))
        if event.length:
            single.add("dtend", _value(event, start + event.length, zone))
        found.append(CalendarDates(bytes(single.to_ical()), cancelled=True))
    return tuple(found)


def _component(content: Content, entry: EventEntry, *, cancelled: bool) -> icalendar.Event:
    event, changed = entry.event, stamp(content, entry)
    found = icalendar.Event()
    found.add("uid", stable_id(entry))
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    where = content.places.get(event.place or "")
    if where and where.place.coordinates:
        found.add("geo", (where.place.coordinates.latitude, where.place.coordinates.longitude))
    if event.categories:
        found.add("categories", event.categories)
    found.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    if event.whole_day or cancelled:
        found.add("transp", "TRANSPARENT")
    return found


def _lines(edition: Edition, entry: EventEntry, dates: Sequence[CalendarDates]) -> bytes:
    """An event in one language: what every language has, and its words."""
    said = {cancelled: _words(edition, entry, cancelled=cancelled) for cancelled in {each.cancelled for each in dates}}
    return b"".join(each.lines.removesuffix(_END_EVENT) + said[each.cancelled] for each in dates)


def _words(edition: Edition, entry: EventEntry, *, cancelled: bool) -> bytes:
    """The texts of an event and its end. Outlook shows what is cancelled like all else, so that the title says it too."""
    event = entry.event
    found = icalendar.Event()
    title = _said(edition, event.title) or entry.key
    found.add("summary", f"{edition.voice.say('Cancelled')}: {title}" if cancelled else title)
    url = edition.absolute(page_file(f"events/{entry.key}", edition.language.tag))
    parts = [_said(edition, event.description), _cost(edition, event), event.online or "", url]
    found.add("description", "\n\n".join(part for part in parts if part))
    if place := _location(edition, event):
        found.add("location", place)
    if url:
        found.add("url", url)
    return bytes(found.to_ical()).removeprefix(_BEGIN_EVENT)


def _add_times(found: icalendar.Event, event: Event, zone: ZoneInfo) -> None:
    """Start, end, rule and exceptions. A start that the rule itself leaves out is not the series' first one."""
    beginning = event.first
    assert beginning is not None, "planning lists only events that happen"
    found.add("dtstart", _value(event, beginning, zone))
    if event.length:
        found.add("dtend", _value(event, beginning + event.length, zone))
    if event.repeat and (parts := parts_of(event.repeat)):
        rule = icalendar.vRecur.from_ical(
            ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
        )
        if until := until_of(parts, zone):
            rule["UNTIL"] = [until.date() if event.whole_day else until.replace(tzinfo=zone).astimezone(UTC)]
        found.add("rrule", rule)
    extra = [_value(event, each, zone) for text in event.also if (each := fitted(text, beginning))]
    kind = {"VALUE": "DATE"} if event.whole_day else {}
    if extra:
        found.add("rdate", extra, parameters=kind)
    if left_out := [_value(event, each, zone) for each in _left_out(event, zone)]:
        found.add("exdate", left_out, parameters=kind)


def _left_out(event: Event, zone: ZoneInfo) -> list[datetime]:
    """The starts that `except` names."""
    whole = replace(event, except_=[])
    return sorted({start for text in event.except_ for start in named_starts(whole, zone, text)})


def _value(event: Event, clock: datetime, zone: ZoneInfo) -> date | datetime:
    return clock.date() if event.whole_day else on_earth(clock, zone)


def _said(edition: Edition, field: str | dict[str, str] | None) -> str:
    words = edition.plan.content.words(field, edition.language.tag)
    return words.words.strip() if words else ""


def _cost(edition: Edition, event: Event) -> str:
    return edition.voice.say("Free of charge") if event.free else _said(edition, event.costs)


def _location(edition: Edition, event: Event) -> str:
    where = edition.plan.content.places.get(event.place or "")
    if where is None:
        return ", ".join((event.address or "").splitlines()) or event.online or ""
    address = where.place.address
    lines = [_said(edition, where.place.name)]
    lines += [address.street, f"{address.postcode} {address.town}"] if address else []
    return ", ".join(lines)
