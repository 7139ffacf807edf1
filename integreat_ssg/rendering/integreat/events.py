"""Events as the API tells them, one for each series."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from integreat_ssg.model.events import Event, EventEntry, Occurrence
from integreat_ssg.occurrences import YEARS, each_occurrence, on_earth, parts_of, until_of, zone_of
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.contacts import phone_url
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.copy import Copy, Json, languages_of, own_words, written_address
from integreat_ssg.rendering.integreat.places import NOWHERE, address, place_path
from integreat_ssg.rendering.integreat.text import contact_card, excerpt, link, paragraphs

_TOWN = re.compile(r"(\d{5}) (.+)")
A_YEAR = timedelta(days=365)
"""How far ahead a series is told date by date."""
_WEEKDAYS = {"MO", "TU", "WE", "TH", "FR"}


def events(copy: Copy, edition: Edition) -> list[Json]:
    """What is still to come and has a title in this language, in the shape Event, by its first date.

    A series is one event with its rule. One with dates that are left out, added or cancelled cannot be told by a rule alone:
    each of its dates is an event, under the address that Integreat gives to single dates.
    """
    tag = edition.language.tag
    told: list[Json] = []
    for entry in sorted(copy.content.events.values(), key=lambda each: (str(each.event.first), each.key)):
        event = entry.event
        if event.draft or event.cancelled or event.first is None or not own_words(event.title, tag):
            continue
        today = edition.plan.agenda.today
        if _is_regular(event):
            if next(_coming(copy, today, entry), None):
                told.append(_event(copy, edition, entry, *_first(copy, entry), rule=_rule(copy, entry)))
        else:
            coming = [*_coming(copy, today, entry)]
            several = len(coming) > 1 or bool(event.repeat or event.also)
            told += (_single(copy, edition, entry, each, several=several) for each in coming if not each.cancelled)
    return told


def _coming(copy: Copy, today: date, entry: EventEntry) -> Iterator[Occurrence]:
    """What is still to come of an event; of a series that has to be told date by date, what comes in a year."""
    zone = zone_of(copy.content, entry.event)
    last = date(YEARS[-1], 12, 31) if not entry.event.repeat or _is_regular(entry.event) else today + A_YEAR
    return (each for each in each_occurrence(entry, zone, today, last) if each.last_day >= today)


def _is_regular(event: Event) -> bool:
    """Whether an event is a series of which its rule tells all."""
    return bool(event.repeat) and not (event.except_ or event.also or event.cancelled_dates)


def _first(copy: Copy, entry: EventEntry) -> tuple[datetime, datetime]:
    """Start and end of the first date of a series."""
    zone, start = zone_of(copy.content, entry.event), entry.event.first or datetime(1990, 1, 1)  # noqa: DTZ001
    return on_earth(start, zone), on_earth(start + entry.event.length, zone)


def _single(copy: Copy, edition: Edition, entry: EventEntry, when: Occurrence, *, several: bool) -> Json:
    suffix = f"${when.start.date().isoformat()}" if several else ""
    return _event(copy, edition, entry, when.start, when.end, suffix=suffix)


def _event(
    copy: Copy,
    edition: Edition,
    entry: EventEntry,
    start: datetime,
    end: datetime,
    *,
    rule: str | None = None,
    suffix: str = "",
) -> Json:
    content, tag, event, key = copy.content, edition.language.tag, entry.event, entry.key
    title, way = own_words(event.title, tag), f"events/{key}"
    html = _described(copy, edition, event)
    paths = {each: copy.path(each, way + suffix) for each in languages_of(content, event.title)}
    others = copy.translations("event", key, way, paths, tag)
    place = content.places.get(event.place or "")
    last = end - timedelta(minutes=1) if event.whole_day else end
    return {
        "id": copy.number("event", key, tag) if not suffix else None,
        "url": edition.absolute(page_file(way, tag)),
        "path": copy.path(tag, way + suffix),
        "title": title.words if title else key,
        **copy.days(content.history.changed.get(entry.file)),
        "excerpt": excerpt(html),
        "content": html,
        "available_languages": {code: told | {"id": None} for code, told in others.items()} if suffix else others,
        "thumbnail": copy.picture(edition, event.picture),
        "location": address(copy, edition, str(event.place), place.place) if place else _written(copy, event),
        "location_path": place_path(copy, tag, str(event.place)) if place else None,
        "meeting_url": event.online,
        "event": {
            "id": copy.number("event", key),
            "start": start.isoformat(),
            "start_date": start.date().isoformat(),
            "start_time": start.time().isoformat(),
            "end": last.isoformat(),
            "end_date": last.date().isoformat(),
            "end_time": last.time().isoformat(),
            "all_day": event.whole_day,
            "only_weekdays": _only_weekdays(event),
            "recurrence_id": copy.number("event", f"{key}/rule") if rule else None,
            "timezone": zone_of(content, event).key,
        },
        "hash": None,
        "recurrence_rule": rule,
    }


def _described(copy: Copy, edition: Edition, event: Event) -> str:
    """What is said of an event in this language, with what the shape has no field for."""
    tag, content = edition.language.tag, copy.content
    words = (own_words(each, tag) for each in (event.description, event.costs))
    rows = [paragraphs(each.words) for each in words if each]
    if signing := event.registration:
        ways = [link(signing.url, signing.url)] if signing.url else []
        ways += [link(phone_url(signing.phone), signing.phone)] if signing.phone else []
        ways += [link(f"mailto:{signing.email}", signing.email)] if signing.email else []
        rows += [f"<p>{each}</p>" for each in ways]
    if event.website:
        rows.append(f"<p>{link(event.website, event.website)}</p>")
    contact = content.contacts.get(event.contact or "")
    if contact:
        rows.append(contact_card(copy, edition, str(event.contact), contact))
    return "".join(rows)


def _written(copy: Copy, event: Event) -> Json:
    """An address in words, as far as it can be told apart: clients show a place only where it has a number."""
    written = written_address(event)
    if not written:
        return NOWHERE
    lines = written.split("\n")
    town = next((match for line in lines if (match := _TOWN.fullmatch(line))), None)
    others = [line for line in lines if not (town and line == town[0])]
    return {
        **NOWHERE,
        "id": copy.number("address", written),
        "name": others[0] if len(others) > 1 else None,
        "address": ", ".join(others[1:] if len(others) > 1 else others) or None,
        "town": town[2] if town else None,
        "postcode": town[1] if town else None,
        "country": "DE",
    }


def _rule(copy: Copy, entry: EventEntry) -> str | None:
    """When a series repeats, in two lines, with moments in UTC that do not say so."""
    parts, first = parts_of(entry.event.repeat or ""), _first(copy, entry)[0].astimezone(UTC)
    if parts is None:
        return None
    rule = (f"{name}={_until(copy, entry) if name == 'UNTIL' else value}" for name, value in _ordered(parts))
    return f"DTSTART:{first:%Y%m%dT%H%M%S}\nRRULE:{';'.join(rule)}"


def _ordered(parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The frequency first, the rest as it was written."""
    yield "FREQ", parts["FREQ"]
    yield from ((name, value) for name, value in parts.items() if name != "FREQ")


def _until(copy: Copy, entry: EventEntry) -> str:
    """The last moment of a series. A last day is written as Integreat does, to its end in UTC, unless one more date would fit
    into what that is longer than the day."""
    event, zone = entry.event, zone_of(copy.content, entry.event)
    parts = parts_of(event.repeat or "") or {}
    last = until_of(parts, zone)
    first = _first(copy, entry)[0]
    if last is None:
        return parts["UNTIL"]
    to_its_end = f"{last:%H%M%S}" == "235959"
    if to_its_end and first.astimezone(UTC).date() == first.date():
        return f"{last:%Y%m%d}T235959"
    return f"{on_earth(last, zone).astimezone(UTC):%Y%m%dT%H%M%S}"


def _only_weekdays(event: Event) -> bool:
    parts = parts_of(event.repeat or "") or {}
    return parts.get("FREQ") == "WEEKLY" and set(parts.get("BYDAY", "").split(",")) == _WEEKDAYS
