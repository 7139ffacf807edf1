"""A week of Integreat's opening hours in OpenStreetMap's syntax."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from integreat_ssg.exchange.integreat import shapes
from integreat_ssg.model.findings import Place, has_errors
from integreat_ssg.model.hours import ALWAYS, MIDNIGHT, Day, Span, runs, written
from integreat_ssg.reading.hours_rules import hours_findings

_NAMES = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ONLY = {"de": "Nur mit Termin: {days}.", "en": "By appointment only: {days}."}
ONLY_BY_APPOINTMENT = {"de": "Nur mit Termin.", "en": "By appointment only."}
_TO = {"de": "{first} bis {last}", "en": "{first} to {last}"}


@dataclass(frozen=True, slots=True)
class Week:
    """`text` is in OpenStreetMap's syntax, "" where no day has hours; `only_by_appointment` where there is no other way;
    otherwise `note` names the days on which it is so, by language."""

    text: str = ""
    only_by_appointment: bool = False
    note: tuple[tuple[str, str], ...] = ()


def week_of(hours: shapes.Hours | None) -> Week:
    """What seven days say; nothing where there are none."""
    if not hours:
        return Week()
    days = tuple(_day(each) for each in hours)
    asked = [number for number, each in enumerate(hours) if each.by_appointment]
    open_without = any(days[number] for number in range(len(days)) if number not in asked)
    text = "" if not any(days) else "24/7" if all(day == ALWAYS for day in days) else written(days)
    if text and has_errors(hours_findings(text, Place(""))):
        text = ""
    if asked and not open_without:
        return Week(text, only_by_appointment=True)
    return Week(text, note=tuple((tag, _told(asked, tag)) for tag in _NAMES) if asked else ())


def _day(day: shapes.Day) -> Day:
    if day.closed:
        return ()
    if day.all_day:
        return ALWAYS
    return _joined((_minutes(each.start), _end(each)) for each in day.slots)


def _end(slot: shapes.Slot) -> int:
    """Minutes since midnight; what ends before it begins ends on the next day."""
    end = _minutes(slot.end)
    return end if end > _minutes(slot.start) else end + MIDNIGHT


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _joined(spans: Iterable[Span]) -> Day:
    """Spans in order, those that meet as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _told(numbers: list[int], tag: str) -> str:
    names = _NAMES[tag]
    marked: list[Day] = [((0, 1),) if number in numbers else () for number in range(7)]
    spans = [(first, last) for first, last, day in runs(marked) if day]
    words = [names[a] if a == b else f"{names[a]}, {names[b]}" if b == a + 1 else _TO[tag].format(first=names[a], last=names[b])
             for a, b in spans]  # fmt: skip
    return _ONLY[tag].format(days=", ".join(words))
