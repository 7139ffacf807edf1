"""What happens in a region: events as editors write them, and single occurrences as readers meet them.

`Event`, like the settings, is the schema. Times are those on the clock of the event's place; only an `Occurrence` is a
moment of the world.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from integreat_ssg.model.findings import Place
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.settings import STRICT, STRICT_KEYWORDS

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d?):(\d\d)(?::00)?)?")

Attendance = Literal["here", "online", "both"]


@dataclass(frozen=True)
class Registration:
    """How to sign up for an event, and the last day on which that is possible."""

    __pydantic_config__ = STRICT

    url: str | None = None
    phone: str | None = None
    email: str | None = None
    until: date | None = None


@dataclass(frozen=True)
class Imported:
    """Where an event's file was made from: the next import writes it anew."""

    __pydantic_config__ = STRICT

    source: str
    uid: str
    updated: date | None = None


@dataclass(frozen=True)
class Event:
    """An event, or a series of them. Written `except`, the starts that are left out; `also` are further starts,
    and `cancelled_dates` those that are shown as cancelled.

    `start`, `end` and their kind are "2026-12-24 18:00", or "2026-12-24" for whole days, the last one included.
    `translation_of` is as contacts have it.
    """

    __pydantic_config__ = STRICT_KEYWORDS

    title: Translated
    start: str
    end: str | None = None
    time_zone: str | None = None
    repeat: str | None = None
    except_: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    description: Translated | None = None
    place: str | None = None
    address: str | None = None
    online: str | None = None
    municipality: str | None = None
    categories: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    free: bool = False
    costs: Translated | None = None
    registration: Registration | None = None
    contact: str | None = None
    organisation: str | None = None
    website: str | None = None
    picture: str | None = None
    cancelled: bool = False
    cancelled_dates: list[str] = field(default_factory=list)
    draft: bool = False
    imported: Imported | None = None
    excuses: dict[str, str] = field(default_factory=dict)
    translation_of: dict[str, str] = field(default_factory=dict)

    @property
    def whole_day(self) -> bool:
        """Whether it has no times of day."""
        return not isinstance(moment(self.start), datetime)

    @property
    def attendance(self) -> Attendance:
        """Where one takes part."""
        if self.online:
            return "both" if self.place or self.address else "online"
        return "here"

    @property
    def first(self) -> datetime | None:
        """The start on the clock of its place, midnight for whole days; None where the text tells none."""
        return _on_clock(moment(self.start))

    @property
    def length(self) -> timedelta:
        """From start to end on the clock; a whole day ends at midnight, and what has no end, or an earlier one, is a point."""
        first, last = self.first, _on_clock(moment(self.end or ""))
        if first is None:
            return timedelta()
        if self.whole_day:
            last = max(last, first) if last else first
            return last.replace(hour=0, minute=0) - first + timedelta(days=1)
        return max(last - first, timedelta()) if last else timedelta()


@dataclass(frozen=True)
class EventEntry:
    """An event with its key, its file, the region the file belongs to, and where each of its keys stands: there or in a
    file of corrections."""

    key: str
    event: Event
    file: str
    region: str
    places: Mapping[str, Place] = field(default_factory=dict)

    def at(self, *keys: object) -> Place:
        """Where a key stands, by its way from the top ("registration", "phone"), or the event."""
        ways = (".".join(map(str, keys[:length])) for length in range(len(keys), 0, -1))
        return next((self.places[way] for way in ways if way in self.places), Place(self.file, 1))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which an event happens, or would happen if it were not `cancelled`. Both moments know their time zone; a
    whole day ends at the next midnight."""

    key: str
    start: datetime
    end: datetime
    whole_day: bool = False
    cancelled: bool = False

    @property
    def last_day(self) -> date:
        """The last day on which it still goes on."""
        return (self.end - timedelta(microseconds=1)).date() if self.end > self.start else self.end.date()


@lru_cache(maxsize=4096)
def moment(text: str) -> datetime | date | None:
    """A day or a time on some clock as editors write it; None where the text is neither.

    >>> moment("2026-12-24 18:00")
    datetime.datetime(2026, 12, 24, 18, 0)
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    try:
        if match[4] is None:
            return date(*map(int, match.groups()[:3]))
        return datetime(*map(int, match.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - on the place's clock
    except ValueError:  # such as the 30th of February
        return None


def _on_clock(when: datetime | date | None) -> datetime | None:
    if when is None or isinstance(when, datetime):
        return when
    return datetime(when.year, when.month, when.day)  # noqa: DTZ001 - on the place's clock
