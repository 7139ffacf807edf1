"""A language's share of a region to its files: a pure function of one value, which can be done anywhere."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.digests import Digester, program_digest
from integreat_ssg.model.content import HOME
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.outputs import (
    BookOutput,
    EventOutput,
    HtmlOutput,
    ListOutput,
    MediaOutput,
    MyListOutput,
    OfflineOutput,
    PageOutput,
    PlaceOutput,
    PrintedOutput,
    RedirectOutput,
)
from integreat_ssg.planning import Plan
from integreat_ssg.register import RegisterOutput, SearchOutput
from integreat_ssg.rendering.app import app_manifest, manifest_file
from integreat_ssg.rendering.audiences import audience_view
from integreat_ssg.rendering.book import book_html, book_outputs
from integreat_ssg.rendering.calendars import calendars
from integreat_ssg.rendering.codes import code_file, code_svg
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.event_pages import event_view, events_view
from integreat_ssg.rendering.event_views import EventView
from integreat_ssg.rendering.feeds import changed_pages
from integreat_ssg.rendering.finding import register_view, search_view
from integreat_ssg.rendering.glossary import glossary_view
from integreat_ssg.rendering.maps import map_view
from integreat_ssg.rendering.my_list import my_list_view
from integreat_ssg.rendering.news import news_feeds, news_view
from integreat_ssg.rendering.offline import offline_view, sentences_json
from integreat_ssg.rendering.pages import page_view, reading_order, redirect_view
from integreat_ssg.rendering.pictures import embedded, left_out
from integreat_ssg.rendering.place_views import PlaceView
from integreat_ssg.rendering.places import place_view, places_view
from integreat_ssg.rendering.search.index import search_files
from integreat_ssg.rendering.share import Ground, Share
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.views import Around, PageView
from integreat_ssg.rendering.voices import voice_for


def render_language(
    share: Share, cache: Cache, former: Mapping[str, Artifact] = MappingProxyType({})
) -> tuple[Artifact, ...]:
    """Every file of one language. `former` are files of an earlier build by what they were made from: those that are made from
    the same are taken as they are. Raises UsageError where the theme is faulty."""
    edition = edition_of(share.plan, share.language, share.theme, share.ground)
    return tuple(_artifacts(share, edition, cache, former))


def edition_of(plan: Plan, tag: str, theme: Theme, ground: Ground) -> Edition:
    """One language of a region with the voices of all; templates are compiled once in each process."""
    content = plan.content
    voices = {
        each.tag: voice_for([content.language(near) for near in content.chain(each.tag)], theme)
        for each in content.languages
    }
    templates = templates_maker(theme)(voices[tag])
    return Edition(plan, content.language(tag), voices, templates, ground.assets, ground.logo, ground.icons)


def _artifacts(share: Share, edition: Edition, cache: Cache, former: Mapping[str, Artifact]) -> Iterator[Artifact]:
    content, tag, order = edition.plan.content, edition.language.tag, reading_order(edition)
    pages: dict[str, Artifact] = {}
    filled = _filler(share, edition, former)
    for output in _own(edition):
        if not isinstance(output, BookOutput | OfflineOutput):
            template, view = _filling(edition, output, order)
            page = filled(output.file, template, view)
            yield page
            if isinstance(view, PageView | PlaceView | EventView):
                pages[output.file] = page
                if address := view.frame.head.canonical:
                    yield _code(code_file(output.file), address, former)
    yield from _taken_along(edition, pages, cache)
    for name in sorted(share.theme.templates):
        if name.endswith(".json"):
            yield Artifact(f"{tag}/{name}", sentences_json(edition, name))
    yield Artifact(manifest_file(edition), app_manifest(edition))
    yield from calendars(edition, share.dates)
    yield from news_feeds(edition)
    if content.settings.features.search and share.theme.searches:
        yield from search_files(edition, cache)
    if content.base_url:
        yield Artifact(f"{tag}/feed.xml", changed_pages(edition))


def _filler(share: Share, edition: Edition, former: Mapping[str, Artifact]) -> Callable[[str, str, object], Artifact]:
    """What makes the file at a path from a template and a view, or finds it among the former ones. A template sees its view,
    the theme, and the messages of the language's voice."""
    speaking = [edition.plan.content.language(near) for near in edition.plan.content.chain(edition.language.tag)]
    digester = Digester(once=(Around,))
    ground = digester.digest((program_digest(), share.theme.digest, speaking))

    def filled(file: str, template: str, view: object) -> Artifact:
        made_from = digester.digest((ground, file, template, view))
        return former.get(made_from) or Artifact(file, edition.templates.fill(template, view).encode(), made_from)

    return filled


