"""Whom a reader can ask: contacts and the organisations behind them. Like the settings, these classes are the schema."""

from dataclasses import dataclass, field

from integreat_ssg.model.languages import Translated
from integreat_ssg.model.settings import STRICT


@dataclass(frozen=True)
class Phone:
    """A telephone number as people write it, with what it is for."""

    __pydantic_config__ = STRICT

    number: str
    label: Translated | None = None


@dataclass(frozen=True)
class Address:
    """A postal address in Germany. The postcode is a text: it may begin with 0."""

    __pydantic_config__ = STRICT

    street: str
    postcode: str
    town: str
    addition: Translated | None = None


@dataclass(frozen=True)
class Contact:
    """An office or a service. In a shared region it may hold only a name and `fallback`: whom to ask until a region fills it.

    `hours` are in OpenStreetMap's syntax; `office_hours` are words, alone or beside them. `translation_of` has for a language the
    digest of the source texts that it is true to, as a stamp writes it.
    """

    __pydantic_config__ = STRICT

    name: Translated
    responsibility: Translated | None = None
    organisation: str | None = None
    phones: list[Phone] = field(default_factory=list)
    email: str | None = None
    website: str | None = None
    address: Address | None = None
    hours: str | None = None
    office_hours: Translated | None = None
    fallback: Translated | None = None
    excuses: dict[str, str] = field(default_factory=dict)
    translation_of: dict[str, str] = field(default_factory=dict)

    @property
    def reachable(self) -> bool:
        """Whether the card tells at least one way to get there or get through."""
        return bool(self.phones or self.email or self.website or self.address)


@dataclass(frozen=True)
class Organisation:
    """Who stands behind a contact."""

    __pydantic_config__ = STRICT

    name: Translated
    website: str | None = None
    excuses: dict[str, str] = field(default_factory=dict)
