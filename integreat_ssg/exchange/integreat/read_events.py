"""Events: when they are, on which clock, and how they repeat."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from integreat_ssg.exchange.integreat.items import Item
from integreat_ssg.exchange.integreat.read_pages import read_translations
from integreat_ssg.exchange.integreat.read_places import read_address
from integreat_ssg.exchange.integreat.shapes import Event, Recurrence
from integreat_ssg.occurrences import named_zone

_FIRST = re.compile(r"DTSTART[^:]*:(\d{8})(?:T(\d{6}))?Z?\s*")
_RULE = re.compile(r"(?:RRULE:)?(FREQ=[A-Z0-9=;,+:-]+)\s*", re.IGNORECASE)


def read_event(item: Item) -> Event | None:
    """One event; None where it has no path, no title or no beginning, which is a finding."""
    path, title = item.path("path", "url"), item.line("title")
    times = item.item("event")
    zone = _zone(times)
    start = _moment(times, "start", zone)
    if not path or not title or not start:
        item.leave_out("path" if not path else "event.start" if title else "title")
        return None
    end = _moment(times, "end", zone)
    if end and end < start:
        times.refuse("end")
        end = None
    return Event(
        path=path,
        title=title,
        start=start,
        end=end,
        zone=zone.key if zone else "",
        id=item.whole("id"),
        event_id=times.whole("id"),
        url=item.line("url"),
        content=item.text("content"),
        excerpt=item.text("excerpt"),
        translations=read_translations(item),
        modified=item.moment("last_updated", "modified_gmt"),
        thumbnail=item.line("thumbnail"),
        address=read_address(item),
        place_path=item.path("location_path"),
        meeting_url=item.line("meeting_url"),
        all_day=times.flag("all_day"),
        only_weekdays=times.flag("only_weekdays"),
        recurrence=_recurrence(item),
    )


def _zone(times: Item) -> ZoneInfo | None:
    name = times.line("timezone")
    zone = named_zone(name) if name else None
    if name and not zone:
        times.refuse("timezone")
    return zone


def _moment(times: Item, key: str, zone: ZoneInfo | None) -> datetime | None:
    """`start` or `end`, on the event's own clock. Older servers tell the day and the time only, on that clock."""
    if when := times.moment(key):
        return when.astimezone(zone) if zone else when
    day, clock = times.line(f"{key}_date"), times.line(f"{key}_time") or "00:00:00"
    if not day:
        return None
    try:
        when = datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        times.refuse(f"{key}_date")
        return None
    return when if when.tzinfo else when.replace(tzinfo=zone or UTC)


def _recurrence(item: Item) -> Recurrence | None:
    """The two lines `DTSTART:…` and `RRULE:…`. The first is in UTC, though it does not say so."""
    text = item.text("recurrence_rule")
    if not text:
        return None
    first, rule = None, ""
    for line in text.splitlines():
        if found := _FIRST.fullmatch(line):
            day, clock = found.groups()
            try:
                first = datetime.strptime(f"{day}{clock or '000000'}", "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            except ValueError:
                item.refuse("recurrence_rule")
        elif found := _RULE.fullmatch(line):
            rule = found[1].upper()
    if not rule:
        item.refuse("recurrence_rule")
        return None
    return Recurrence(rule, first)
