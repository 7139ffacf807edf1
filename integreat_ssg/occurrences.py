"""Events to the times at which they happen, on the clock of their place and across its changes.

In: events and the days of interest. Out: occurrences. The clock is never asked: the build date is an argument. Recurrence
is RFC 5545's, as python-dateutil computes it, of which only those parts are taken that calendars agree on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr

from integreat_ssg.model.content import Content
from integreat_ssg.model.events import Event, EventEntry, Occurrence, moment

DAYS_AHEAD = 180
"""How far the lists reach, counted from the build date: half a year of a term's courses."""
MAX_OCCURRENCES = 400
"""Of one event in that time; twice a day is more than any calendar can show."""
YEARS = range(1990, 2101)
"""Years in which an event may begin; others are slips of the pen."""

PARTS = {
    "DAILY": {"BYDAY", "BYMONTH"},
    "WEEKLY": {"BYDAY", "BYMONTH", "WKST"},
    "MONTHLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
"""What may stand beside INTERVAL, COUNT and UNTIL in a rule of each frequency. More could keep a computer busy for minutes
with a rule that never comes true."""

_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+:T-]+)")
_COUNT = re.compile(r"[1-9]\d{0,3}")
_UNTIL = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")


@dataclass(frozen=True)
class Agenda:
    """What happens from the day before `today`, the build date, to `last`, in order of time."""

    today: date
    last: date
    occurrences: tuple[Occurrence, ...]

    @cached_property
    def by_event(self) -> Mapping[str, tuple[Occurrence, ...]]:
        """An event's key to what is still to come of it, the event that comes next first. What is over is not there."""
        found: dict[str, list[Occurrence]] = {}
        for each in self.occurrences:
            if each.last_day >= self.today:
                found.setdefault(each.key, []).append(each)
        return {key: tuple(each) for key, each in found.items()}


def agenda(content: Content) -> Agenda:
    """The region's agenda as of the build date.

    Where nothing tells the build date, nothing is taken for past: the agenda begins with the earliest single event.
    """
    entries = [entry for entry in content.events.values() if not entry.event.draft]
    begun = [entry.event.first.date() for entry in entries if entry.event.first and not entry.event.repeat]
    today = content.today or min(begun, default=date(1990, 1, 1))
    first, last = today - timedelta(days=1), today + timedelta(days=DAYS_AHEAD)
    found = [each for entry in entries for each in occurrences(entry, zone_of(content, entry.event), first, last)]
    return Agenda(today, last, tuple(sorted(found, key=lambda each: (each.start, each.end, each.key))))


def occurrences(entry: EventEntry, zone: ZoneInfo, first: date, last: date) -> tuple[Occurrence, ...]:
    """The occurrences of an event that touch the days from `first` to `last`."""
    return tuple(each_occurrence(entry, zone, first, last))


def each_occurrence(entry: EventEntry, zone: ZoneInfo, first: date, last: date) -> Iterator[Occurrence]:
    """The same one by one, for whoever needs no more than the first: a series without an end is worked out no further."""
    event = entry.event
    begin, end = datetime.combine(first, time()), datetime.combine(last, time()) + timedelta(days=1)
    off = set(cancelled_starts(event, zone))
    for start in islice(starts(event, zone, begin - event.length, end), MAX_OCCURRENCES):
        if start + event.length > begin or start >= begin:
            times = on_earth(start, zone), on_earth(start + event.length, zone)
            yield Occurrence(entry.key, *times, event.whole_day, event.cancelled or start in off)


def starts(event: Event, zone: ZoneInfo, first: datetime, end: datetime) -> Iterator[datetime]:
    """The starts of an event from `first` to before `end`, in order, on the clock of its place."""
    beginning = event.first
    if beginning is None or beginning.year not in YEARS:
        return
    repeated: Iterable[datetime] = (beginning,)
    if event.repeat:
        rule = rule_of(event, zone)
        repeated = rule.xafter(first, inc=True) if rule else ()
    extra = sorted(each for text in event.also if (each := fitted(text, beginning)))
    left_out = [moment(text) for text in event.except_]
    days = {each for each in left_out if not isinstance(each, datetime)}
    times = {each for each in left_out if isinstance(each, datetime)}
    former = None
    for start in _merged(takewhile(lambda each: each < end, repeated), extra):
        if start != former and first <= start < end and start not in times and start.date() not in days:
            former = start
            yield start


