"""The shapes of Integreat's public API, version 3, as values: what a region's answers say, typed, and nothing made of it yet.

Paths stand in one form, so that they can be compared: decoded, NFC, small letters, with a slash on both ends
("/lueneburg/de/ankommen/"). A text that is missing or null is empty, a number None. Times have a zone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time

from integreat_ssg.model.findings import Finding


@dataclass(frozen=True, slots=True)
class Language:
    """A language of a region. `code` is the part of its addresses (`de-si`), `tag` the one of BCP 47, `name` its own."""

    code: str
    tag: str = ""
    name: str = ""
    right_to_left: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name under which a region is looked for, such as one of its municipalities."""

    name: str
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A region. `bare_name` is its name without the prefix ("Landkreis"); `box` west, south, east, north in degrees."""

    slug: str
    name: str
    id: int | None = None
    live: bool = True
    prefix: str = ""
    bare_name: str = ""
    postcode: str = ""
    longitude: float | None = None
    latitude: float | None = None
    box: tuple[float, float, float, float] | None = None
    aliases: tuple[Alias, ...] = ()
    languages: tuple[Language, ...] = ()
    has_offers: bool = False
    has_events: bool = False
    has_places: bool = False
    has_news: bool = False
    has_external_news: bool = False
    privacy_policy: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """Where the same thing is in another language; `path` may lead nowhere. With an `id` of None it is no translation: the same
    text is shown there. News have an `id` only."""

    code: str
    id: int | str | None
    path: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who answers for a page or a place."""

    name: str
    slug: str = ""
    logo: str = ""
    website: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A service of others that a region leads to. With `post`, a form that is sent to `url`, names to values."""

    name: str
    url: str
    alias: str = ""
    thumbnail: str = ""
    post: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language. `id` is its translation's, `parent_id` the parent's own, which is another kind of number: only
    `parent`, the path of the page above it ("" at the root), joins them. `order` counts among siblings only. `former_slugs` are
    names that it had in its address, or whole paths below the language."""

    path: str
    title: str
    id: int | None = None
    url: str = ""
    content: str = ""
    excerpt: str = ""
    parent: str = ""
    parent_id: int | None = None
    order: float = 0
    translations: tuple[Translation, ...] = ()
    modified: datetime | None = None
    published: datetime | None = None
    thumbnail: str = ""
    organisation: Organisation | None = None
    offers: tuple[Offer, ...] = ()
    former_slugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when something is open, on the clock of the place."""

    start: time
    end: time
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """The hours of one day of the week."""

    all_day: bool = False
    closed: bool = False
    by_appointment: bool = False
    slots: tuple[Slot, ...] = ()


Hours = tuple[Day, ...]
"""Seven days, Monday first."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is. Places exist without coordinates; an event without a place has none of it all."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    longitude: float | None = None
    latitude: float | None = None
    id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self == Address()


@dataclass(frozen=True, slots=True)
class ContactData:
    """One way to reach a place, often for one matter (`area`)."""

    area: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    website: str = ""
    hours: Hours | None = None
    appointment_url: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCategory:
    """A kind of place."""

    name: str
    id: int | None = None
    icon: str = ""
    icon_url: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in one language. `email`, `phone` and `website` are those of older servers, which know no `contacts`."""

    path: str
    title: str
    id: int | None = None
    url: str = ""
    content: str = ""
    excerpt: str = ""
    description: str = ""
    translations: tuple[Translation, ...] = ()
    modified: datetime | None = None
    published: datetime | None = None
    icon: str = ""
    thumbnail: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    contacts: tuple[ContactData, ...] = ()
    category: PlaceCategory | None = None
    temporarily_closed: bool = False
    hours: Hours | None = None
    appointment_url: str = ""
    address: Address = Address()
    organisation: Organisation | None = None
    barrier_free: bool | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How an event repeats: `rule` as RFC 5545 writes it, without its name ("FREQ=WEEKLY;BYDAY=TU"). `start` is the first
    date in UTC, which is what the API's DTSTART means without saying so."""

    rule: str
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event, or a series of them, in one language. `zone` names the clock on which `start` and `end` are meant."""

    path: str
    title: str
    start: datetime
    end: datetime | None = None
    zone: str = ""
    id: int | None = None
    event_id: int | None = None
    url: str = ""
    content: str = ""
    excerpt: str = ""
    translations: tuple[Translation, ...] = ()
    modified: datetime | None = None
    thumbnail: str = ""
    address: Address = Address()
    place_path: str = ""
    meeting_url: str = ""
    all_day: bool = False
    only_weekdays: bool = False
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A piece of news in one language; `id` says its source too ("local-7"). `content` is text or HTML."""

    id: str
    title: str
    content: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    displayed: datetime | None = None
    channel: str = ""
    source: str = ""
    external_url: str = ""
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint in one language. One without an `id` is the text of another language, which is only shown here."""

    title: str
    content: str = ""
    path: str = ""
    url: str = ""
    id: int | None = None
    excerpt: str = ""
    translations: tuple[Translation, ...] = ()
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class InLanguage:
    """All that a region says in one language, in the order in which it came. `unanswered` names the lists that could not be
    had ("pages", "imprint"), `unread` the paths (news: ids) of what was there but could not be read: none of it is gone."""

    language: Language
    pages: tuple[Page, ...] = ()
    places: tuple[Place, ...] = ()
    place_categories: tuple[PlaceCategory, ...] = ()
    events: tuple[Event, ...] = ()
    news: tuple[News, ...] = ()
    imprint: Imprint | None = None
    offers: tuple[Offer, ...] = ()
    unanswered: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a region says: `languages` by their code, in the region's order. `source` is the web address or the folder it
    came from, `findings` what could not be read."""

    source: str
    region: Region
    languages: Mapping[str, InLanguage]
    findings: tuple[Finding, ...] = ()
