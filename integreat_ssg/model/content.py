"""A region's whole content after inheritance, and the questions that every later stage asks it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.cover import Cover
from integreat_ssg.model.events import EventEntry
from integreat_ssg.model.excuses import Excuse
from integreat_ssg.model.findings import Place, line_of
from integreat_ssg.model.geography import Boundary
from integreat_ssg.model.glossary import TermEntry
from integreat_ssg.model.history import History
from integreat_ssg.model.hours import Hours
from integreat_ssg.model.media import Media
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.richtext import Block, FileLink, Picture, RichText
from integreat_ssg.model.settings import FrontMatter, RegionSettings
from integreat_ssg.model.synonyms import Synonyms
from integreat_ssg.model.tiles import Tiles

HOME = ""
"""The path of a region's home page."""

ROOT_PAGES = ("imprint", "privacy", "accessibility")
"""Pages that every region's footer leads to; they stand outside the tree."""

NEWS = "news"
"""The folder of news items; they stand in a list of their own, the newest first."""

_DATED = re.compile(r"\d{4}-\d\d-\d\d(?=-|$)")

TranslationState = Literal["current", "outdated", "machine"]


@dataclass(frozen=True)
class Page:
    """One text in one language. `path` ("arrival/registration", "" for the home page) is its identity in every language."""

    path: str
    language: str
    meta: FrontMatter
    body: RichText
    file: str
    region: str
    is_section: bool
    body_line: int
    digest: str
    """SHA-256 of the normalised text, as `translation_of` names it."""
    key_lines: Mapping[str, int] = field(default_factory=dict)
    """In which line of the file each front matter key stands."""
    source: str = field(default="", repr=False)
    """The Markdown of the body, which begins in `body_line`."""