def _code(file: str, address: str, former: Mapping[str, Artifact]) -> Artifact:
    made_from = key_of("code", program_digest(), file, address)
    return former.get(made_from) or Artifact(file, code_svg(address), made_from)


def _own(edition: Edition) -> Iterator[HtmlOutput | BookOutput]:
    """What the plan has of this language."""
    for output in edition.plan.outputs:
        if not isinstance(output, MediaOutput) and output.language == edition.language.tag:
            yield output


def _taken_along(edition: Edition, pages: Mapping[str, Artifact], cache: Cache) -> Iterator[Artifact]:
    """The guide to take along, made of the finished pages, and the page "Offline and data", which offers it."""
    book: Artifact | None = None
    for output in _own(edition):
        if isinstance(output, BookOutput):
            picture = embedded(edition.plan, cache) if output.pictures else left_out
            texts = {file: page.content.decode() for file, page in pages.items()}
            book = Artifact(output.file, book_html(edition, texts, picture).encode())
            yield book
    for output in _own(edition):
        if isinstance(output, OfflineOutput):
            yield Artifact(
                output.file, edition.templates.fill("offline.html", offline_view(edition, output, book)).encode()
            )


def render_page(plan: Plan, theme: Theme, ground: Ground, file: str) -> bytes | None:
    """The page `file` alone, as `render_language` makes it; None where the plan has no such page of a text.

    Raises UsageError where the theme is faulty.
    """
    output = next((each for each in plan.pages.values() if each.file == file), None)
    if output is None:
        return None
    edition = edition_of(plan, output.language, theme, ground)
    return edition.templates.fill(*_filling(edition, output, reading_order(edition))).encode()


def render_book(plan: Plan, theme: Theme, language: str, section: str | None = None) -> str:
    """The guide in one of the region's languages as one HTML file, or the page `section` with all below it. Pictures stand
    in it under their names in the site.

    Raises UsageError where the theme is faulty.
    """
    edition = edition_of(plan, language, theme, Ground())
    order = reading_order(edition)
    pages = {
        each.file: edition.templates.fill(*_filling(edition, each, order)) for each in book_outputs(edition, section)
    }
    return book_html(edition, pages, lambda file: file, section)


def _filling(
    edition: Edition,
    output: PrintedOutput | RedirectOutput | MyListOutput | SearchOutput | RegisterOutput | ListOutput,
    order: Mapping[str, tuple[str | None, str | None]],
) -> tuple[str, object]:
    """The template of a page and what it shows; `order` are the paths before and after each in reading order."""
    match output:
        case PageOutput(path=path):
            view = page_view(edition, output, order.get(path, (None, None)))
            return "home.html" if path == HOME else "page.html", view
        case RedirectOutput():
            return "redirect.html", redirect_view(edition, output)
        case MyListOutput():
            return "my_list.html", my_list_view(edition, output)
        case SearchOutput():
            return "search.html", search_view(edition, output)
        case RegisterOutput():
            return "a_z.html", register_view(edition, output)
        case PlaceOutput():
            return "place.html", place_view(edition, output)
        case EventOutput():
            return "event.html", event_view(edition, output)
        case ListOutput(kind="places"):
            return "places.html", places_view(edition, output)
        case ListOutput(kind="map"):
            return "map.html", map_view(edition, output)
        case ListOutput(kind="for"):
            return "audience.html", audience_view(edition, output)
        case ListOutput(kind="events"):
            return "events.html", events_view(edition, output)
        case ListOutput(kind="glossary"):
            return "glossary.html", glossary_view(edition, output)
        case ListOutput():
            return "news.html", news_view(edition, output)
