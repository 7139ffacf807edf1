"""Opening hours in OpenStreetMap's syntax to plain values, with the holidays of a Land.

opening-hours-py evaluates the syntax; it knows holidays of whole countries only. So a holiday is evaluated by a text in
which `PH` or `SH` stands for its weekday, and every other day by a text in which they never apply.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined] # its stubs forget one

from integreat_ssg.model.hours import MIDNIGHT, WEEKDAYS, Day, Hours, Span

WINDOW = 400
"""Days that a site knows the hours of: a year after the build it still tells the truth."""
SEASON = 56
"""Days from which the usual week is told: eight of each weekday, so that summer's hours do not stand there in winter."""

_HOLIDAY = re.compile(r"\b([PS]H)\b(\s+(?=(?:Mo|Tu|We|Th|Fr|Sa|Su)\b))?")
_TIME = re.compile(r"(\d\d:\d\d)\s*-\s*(\d\d:\d\d)")
_TIMES = re.compile(r"\d\d:\d\d\s*-\s*\d\d:\d\d(?:\s*,\s*\d\d:\d\d\s*-\s*\d\d:\d\d)*(?!\s*(?:off|closed|open))")
_UNSUPPORTED = re.compile(r"\b(?:sunrise|sunset|dawn|dusk|unknown)\b|\d\+|\b[PS]H\s*[+-]\s*\d|\"|\|\|", re.IGNORECASE)


def holidays_of(land: str | None, first: date, last: date, category: str = "public") -> frozenset[date]:
    """The public or school holidays of a Land from `first` to `last`; without a Land those that all of Germany has."""
    if land is None and category != "public":
        return frozenset()
    found: set[date] = set()
    for year in range(first.year, last.year + 1):
        found.update(_holidays_in(land, year, category))
    return frozenset(day for day in found if first <= day <= last)


@cache
def _holidays_in(land: str | None, year: int, category: str) -> frozenset[date]:
    import holidays  # all countries' at once, and only texts that name holidays ask

    return frozenset(holidays.country_holidays("DE", subdiv=land, years=year, categories=(category,)))


def hours_problem(text: str) -> tuple[str, int] | None:
    """What keeps `text` from being read, as a part of it and the column where it stands; None where it can be read."""
    if match := _UNSUPPORTED.search(text):
        return match[0], match.start() + 1
    try:
        OpeningHours(text)
    except ParserError as problem:
        where = re.search(r"--> \d+:(\d+)", str(problem))
        column = int(where[1]) if where else 1
        return text[column - 1 :][:20], column
    return None


@lru_cache(maxsize=4096)
def read_hours(text: str, land: str | None, start: date | None) -> Hours | None:
    """The hours that `text` means from `start` on, or only those of a usual week; None where it cannot be read."""
    if hours_problem(text):
        return None
    if start is None:
        return Hours(read_week(text), date.min, date.min)
    end, season = start + timedelta(days=WINDOW), start + timedelta(days=SEASON)
    public = holidays_of(land, start, end)
    school = holidays_of(land, start, end, "school") if "SH" in text else frozenset()
    opening = _opening(text, start, end, public, school)
    usual = [
        Counter(
            spans for day, spans in opening.items() if day.weekday() == weekday and day not in public and day < season
        )
        for weekday in range(7)
    ]
    week = tuple(max(each, key=lambda spans: (each[spans], spans), default=()) for each in usual)
    return Hours(
        week,
        start,
        end,
        {day: spans for day, spans in opening.items() if spans != week[day.weekday()]},
        public,
        school - public,
        _same(opening, public) if "PH" in text else None,
        _same(opening, school - public) if "SH" in text else None,
    )


def _same(opening: Mapping[date, Day], days: frozenset[date]) -> Day | None:
    """What holds on all of these days, weekends aside if they are closed anyway; None where they differ."""
    found = {opening[day] for day in days if day in opening}
    if len(found) == 2 and () in found and all(opening[day] for day in days if day in opening and day.weekday() < 5):
        found.remove(())
    return found.pop() if len(found) == 1 else None


