"""Which files a region's site has and where they lie. In: content. Out: a plan, and findings about collisions.

No byte of output exists yet, so that two sources for one URL are told before anything is written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from integreat_ssg.cartography import Chart, chart
from integreat_ssg.model.audiences import paths_for
from integreat_ssg.model.content import HOME, Content
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.occurrences import Agenda, agenda
from integreat_ssg.outputs import (
    BookOutput,
    EventOutput,
    ListOutput,
    MediaOutput,
    MyListOutput,
    OfflineOutput,
    Output,
    PageOutput,
    PlaceOutput,
    RedirectOutput,
)
from integreat_ssg.register import RegisterOutput, SearchOutput, register
from integreat_ssg.terms import Finder, finder

PICTURE_WIDTHS = (360, 720, 1440)
"""Pixels: a phone's width, the text column's, and the column's on a screen of double density."""
EVENTS_A_PAGE = 40
"""Rows of the list of events before it goes on on another page: what fits into a server's first answer."""
PLACES_A_PAGE = 40
"""As many rows of the list of places."""
PAGES_FOR_AN_AUDIENCE = 12
"""Pages on the page of an audience, which has events, places and sections beside them."""
RESIZED = (".jpg", ".jpeg", ".png", ".webp")

OFFLINE = "offline"
"""The path of the page "Offline and data"."""
MY_LIST = "my-list"
"""The path of the page that shows what a reader keeps."""
SEARCH = "search"
"""The path of the search page."""
REGISTER = "a-z"
"""The path of the list of all titles and keywords."""

_ALIAS = re.compile(r"[\w.-]+(/[\w.-]+)*")


@dataclass(frozen=True)
class Plan:
    """A region's content with the files it becomes, sorted. The few files that every site has are named by rendering."""

    content: Content
    outputs: tuple[Output, ...]
    agenda: Agenda
    chart: Chart | None = None
    """The map of the region, None where it has no place to show."""

    @cached_property
    def pages(self) -> Mapping[tuple[str, str], PageOutput]:
        """(path, language of the URL) to page."""
        return {(each.path, each.language): each for each in self.outputs if isinstance(each, PageOutput)}

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The files of all pages that are made of data instead of a text; each is there in every language."""
        return tuple(
            each.file
            for each in self.outputs
            if isinstance(each, ListOutput | EventOutput | PlaceOutput)
            or (isinstance(each, RegisterOutput) and each.number == 1)
        )

    @cached_property
    def finders(self) -> Mapping[str, Finder]:
        """Language to what finds the glossary's terms in its texts."""
        source = self.content.settings.source_language
        return {each.tag: finder(self.content.glossary, each.tag, source) for each in self.content.languages}

    @cached_property
    def media(self) -> Mapping[str, tuple[MediaOutput, ...]]:
        """Media file ("media/house.jpg") to its outputs, the smallest first."""
        media: dict[str, list[MediaOutput]] = {}
        for each in self.outputs:
            if isinstance(each, MediaOutput):
                media.setdefault(each.media.file, []).append(each)
        return {
            file: tuple(sorted(each, key=lambda output: (output.format, output.width))) for file, each in media.items()
        }


def plan_site(content: Content) -> tuple[Plan, list[Finding]]:
    """The plan of a region's site; where two sources want one file, a finding names both and the first keeps it."""
    findings: list[Finding] = []
    taken: dict[str, tuple[Output, str]] = {}
    happening, drawn = agenda(content), chart(content)
    outputs: Iterator[Output] = chain(
        _offline(content),
        _my_list(content),
        _books(content),
        _search(content, happening),
        _places(content),
        _map(content, drawn),
        _events(content, happening),
        _news(content),
        _glossary(content),
        _audiences(content),
        _pages(content),
        _redirects(content, findings),
        _media(content),
    )
    for output in outputs:
        source = _source(output)
        first = taken.setdefault(output.file.casefold(), (output, source))
        if first[0] is not output and source != first[1]:
            findings.append(error("same-url", Place(source), other=first[1]))
    ordered = tuple(sorted((each for each, _ in taken.values()), key=lambda each: each.file))
    return Plan(content, ordered, happening, drawn), findings


def page_file(path: str, language: str) -> str:
    """The file of a page: "de/arrival/index.html"."""
    return f"{language}/{path}/index.html" if path != HOME else f"{language}/index.html"


@lru_cache(maxsize=16384)
def relative(start: str, target: str) -> str:
    """The way from one file of the site to another, as a relative URL that also works from disk.

    >>> relative("de/work/index.html", "de/arrival/index.html")
    '../arrival/index.html'
    """
    here, there = start.split("/")[:-1], target.split("/")
    shared = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def list_file(kind: str, language: str, number: int = 1) -> str:
    """The file of a list's first page, or of one on which it goes on: "de/events/page-2/index.html"."""
    return f"{language}/{kind}/index.html" if number == 1 else f"{language}/{kind}/page-{number}/index.html"


def _offline(content: Content) -> Iterator[OfflineOutput]:
    if content.settings.features.offline:
        yield from (OfflineOutput(page_file(OFFLINE, each.tag), each.tag) for each in content.languages)


def _my_list(content: Content) -> Iterator[MyListOutput]:
    yield from (MyListOutput(page_file(MY_LIST, each.tag), each.tag) for each in content.languages)


def book_file(slug: str, language: str) -> str:
    """The file of a guide to take along; whoever gets it by messenger sees the name ("lueneburg-ar.html")."""
    return f"{language}/{slug}-{language}.html"


