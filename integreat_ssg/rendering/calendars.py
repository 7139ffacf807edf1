"""Calendar files (RFC 5545): one for each event, with its whole series, and calendars to subscribe to.

The icalendar library writes them. Nothing here is later than the content: the stamps come from its history, or are the
build date's, so that the same content gives the same bytes.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import icalendar

from integreat_ssg.model.content import Content
from integreat_ssg.model.events import Event, EventEntry, moment
from integreat_ssg.model.site import Artifact
from integreat_ssg.occurrences import fitted, on_earth, parts_of, starts, until_of, zone_of
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.edition import Edition

PRODUCT = "-//integreat_ssg//events//EN"
REFRESH = timedelta(hours=12)
"""How often a subscribed calendar should be asked for again."""
ZONES_UNTIL = date(2038, 1, 1)
"""Until when the rules of a time zone are written out for programs that do not know it."""


def calendar_file(language: str, key: str) -> str:
    """The calendar file of one event."""
    return f"{language}/events/{key}.ics"


def region_calendar(language: str) -> str:
    """The calendar of all events of a region in one language."""
    return f"{language}/events.ics"


def category_calendar(language: str, category: str) -> str:
    """The calendar of one category. It does not lie beside the events' own files, whose keys it could meet."""
    return f"{language}/events/category/{category}.ics"


def calendars(edition: Edition) -> Iterator[Artifact]:
    """Every calendar file of one language: of each event that is still to come, of all, and of each category."""
    content, tag = edition.plan.content, edition.language.tag
    entries = [content.events[key] for key in sorted(edition.plan.agenda.by_event)]
    if not content.events:
        return
    made = {entry.key: _event(edition, entry) for entry in entries}  # each stands in several calendars
    for entry in entries:
        name = _said(edition, entry.event.title) or entry.key
        yield Artifact(calendar_file(tag, entry.key), calendar(edition, [entry], made, name))
    region = edition.translated(content.settings.full_name) or edition.region
    yield Artifact(region_calendar(tag), calendar(edition, entries, made, region.text, region_calendar(tag)))
    for key in sorted({key for entry in entries for key in entry.event.categories}):
        file, listed = category_calendar(tag, key), [entry for entry in entries if key in entry.event.categories]
        name = f"{region.text}: {category_view(edition, key).name.text}"
        yield Artifact(file, calendar(edition, listed, made, name, file))


def calendar(
    edition: Edition, entries: Sequence[EventEntry], made: Mapping[str, icalendar.Event], name: str, source: str = ""
) -> bytes:
    """A calendar with these events, as `made` has them by key; `source` is the file it will have, where readers can
    subscribe to it."""
    found = icalendar.Calendar()
    found.add("version", "2.0")
    found.add("prodid", PRODUCT)
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", edition.plan.content.settings.time_zone)
    if source:
        found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        found.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
        if address := edition.absolute(source):
            found.add("source", address, parameters={"VALUE": "URI"})
    first = min((entry.event.first.year for entry in entries if entry.event.first), default=ZONES_UNTIL.year)
    content = edition.plan.content
    for key in sorted({zone_of(content, entry.event).key for entry in entries if not entry.event.whole_day} - {"UTC"}):
        found.add_component(_zone(key, first))
    for entry in entries:
        found.add_component(made[entry.key])
    return bytes(found.to_ical())


@lru_cache
def _zone(key: str, first: int) -> icalendar.Timezone:
    """The rules of a time zone from the year `first` on; making them takes longer than all else in a calendar."""
    return icalendar.Timezone.from_tzid(key, first_date=date(first, 1, 1), last_date=ZONES_UNTIL)


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


def _event(edition: Edition, entry: EventEntry) -> icalendar.Event:
    content, event, tag = edition.plan.content, entry.event, edition.language.tag
    zone = zone_of(content, event)
    found = icalendar.Event()
    found.add("uid", stable_id(entry))
    changed = stamp(content, entry)
    found.add("dtstamp", changed)
    found.add("last-modified", changed)
    found.add("summary", _said(edition, event.title) or entry.key)
    _add_times(found, event, zone)
    url = edition.absolute(page_file(f"events/{entry.key}", tag))
    description = _said(edition, event.description)
    parts = [description, _cost(edition, event), event.online or "", url]
    found.add("description", "\n\n".join(part for part in parts if part))
    if place := _location(edition, event):
        found.add("location", place)
    where = content.places.get(event.place or "")
    if where and where.place.coordinates:
        found.add("geo", (where.place.coordinates.latitude, where.place.coordinates.longitude))
    if url:
        found.add("url", url)
    if event.categories:
        found.add("categories", event.categories)
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.whole_day:
        found.add("transp", "TRANSPARENT")
    return found


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
    """The starts that `except` names: a day stands for every start on it."""
    found: list[datetime] = []
    for text in event.except_:
        when = moment(text)
        if isinstance(when, datetime):
            found.append(when)
        elif when:
            begin = datetime.combine(when, time())
            whole = Event(event.title, event.start, event.end, repeat=event.repeat, also=event.also)
            found += starts(whole, zone, begin, begin + timedelta(days=1))
    return sorted(set(found))


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