def named_starts(event: Event, zone: ZoneInfo, text: str) -> list[datetime]:
    """The starts of an event that a day or a time names: a day stands for every start on it. None where it names none."""
    when = moment(text)
    if when is None:
        return []
    begin = datetime.combine(when, time())
    on_day = starts(event, zone, begin, begin + timedelta(days=1))
    return [start for start in on_day if not isinstance(when, datetime) or start == when]


def cancelled_starts(event: Event, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The starts of single dates that do not take place, in order."""
    return tuple(sorted({start for text in event.cancelled_dates for start in named_starts(event, zone, text)}))


def fitted(text: str, beginning: datetime) -> datetime | None:
    """A further start: where only a day is told, at the usual time."""
    when = moment(text)
    return when if when is None or isinstance(when, datetime) else datetime.combine(when, beginning.time())


def on_earth(clock: datetime, zone: ZoneInfo) -> datetime:
    """The moment when the clocks of a zone show a time: the first one where they show it twice.

    A time that they skip counts from before the change, as RFC 5545 has it: 02:30 becomes 03:30.
    """
    return clock.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def is_skipped(clock: datetime, zone: ZoneInfo) -> bool:
    """Whether the clocks of a zone never show this time, since they are put forward over it."""
    return on_earth(clock, zone).replace(tzinfo=None) != clock


def zone_of(content: Content, event: Event) -> ZoneInfo:
    """The time zone of an event, or of its region; UTC where neither is known, which a rule tells."""
    return named_zone(event.time_zone) or named_zone(content.settings.time_zone) or ZoneInfo("UTC")


@lru_cache
def named_zone(name: str | None) -> ZoneInfo | None:
    """A zone of the IANA database ("Europe/Berlin"); None for any other name."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def parts_of(rule: str) -> dict[str, str] | None:
    """The parts of a recurrence rule; None where it is none, or asks for what `PARTS` does not have."""
    parts = {}
    for piece in rule.upper().replace(" ", "").removeprefix("RRULE:").strip(";").split(";"):
        match = _PART.fullmatch(piece)
        if match is None or match[1] in parts:
            return None
        parts[match[1]] = match[2]
    known = PARTS.get(parts.get("FREQ", ""))
    if known is None or set(parts) - known - {"FREQ", "INTERVAL", "COUNT", "UNTIL"} or {"COUNT", "UNTIL"} <= set(parts):
        return None
    if not all(_COUNT.fullmatch(parts.get(name, "1")) for name in ("INTERVAL", "COUNT")):
        return None
    return parts if "UNTIL" not in parts or _UNTIL.fullmatch(parts["UNTIL"]) else None


def rule_of(event: Event, zone: ZoneInfo) -> rrule | None:
    """An event's rule on the clock of its place, from its start on; None where there is none that can be followed."""
    beginning, parts = event.first, parts_of(event.repeat or "")
    if beginning is None or parts is None:
        return None
    until = until_of(parts, zone)
    text = ";".join(f"{name}={value}" for name, value in parts.items() if name != "UNTIL")
    try:
        rule = rrulestr(text, dtstart=beginning)
    except (ValueError, OverflowError, TypeError):
        return None
    if not isinstance(rule, rrule) or ("UNTIL" in parts and until is None):
        return None
    return rule.replace(until=until) if until else rule


def until_of(parts: Mapping[str, str], zone: ZoneInfo) -> datetime | None:
    """The last moment of a rule on the clock of its place; a day counts to its end."""
    match = _UNTIL.fullmatch(parts.get("UNTIL", ""))
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
        if match[4] is None:
            return datetime.combine(day, time(23, 59, 59))
        clock = datetime.combine(day, time(int(match[4]), int(match[5]), int(match[6])))
    except ValueError:
        return None
    return clock.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None) if match[7] else clock


def _merged(repeated: Iterable[datetime], extra: list[datetime]) -> Iterator[datetime]:
    """Two ordered rows of times as one; the first may have no end."""
    waiting = list(reversed(extra))
    for each in repeated:
        while waiting and waiting[-1] <= each:
            yield waiting.pop()
        yield each
    yield from reversed(waiting)