def _books(content: Content) -> Iterator[BookOutput]:
    wanted = content.settings.take_along
    for each in content.languages if wanted.html else ():
        yield BookOutput(book_file(content.slug, each.tag), each.tag, wanted.pictures)


def _search(content: Content, happening: Agenda) -> Iterator[SearchOutput | RegisterOutput]:
    """The search page, and the list of all titles and keywords, which serves readers without search as well."""
    for language in content.languages:
        pages = register(content, language.tag, happening.by_event)
        if content.settings.features.search:
            yield SearchOutput(page_file(SEARCH, language.tag), language.tag, pages)
        for number in range(1, len(pages) + 1):
            yield RegisterOutput(list_file(REGISTER, language.tag, number), language.tag, pages, number)


def _places(content: Content) -> Iterator[ListOutput | PlaceOutput]:
    """The list of places and a page for each; nothing where the region has none."""
    for language in content.languages if content.places else ():
        for number in range(1, -(-len(content.places) // PLACES_A_PAGE) + 1):
            yield ListOutput(list_file("places", language.tag, number), language.tag, "places", number)
        for key, entry in content.places.items():
            yield PlaceOutput(page_file(f"places/{key}", language.tag), language.tag, entry)


def _map(content: Content, drawn: Chart | None) -> Iterator[ListOutput]:
    """The map and its list; nothing where no place has coordinates."""
    for language in content.languages if drawn else ():
        for number in range(1, -(-len(drawn.numbers) // PLACES_A_PAGE) + 1 if drawn else 1):
            yield ListOutput(list_file("map", language.tag, number), language.tag, "map", number)


def _events(content: Content, happening: Agenda) -> Iterator[ListOutput | EventOutput]:
    """The list of what happens and a page for each event in it; nothing where the region has no events at all."""
    if not content.events:
        return
    pages = max(1, -(-len(happening.by_event) // EVENTS_A_PAGE))
    for language in content.languages:
        for number in range(1, pages + 1):
            yield ListOutput(list_file("events", language.tag, number), language.tag, "events", number)
        for key in happening.by_event:
            yield EventOutput(page_file(f"events/{key}", language.tag), language.tag, content.events[key])


def _news(content: Content) -> Iterator[ListOutput]:
    if any(content.news(each.tag) for each in content.languages):
        yield from (ListOutput(list_file("news", each.tag), each.tag, "news") for each in content.languages)


def _glossary(content: Content) -> Iterator[ListOutput]:
    for language in content.languages if content.glossary else ():
        yield ListOutput(list_file("glossary", language.tag), language.tag, "glossary")


def _audiences(content: Content) -> Iterator[ListOutput]:
    for key in content.settings.audiences:
        most = max((len(paths_for(content, key, each.tag)) for each in content.languages), default=0)
        for number in range(1, max(1, -(-most // PAGES_FOR_AN_AUDIENCE)) + 1):
            for language in content.languages:
                file = list_file(f"for/{key}", language.tag, number)
                yield ListOutput(file, language.tag, "for", number, key)


def _pages(content: Content) -> Iterator[PageOutput]:
    for path in content.paths:
        for language in content.languages:
            page = content.find(path, language.tag)
            if page and not content.is_over(page):
                yield PageOutput(page_file(path, language.tag), path, language.tag, page)


def _redirects(content: Content, findings: list[Finding]) -> Iterator[RedirectOutput]:
    """From the former paths of a page, in every language in which it can be read: the page was there, too."""
    pages = ((path, each.tag, content.find(path, each.tag)) for path in content.paths for each in content.languages)
    for path, language, page in pages:
        for alias in page.meta.aliases if page and not content.is_over(page) else ():
            old = former_path(alias)
            if page and _ALIAS.fullmatch(old) and ".." not in old:
                yield RedirectOutput(page_file(old, language), language, page_file(path, language), page)
            elif page:
                place = Place(page.file, page.key_lines.get("aliases", 0))
                findings.append(error("bad-alias", place, alias=alias))


def former_path(alias: str) -> str:
    """A former address as a path ("arrival/registration"), however editors write it."""
    return alias.strip("/").removesuffix(".md").removesuffix("/index")


def _media(content: Content) -> Iterator[MediaOutput]:
    for file in sorted(content.used_media):
        media = content.media.get(file)
        if media is None:
            continue
        stem, _, suffix = file.removeprefix("media/").replace("/", "-").rpartition(".")
        name = f"media/{media.digest[:12]}-{stem}"
        suffix = f".{suffix.lower()}"
        if suffix not in RESIZED:
            yield MediaOutput(f"{name}{suffix}", media, 0, suffix[1:], len(media.data))
            continue
        widths = [width for width in PICTURE_WIDTHS if width < media.width]
        if len(widths) < len(PICTURE_WIDTHS):
            widths.append(media.width)
        for width in widths:
            for ending in sorted({suffix, ".webp"}):
                yield MediaOutput(f"{name}-{width}{ending}", media, width, ending[1:], len(media.data))


def _source(output: Output) -> str:
    match output:
        case MediaOutput():
            return output.media.source
        case EventOutput() | PlaceOutput():
            return output.entry.file
        case ListOutput():
            return f"{output.kind}/"
        case OfflineOutput() | MyListOutput() | SearchOutput() | RegisterOutput():
            return f"…{output.file.removeprefix(output.language)}"
        case BookOutput():
            return output.file
    return output.page.file
