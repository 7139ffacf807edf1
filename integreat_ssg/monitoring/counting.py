"""Entries to numbers: how many there are, how old, and in which state."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from integreat_ssg.model.standing import State
from integreat_ssg.monitoring.entries import Entry

AGES = (3, 6, 12, 24)
"""The upper ends of the classes of age, in months; a last class is for what is older."""
FRESH = 12
"""Months for which a text counts as fresh after its last change."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of texts. `expected` is how many there would be if each text existed in each language that is counted;
    `machine` are translations by machine that their source text has not overtaken."""

    expected: int
    texts: int
    current: int
    outdated: int
    machine: int
    words: int
    fresh: int
    overdue: int

    @property
    def missing(self) -> int:
        """Texts that nobody has written."""
        return self.expected - self.texts

    @property
    def coverage(self) -> int | None:
        """Per cent of the expected texts that exist; None where none is expected."""
        return percent(self.texts, self.expected)

    @property
    def currency(self) -> int | None:
        """Per cent of the existing texts that say what their source text says."""
        return percent(self.texts - self.outdated, self.texts)

    @property
    def freshness(self) -> int | None:
        """Per cent of the existing texts that somebody has changed in the last twelve months."""
        return percent(self.fresh, self.texts)


def percent(part: int, whole: int) -> int | None:
    """Whole per cent, rounded down: only what is complete has 100. None of nothing."""
    return part * 100 // whole if whole else None


def tally(entries: Iterable[Entry], day: date | None) -> Tally:
    """The numbers of some entries on a day; without one nothing is fresh or overdue."""
    listed = list(entries)
    there = [each for each in listed if each.is_there]
    since = months_before(day, FRESH) if day else None
    return Tally(
        expected=len(listed),
        texts=len(there),
        current=sum(each.state is State.CURRENT for each in there),
        outdated=sum(each.state is State.OUTDATED for each in there),
        machine=sum(each.state is State.MACHINE for each in there),
        words=sum(each.words for each in there),
        fresh=sum(bool(since and each.changed and each.changed > since) for each in there),
        overdue=sum(bool(day and each.review_by and each.review_by < day) for each in there),
    )


def ages(entries: Iterable[Entry], day: date | None) -> tuple[int, ...]:
    """How many texts there are of each age in `AGES`, how many that are older, and how many whose age nobody knows."""
    ends = [months_before(day, each) for each in AGES] if day else []
    counts = [0] * (len(AGES) + 2)
    for each in entries:
        if each.is_there:
            counts[_age(each.changed, ends)] += 1
    return tuple(counts)


def _age(changed: date | None, ends: Sequence[date]) -> int:
    if changed is None or not ends:
        return len(AGES) + 1
    return next((number for number, end in enumerate(ends) if changed > end), len(AGES))


def months_before(day: date, months: int) -> date:
    """The same day so many months before, or the last one of a month that is too short.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    number = day.year * 12 + day.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
