"""Where a reader can go: offices, schools, libraries and what stands about them. These classes are the schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from integreat_ssg.model.contacts import Address, Phone
from integreat_ssg.model.findings import Place as Spot
from integreat_ssg.model.findings import line_of
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.settings import STRICT, STRICT_KEYWORDS, Coordinates

Answer = Literal["yes", "partly", "no"]


@dataclass(frozen=True)
class Appointment:
    """Whether one can only come by appointment, and where one is made."""

    __pydantic_config__ = STRICT

    only: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Closure:
    """A time in which a place is closed for a while. Written `from` and `until`; both days belong to it."""

    __pydantic_config__ = STRICT_KEYWORDS

    from_: date | None = None
    until: date | None = None
    reason: Translated | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the place is closed on `day` for this reason."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Access:
    """What somebody finds there who cannot climb steps; None where nobody has told."""

    __pydantic_config__ = STRICT

    entrance: Answer | None = None
    toilet: Answer | None = None
    parking: Answer | None = None
    note: Translated | None = None


@dataclass(frozen=True)
class Place:
    """An office or an institution that readers can go to. `hours` are in OpenStreetMap's syntax for opening hours.

    `municipality` is a key of the region's `aliases`, `contacts` are keys of contacts, `languages` are spoken there.
    `translation_of` is as contacts have it.
    """

    __pydantic_config__ = STRICT

    name: Translated
    description: Translated | None = None
    categories: list[str] = field(default_factory=list)
    organisation: str | None = None
    contacts: list[str] = field(default_factory=list)
    address: Address | None = None
    municipality: str | None = None
    coordinates: Coordinates | None = None
    phones: list[Phone] = field(default_factory=list)
    email: str | None = None
    website: str | None = None
    hours: str | None = None
    hours_note: Translated | None = None
    appointment: Appointment | None = None
    closed: Closure | None = None
    access: Access | None = None
    languages: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    photo: str | None = None
    excuses: dict[str, str] = field(default_factory=dict)
    translation_of: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlaceEntry:
    """A place with its key, its file, the region the file belongs to, and the line in which each of its keys stands."""

    key: str
    place: Place
    file: str
    region: str
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, *keys: object) -> Spot:
        """Where a key stands, by its way from the top, or the place."""
        return Spot(self.file, line_of(self.lines, *keys) or 1)