@dataclass(frozen=True)
class Content(Cover):
    """Everything of one region: its own files laid over those it inherits."""

    pages: Mapping[tuple[str, str], Page]
    """(path, language) to page, drafts and excluded paths left out."""
    shared: Mapping[tuple[str, str, str], Page]
    """(region, path, language) to page, for texts that `[[include: region/path]]` fetches."""
    contacts: Mapping[str, Contact]
    contact_files: Mapping[str, str]
    organisations: Mapping[str, Organisation]
    organisation_files: Mapping[str, str]
    media: Mapping[str, Media]
    history: History
    events: Mapping[str, EventEntry] = field(default_factory=dict)
    places: Mapping[str, PlaceEntry] = field(default_factory=dict)
    glossary: Mapping[str, TermEntry] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)
    """Key of a place to its opening hours, known from the build date on, where it has any that can be read."""
    contact_hours: Mapping[str, Hours] = field(default_factory=dict)
    """Office hours as contacts write them to the same."""
    today: date | None = None
    """The build date, None where nothing tells it."""
    refused: frozenset[str] = frozenset()
    """Media files that are there but cannot be used; a finding has told why."""
    screenshots: Mapping[str, Media] = field(default_factory=dict)
    """Pictures of the site for phones that offer to install it: "screenshots/de-1.png"."""
    tiles: Tiles | None = None
    """What the interactive map is drawn from, where the region has it."""
    synonyms: Synonyms = field(default_factory=Synonyms)
    boundary: Boundary | None = None
    boundary_files: tuple[str, ...] = ()
    """Those that are there, by the names that settings give them ("map/boundary.geojson")."""
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """File to its keys and their lines, of site.yaml and of all settings, contacts and organisations."""
    folders: Mapping[str, RegionSettings] = field(default_factory=dict)
    """The folders that take part, this region's own and those it inherits, to what each says itself."""
    excuses: tuple[Excuse, ...] = ()

    def at(self, file: str, *keys: object) -> Place:
        """Where a key stands in a YAML file, by its way from the top, or the file as a whole."""
        return Place(file, line_of(self.lines.get(file, {}), *keys))

    def at_setting(self, *keys: object) -> Place:
        """Where a key stands in region.yaml, or the region's settings as a whole."""
        return self.at(f"{self.slug}/region.yaml", *keys)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All page paths, in any language, sorted."""
        return tuple(sorted({path for path, _ in self.pages}))

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = {}
        for path in self.paths:
            if path != HOME and path not in ROOT_PAGES and not is_news(path):
                children.setdefault(parent(path), []).append(path)
        return {above: tuple(sorted(below, key=self._rank)) for above, below in children.items()}

    def _rank(self, path: str) -> tuple[int, str]:
        page = self.find(path, self.settings.source_language)
        return (page.meta.order if page else 1000, path)

    def children(self, path: str) -> tuple[str, ...]:
        """Paths directly below `path`, in the order that the source language gives."""
        return self._children.get(path, ())

    def find(self, path: str, language: str) -> Page | None:
        """The page in `language`, or else in the best language of its chain; None where no language has it."""
        for tag in self.chain(language):
            if page := self.pages.get((path, tag)):
                return page
        return None

    def updated(self, page: Page) -> date | None:
        """The day a page's file last changed: what the author says, else what git says."""
        return page.meta.updated or self.history.changed.get(page.file)

    def expires(self, page: Page) -> date | None:
        """The day from which a text is out of date: what it says itself, else what its source text says."""
        source = self.pages.get((page.path, self.settings.source_language))
        return page.meta.expires or (source.meta.expires if source else None)

    def is_over(self, page: Page) -> bool:
        """Whether a news item is out of date on the build date; it is then left out of the site."""
        expires = self.expires(page) if is_news(page.path) else None
        return expires is not None and self.today is not None and expires <= self.today

    def news(self, language: str) -> tuple[Page, ...]:
        """The news of a region for a reader of `language`, the newest first, without what is out of date."""
        found = (self.find(path, language) for path in self.paths if is_news(path))
        current = [page for page in found if page and not self.is_over(page)]
        return tuple(sorted(current, key=lambda page: (-(self.published(page) or date.min).toordinal(), page.path)))

    def published(self, page: Page) -> date | None:
        """The day of a news item: what it says, else what its file name begins with, else when it last changed."""
        return page.meta.date_ or _day_in(page.path) or self.updated(page)

    def state(self, page: Page) -> TranslationState:
        """How a translation stands to its source text; the source itself is current."""
        source = self.pages.get((page.path, self.settings.source_language))
        if source is None or source.language == page.language:
            return "current"
        stated = page.meta.translation_of
        stale = page.file in self.history.outdated if self.history.whole else stated and stated != source.digest
        return "outdated" if stale else "machine" if page.meta.machine_translated else "current"

    def included(self, argument: str, language: str) -> Page | None:
        """The text that `[[include: argument]]` fetches: of a page here, or of one in an inherited region."""
        region, _, path = argument.strip("/").partition("/")
        for tag in self.chain(language):
            page = self.shared.get((region, path, tag)) or self.pages.get((argument.strip("/"), tag))
            if page:
                return page
        return None

    @cached_property
    def used_media(self) -> frozenset[str]:
        """Every media file that a text shows or links to, through included texts too."""
        used: set[str] = set()
        waiting = list(self.pages.values())
        seen: set[str] = set()
        while waiting:
            page = waiting.pop()
            seen.add(page.file)
            for part in page.body.references:
                if isinstance(part, Picture | FileLink):
                    used.add(part.file)
                elif isinstance(part, Block) and part.kind == "include":
                    found = (self.included(part.argument, language.tag) for language in self.languages)
                    waiting += [each for each in found if each and each.file not in seen]
        used |= {each.event.picture for each in self.events.values() if each.event.picture}
        used |= {each.place.photo for each in self.places.values() if each.place.photo}
        return frozenset(used)

    def screenshots_in(self, language: str) -> tuple[Media, ...]:
        """The screenshots of one language that can be shown, in the order of their numbers."""
        named = re.compile(rf"screenshots/{re.escape(language)}-(\d+)\.png")
        found = {int(match[1]): shot for file, shot in self.screenshots.items() if (match := named.fullmatch(file))}
        sound = [found[number] for number in sorted(found) if found[number].fits_a_screen]
        return tuple(shot for shot in sound if shot.width * sound[0].height == shot.height * sound[0].width)

    @cached_property
    def places_of(self) -> Mapping[str, tuple[str, ...]]:
        """Key of a contact to the keys of the places where it can be met."""
        found: dict[str, list[str]] = {}
        for key, entry in self.places.items():
            for contact in dict.fromkeys(entry.place.contacts):
                found.setdefault(contact, []).append(key)
        return {contact: tuple(sorted(keys)) for contact, keys in found.items()}

    @cached_property
    def mentions(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Kind ("contact", "place") and key to the paths of the pages that show it, in any language."""
        found: dict[tuple[str, str], set[str]] = {}
        for page in self.pages.values():
            shown = {(part.kind, part.argument) for part in page.body.references if isinstance(part, Block)}
            shown |= {("contact", page.meta.responsible)} if page.meta.responsible else set()
            for each in shown:
                found.setdefault(each, set()).add(page.path)
        return {each: tuple(sorted(paths)) for each, paths in found.items()}


def is_news(path: str) -> bool:
    """Whether a page is a news item."""
    return path.startswith(f"{NEWS}/")


def _day_in(path: str) -> date | None:
    match = _DATED.match(path.rpartition("/")[2])
    try:
        return date.fromisoformat(match[0]) if match else None
    except ValueError:  # such as the 30th of February
        return None


def parent(path: str) -> str:
    """The path above: "arrival" for "arrival/registration", the home page for "arrival"."""
    return path.rpartition("/")[0]


def ancestors(path: str) -> tuple[str, ...]:
    """All paths above, the highest first, without the home page."""
    steps = path.split("/")
    return tuple("/".join(steps[:count]) for count in range(1, len(steps)))
