"""The theme's contract for places, beside `views.py`, under the same rules."""

from dataclasses import dataclass

from markupsafe import Markup

from integreat_ssg.rendering.views import ContactView, Frame, HoursView, Link, PhoneView, Words


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A category of places: its key, its name and an icon of the theme, which may be empty."""

    key: str
    name: Words
    icon: str


@dataclass(frozen=True, slots=True)
class ClosedView:
    """A time in which a place is closed for a while; `start` and `end` are days as people write them, or empty. `over_from` is
    the first day after it ("2026-12-31" or empty), from which scripts hide that it is closed."""

    start: str
    end: str
    reason: Words | None
    over_from: str


@dataclass(frozen=True, slots=True)
class AccessView:
    """ "yes", "partly", "no" or "" where nobody has told, for somebody who cannot climb steps."""

    entrance: str
    toilet: str
    parking: str
    note: Words | None


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """`place_card.html`, and the middle of `place.html`: what there is to know about a place. `geo` opens the phone's maps.

    `url` leads to the place's page. `languages` are the names of those spoken there, `audiences` whom it is meant for.
    """

    url: str
    name: Words
    description: tuple[Words, ...]
    categories: tuple[CategoryView, ...]
    organisation: Words | None
    address: tuple[Words, ...]
    geo: str
    phones: tuple[PhoneView, ...]
    email: str
    website: str
    website_text: str
    hours: HoursView | None
    appointment_only: bool
    appointment_url: str
    closed: ClosedView | None
    access: AccessView | None
    languages: str
    audiences: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """`place.html`: one place. `pages` are those of the guide that show it or one of its contacts. `map` leads to its mark on
    the map, where it has one. `outdated` says that the source text of what it tells in this language has changed since."""

    frame: Frame
    place: PlaceDetails
    outdated: bool
    photo: Markup
    contacts: tuple[ContactView, ...]
    pages: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    map: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A line of the list of places. What follows `town` is what the script filters and sorts by: keys in one text, with
    spaces between them; latitude and longitude; the number of the place's hours among those of the list. On the map, `number`
    is that of its mark, `digits` the same as readers write it, and `anchor` the row's own id; else they are empty."""

    url: str
    name: Words
    categories: tuple[CategoryView, ...]
    town: str
    keys: str
    municipality: str
    audiences: str
    languages: str
    step_free: bool
    position: str
    hours: str
    number: str = ""
    digits: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice in a filter."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class FiltersView:
    """What a list of places can be filtered by. Without choices there is no such filter. `hours` is for the script, as JSON."""

    municipalities: tuple[Option, ...]
    categories: tuple[Option, ...]
    audiences: tuple[Option, ...]
    languages: tuple[Option, ...]
    step_free: bool
    hours: Markup


@dataclass(frozen=True, slots=True)
class PlacesView:
    """`places.html`: the list of places, or page `number` of `count` where it is long; the filters stand on the first.

    `previous` and `next` are the other pages, for readers without the script; `map` leads to the map, where there is one.
    """

    frame: Frame
    rows: tuple[PlaceRow, ...]
    total: int
    number: int
    count: int
    previous: str
    next: str
    filters: FiltersView | None
    map: str
    breadcrumbs: tuple[Link, ...]
