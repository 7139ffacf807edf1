"""What a plan consists of: each file that a region's site will have, and what it is to show."""

from dataclasses import dataclass
from typing import Literal

from integreat_ssg.model.content import Page
from integreat_ssg.model.events import EventEntry
from integreat_ssg.model.media import Media
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.register import RegisterOutput, SearchOutput


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A page at a URL of `language`; `page` may be in another language, its best fallback."""

    file: str
    path: str
    language: str
    page: Page


@dataclass(frozen=True, slots=True)
class RedirectOutput:
    """An old address that leads to `target`, another file of the site."""

    file: str
    language: str
    target: str
    page: Page


@dataclass(frozen=True, slots=True)
class MediaOutput:
    """A media file, or a picture in one size and format; `width` is 0 for bytes as they are. `size` is that of the media file
    in bytes."""

    file: str
    media: Media
    width: int
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class OfflineOutput:
    """The page "Offline and data" of one language."""

    file: str
    language: str


@dataclass(frozen=True, slots=True)
class MyListOutput:
    """The page "My list" of one language, which a script fills in."""

    file: str
    language: str


@dataclass(frozen=True, slots=True)
class ListOutput:
    """A page that the build makes of several things: the places, their map, the events, news or explained words of one language,
    or what is for the audience `key`. `number` is 1, or higher where a list goes on."""

    file: str
    language: str
    kind: Literal["places", "map", "events", "news", "glossary", "for"]
    number: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class EventOutput:
    """The page of an event; its calendar file lies beside it."""

    file: str
    language: str
    entry: EventEntry


@dataclass(frozen=True, slots=True)
class PlaceOutput:
    """The page of a place."""

    file: str
    language: str
    entry: PlaceEntry


@dataclass(frozen=True, slots=True)
class BookOutput:
    """The whole guide in one language as a single file, to take along; `pictures` says whether they are in it."""

    file: str
    language: str
    pictures: bool


PrintedOutput = PageOutput | EventOutput | PlaceOutput
"""What people print and take along: pages with a text, not lists of them."""
HtmlOutput = PrintedOutput | RedirectOutput | OfflineOutput | MyListOutput | SearchOutput | RegisterOutput | ListOutput
Output = HtmlOutput | MediaOutput | BookOutput
