"""What editors get wrong in OpenStreetMap's syntax for opening hours, told with the week that it means."""

import re
from collections.abc import Iterator
from itertools import pairwise

from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.model.hours import MIDNIGHT, WEEKDAYS, Day, clock, written
from integreat_ssg.reading.hours import hours_problem, is_ever_open, read_week

MORNING = 6 * 60
"""Who closes after midnight has closed by then; a later end is more likely a start and an end the wrong way round."""

_TIMES = re.compile(r"\d\d:\d\d-\d\d:\d\d(?:\s*,\s*\d\d:\d\d-\d\d:\d\d)*")
_TIME = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


_SELECTED = re.compile(r"\b(week|[PS]H|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{4})\b|\[")
"""What makes a rule hold on some days of a year only."""


def hours_findings(text: str, place: Place) -> list[Finding]:
    """Everything that is wrong or doubtful in `text`."""
    if problem := hours_problem(text):
        return [error("bad-hours", place, hours=text, part=problem[0] or text, column=problem[1])]
    if not is_ever_open(text):
        return [warning("hours-never-open", place, hours=text)]
    rules = (_overlaps, _added_twice, _nights, _replaced, _holidays)
    return [finding for rule in rules for finding in rule(text, place)]


def _overlaps(text: str, place: Place) -> Iterator[Finding]:
    for times in _TIMES.findall(text):
        spans = sorted(_minutes(each) for each in _TIME.findall(times))
        for (start, end), (later, until) in pairwise(spans):
            if later < end:
                first, second = (f"{clock(a)}-{clock(b)}" for a, b in ((start, end), (later, until)))
                yield error("hours-overlap", place, first=first, second=second)


def _added_twice(text: str, place: Place) -> Iterator[Finding]:
    """A rule after a comma adds hours to a day; where they overlap with those before, one of the two is a slip."""
    for rule in text.split(";"):
        before: list[tuple[Day, ...]] = []
        for part in _additions(rule):
            if _SELECTED.search(part) or hours_problem(part):
                continue
            week = read_week(part)
            pairs = ((span, other) for days in before for one, two in zip(days, week, strict=True)
                     for span in one for other in two if _meet((span,), (other,)))  # fmt: skip
            if found := next(pairs, None):
                first, second = (f"{clock(start)}-{clock(end)}" for start, end in found)
                yield warning("hours-overlap", place, first=first, second=second)
                return
            before.append(week)


def _additions(rule: str) -> Iterator[str]:
    """The parts of a rule that commas add to each other: `Mo,Tu 08:00-12:00, Th 14:00-18:00` has two."""
    days = ""
    for piece in re.split(r",\s*(?=[A-Z])", rule.strip()):
        days += piece
        if _TIME.search(piece) or piece.endswith(("off", "closed")):
            yield days
            days = ""
        else:
            days += ","


def _nights(text: str, place: Place) -> Iterator[Finding]:
    for each in _TIME.findall(text):
        start, end = _minutes(each)
        if end == start:
            yield error("hours-end-before-start", place, start=clock(start), end=clock(end))
        elif end % MIDNIGHT > MORNING and not start < end <= MIDNIGHT:
            yield warning("hours-end-before-start", place, start=clock(start), end=clock(end))


def _replaced(text: str, place: Place) -> Iterator[Finding]:
    """A rule after `;` replaces the hours that a day had before; `,` would add to them.

    It is meant to replace where the two overlap: longer or shorter hours on one day. Where they do not, the hours before
    were most likely meant to stay.
    """
    before: tuple[Day, ...] = ((),) * 7
    for rule in text.split(";"):
        if not rule.strip() or hours_problem(rule.strip()):
            continue
        week = read_week(rule.strip())
        lost = [
            number for number in range(7) if week[number] and before[number] and not _meet(week[number], before[number])
        ]
        if lost and not _SELECTED.search(rule):
            days = ", ".join(WEEKDAYS[number] for number in lost)
            yield warning("hours-replaced", place, days=days, week=written(read_week(text)))
            return
        before = tuple(new or old for new, old in zip(week, before, strict=True))


def _holidays(text: str, place: Place) -> Iterator[Finding]:
    if "PH" not in text and any(read_week(text)) and text.strip() != "24/7":
        yield note("hours-without-holidays", place)


def _meet(spans: Day, others: Day) -> bool:
    return any(start < until and later < end for start, end in spans for later, until in others)


def _minutes(time: tuple[str, ...]) -> tuple[int, int]:
    hour, minute, until_hour, until_minute = map(int, time)
    return hour * 60 + minute, until_hour * 60 + until_minute
