"""The theme's contract for events and news, as `views.py` is for all else."""

from dataclasses import dataclass

from markupsafe import Markup

from integreat_ssg.rendering.place_views import Option
from integreat_ssg.rendering.views import ContactView, Date, Frame, Link, PhoneView, Words


@dataclass(frozen=True, slots=True)
class When:
    """A time of an event: `day` with weekday, `hours` empty for whole days and for what goes on over several days.

    `iso` is the start for machines; `times` is for scripts: start in minutes since 1970 and length in minutes, base 36, then
    for each further time the minutes since the one before ("hshxx+3c 7s0 7s0!"). A "!" is with what is cancelled; `cancelled`
    says that this time is, `partly` that some of these times are and others not.
    """

    day: str
    hours: str
    iso: str
    times: str
    cancelled: bool
    partly: bool


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event in a list. `categories`, `audiences` (keys, parted by spaces), `municipality` and `place` are for filters."""

    url: str
    title: Words
    when: When
    where: Words | None
    more: int
    cancelled: bool
    categories: str
    audiences: str
    municipality: str
    place: str


@dataclass(frozen=True, slots=True)
class Month:
    """The events that come next in one month."""

    name: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """What scripts need to tell days: the region's time zone, and the locale in which the device writes dates."""

    zone: str
    locale: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar to subscribe to; `webcal` only where the base URL is known."""

    name: Words
    url: str
    webcal: str


@dataclass(frozen=True, slots=True)
class EventsView:
    """`events.html`: what happens in a region from `first` to `last`, each event at its next date. `previous` and `next` are
    the pages before and after this one."""

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    clock: Clock
    first: Date
    last: Date
    months: tuple[Month, ...]
    towns: tuple[Option, ...]
    categories: tuple[Option, ...]
    audiences: tuple[Option, ...]
    calendar: Calendar
    calendars: tuple[Calendar, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class UpcomingView:
    """`upcoming.html`: the next events, on the home page and inside texts. `all` leads to the list."""

    clock: Clock
    rows: tuple[EventRow, ...]
    all: str


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """How to sign up. `closed_from` is the first day on which it is too late ("2026-12-31" or empty), `closed` whether that
    is so on the build date."""

    url: str
    url_text: str
    phone: PhoneView | None
    email: str
    until: Date | None
    closed_from: str
    closed: bool


@dataclass(frozen=True, slots=True)
class EventView:
    """`event.html`: one event with its next dates; `more` counts those that are not named. `place` leads to the page of the
    place, `address` are its lines. `outdated` says that the source text of what it tells in this language has changed since."""

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    clock: Clock
    title: Words
    outdated: bool
    cancelled: bool
    dates: tuple[When, ...]
    more: int
    place: Link | None
    address: tuple[Words, ...]
    online: str
    online_text: str
    description: tuple[Words, ...]
    picture: Markup
    free: bool
    costs: Words | None
    registration: RegistrationView | None
    languages: str
    audiences: tuple[Words, ...]
    categories: tuple[Link, ...]
    organisation: Words | None
    website: str
    website_text: str
    contact: ContactView | None
    calendar: Calendar
    updated: Date | None


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A news item in a list; scripts hide it from the day `expires` on ("2026-12-31" or empty)."""

    url: str
    title: Words
    summary: Words | None
    date: Date | None
    expires: str


@dataclass(frozen=True, slots=True)
class NewsView:
    """`news.html`: all news of a region, the newest first; `atom` and `json` are feeds, empty where no base URL is known."""

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    items: tuple[NewsItem, ...]
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class NowView:
    """`now.html`: what is on next and the newest news, on the home page. `all_news` leads to the list."""

    upcoming: UpcomingView | None
    news: tuple[NewsItem, ...]
    all_news: str
