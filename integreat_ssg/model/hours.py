"""When something is open, as plain values: what a week is like, and the days that differ from it.

All times are those on the clock of the place, in minutes since midnight: they stay right when the clocks change, and a
day's opening may end after midnight (more than 1440). Reading makes these values from OpenStreetMap's syntax.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

Span = tuple[int, int]
Day = tuple[Span, ...]

MIDNIGHT = 24 * 60
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
ALWAYS: Day = ((0, MIDNIGHT),)
LANDS = frozenset("BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH".split())
"""The Länder, by their part of ISO 3166-2:DE; holidays are theirs to set."""


@dataclass(frozen=True)
class Hours:
    """Opening hours from `start` to the day before `end`: a usual week, Monday first, and the days that are not usual.

    `on_public` and `on_school` are what holds on public and on school holidays; None where nothing speaks of them, or where
    it is not the same on all of them.
    """

    week: tuple[Day, ...]
    start: date
    end: date
    days: Mapping[date, Day] = field(default_factory=dict)
    public_holidays: frozenset[date] = frozenset()
    school_holidays: frozenset[date] = frozenset()
    on_public: Day | None = None
    on_school: Day | None = None

    def on(self, day: date) -> Day:
        """The opening hours that begin on `day`."""
        return self.days.get(day, self.week[day.weekday()])

    @cached_property
    def stretches(self) -> tuple[tuple[date, date, Day], ...]:
        """First and last of each run of days that differ from the week and have the same hours."""
        return tuple(stretches(self, self.days))

    @property
    def always(self) -> bool:
        """Whether it never closes."""
        return not self.days and all(day == ALWAYS for day in self.week)

    @property
    def special(self) -> Mapping[date, Day]:
        """The days that differ from the week for another reason than a holiday for which one sentence is enough."""
        told = {*self.public_holidays} if self.on_public is not None else set()
        told |= {*self.school_holidays} if self.on_school is not None else set()
        return {day: spans for day, spans in self.days.items() if day not in told}


def closed_between(hours: Hours, first: date | None, last: date | None) -> Hours:
    """The same hours with every day from `first` to `last` closed, as far as they are known."""
    days = dict(hours.days)
    day = max(first or hours.start, hours.start)
    while day < hours.end and (last is None or day <= last):
        days[day] = ()
        day += timedelta(days=1)
    usual = {each: spans for each, spans in sorted(days.items()) if spans != hours.week[each.weekday()]}
    return replace(hours, days=usual)


def runs(week: Iterable[Day]) -> list[tuple[int, int, Day]]:
    """First and last weekday (0 is Monday) of each run of days with the same hours."""
    found: list[tuple[int, int, Day]] = []
    for number, spans in enumerate(week):
        if found and found[-1][2] == spans:
            found[-1] = (found[-1][0], number, spans)
        else:
            found.append((number, number, spans))
    return found


def stretches(hours: Hours, days: Mapping[date, Day]) -> list[tuple[date, date, Day]]:
    """First and last of each run of `days` with the same hours; days that are closed anyway join two that are closed."""
    found: list[tuple[date, date, Day]] = []
    for day, spans in sorted(days.items()):
        if found and found[-1][2] == spans and _joined(hours, found[-1][1], day, spans):
            found[-1] = (found[-1][0], day, spans)
        else:
            found.append((day, day, spans))
    return found


def _joined(hours: Hours, last: date, day: date, spans: Day) -> bool:
    between = (last + timedelta(days=number) for number in range(1, (day - last).days))
    return all(not spans and not hours.on(each) for each in between)


def written(week: Iterable[Day]) -> str:
    """A week as OpenStreetMap writes it in full, for editors: "Mo-We 08:00-12:00; Th 14:00-18:00; Fr-Su off"."""
    return "; ".join(
        f"{WEEKDAYS[first]}{f'-{WEEKDAYS[last]}' if last > first else ''} "
        + (",".join(f"{clock(start)}-{clock(end)}" for start, end in spans) or "off")
        for first, last, spans in runs(week)
    )


def clock(minutes: int) -> str:
    """Minutes since midnight as hours and minutes: "08:00"; past midnight it goes on from 00:00, and the day ends at 24:00."""
    if minutes > MIDNIGHT:
        minutes -= MIDNIGHT
    return f"{minutes // 60:02}:{minutes % 60:02}"