def is_ever_open(text: str) -> bool:
    """Whether `text` names any time at which it is open, be it only on holidays or in a single year."""
    begin, end = datetime(2020, 1, 1), datetime(2040, 1, 1)  # noqa: DTZ001 - on the place's clock
    for each in (text, _HOLIDAY.sub("", text)):  # without holidays' names their hours hold on any day
        if not hours_problem(each) and any(span[2] == State.OPEN for span in _parsed(each).intervals(begin, end)):
            return True
    return False


def read_week(text: str) -> tuple[Day, ...]:
    """A week by `text` alone, without holidays and seasons; empty days where it cannot be read."""
    monday = date(2023, 5, 1)
    if hours_problem(text):
        return ((),) * 7
    return tuple(_opening(text, monday, monday + timedelta(days=7), frozenset(), frozenset()).values())


def _opening(text: str, start: date, end: date, public: frozenset[date], school: frozenset[date]) -> dict[date, Day]:
    """What begins on each day from `start` to the day before `end`."""
    special = sorted(day for day in (public | school) if start <= day < end) if _HOLIDAY.search(text) else []
    found: dict[date, Day] = {}
    day = start
    for holiday in [*special, end]:
        found |= _stretch(_without(text, "PH", "SH"), day, holiday)
        if holiday < end:
            variant = _on_holiday(text, WEEKDAYS[holiday.weekday()], holiday in public, holiday in school)
            found |= _stretch(variant, holiday, holiday + timedelta(days=1))
        day = holiday + timedelta(days=1)
    return found


def _stretch(text: str, first: date, end: date) -> dict[date, Day]:
    """What begins on each day of a stretch in which `text` holds."""
    found: dict[date, list[Span]] = {first + timedelta(days=number): [] for number in range((end - first).days)}
    begin, over = datetime.combine(first, time()), datetime.combine(end, time())
    for opens, closes, state, after in _parsed(text).intervals(begin, over) if found else ():
        while state == State.OPEN and opens < closes:
            day = datetime.combine(opens.date(), time())
            until = min(closes, day + timedelta(days=1))
            minutes = int((until - day).total_seconds()) // 60
            late = _minutes(after) if minutes == MIDNIGHT and after else 0
            found[opens.date()].append((int((opens - day).total_seconds()) // 60, minutes + late))
            opens = until
    return {day: tuple(spans) for day, spans in found.items()}


@lru_cache(maxsize=4096)
def _parsed(text: str) -> OpeningHours:
    """The evaluator of `text`, in which what lasts past midnight ends there and notes when it really ends.

    Left to itself, it would let a rule for Saturday end what began on Friday evening.
    """
    return OpeningHours(_TIMES.sub(_until_midnight, text))


def _until_midnight(times: re.Match[str]) -> str:
    late = ""
    spans = []
    for start, end in _TIME.findall(times[0]):
        if end <= start or end > "24:00":
            late = f' "{(_minutes(end) - MIDNIGHT if end > "24:00" else _minutes(end)) // 60:02}:{end[3:]}"'
            end = "24:00"
        spans.append(f"{start}-{end}")
    return ",".join(spans) + late


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _without(text: str, *kinds: str) -> str:
    """`text` where holidays of these kinds never apply. (`SH Mo-Fr` alone would also mean every Monday to Friday.)"""
    for kind in kinds:
        text = re.sub(rf"\b{kind}\s+(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)[-,]?)+", kind, text)
    return text


def _on_holiday(text: str, weekday: str, public: bool, school: bool) -> str:
    """`text` for one day that is a holiday: `PH off` becomes `We off`, `SH Mo-Fr` becomes `Mo-Fr`."""
    holds = {"PH": public, "SH": school}
    text = _without(text, *(kind for kind in holds if not holds[kind]))
    return _HOLIDAY.sub(lambda match: match[0] if not holds[match[1]] else "" if match[2] else weekday, text)
