"""A region's plan to all its artifacts."""

from collections.abc import Iterator, Mapping

from integreat_ssg.cache import Cache
from integreat_ssg.model.content import HOME
from integreat_ssg.model.site import NOT_FOUND, WORKER, Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.outputs import (
    BookOutput,
    EventOutput,
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
from integreat_ssg.rendering.app import app_manifest, manifest_file, screenshot_file
from integreat_ssg.rendering.assets import theme_assets
from integreat_ssg.rendering.audiences import audience_view
from integreat_ssg.rendering.book import book_html, book_outputs
from integreat_ssg.rendering.calendars import calendars
from integreat_ssg.rendering.codes import code_file, code_svg
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.event_pages import event_view, events_view
from integreat_ssg.rendering.event_views import EventView
from integreat_ssg.rendering.feeds import changed_pages, robots, sitemap
from integreat_ssg.rendering.finding import register_view, search_view
from integreat_ssg.rendering.glossary import glossary_view
from integreat_ssg.rendering.icons import Icons
from integreat_ssg.rendering.integreat.files import api_files
from integreat_ssg.rendering.maps import map_view
from integreat_ssg.rendering.my_list import my_list_view
from integreat_ssg.rendering.news import news_feeds, news_view
from integreat_ssg.rendering.offline import offline_view, sentences_json
from integreat_ssg.rendering.pages import languages_view, not_found_view, page_view, reading_order, redirect_view
from integreat_ssg.rendering.pictures import embedded, left_out, picture_bytes
from integreat_ssg.rendering.place_views import PlaceView
from integreat_ssg.rendering.places import place_view, places_view
from integreat_ssg.rendering.search.index import search_files
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.views import PageView
from integreat_ssg.rendering.voices import voice_for


def render_site(plan: Plan, theme: Theme, cache: Cache, icons: Icons | None = None) -> tuple[Artifact, ...]:
    """Every file of the region's site except its manifest and its release; `icons` are those of the region's logo.

    Raises UsageError where the theme is faulty.
    """
    return tuple(_artifacts(plan, theme, cache, icons))


def _artifacts(plan: Plan, theme: Theme, cache: Cache, icons: Icons | None) -> Iterator[Artifact]:
    content = plan.content
    logo = content.media.get(content.settings.logo or "")
    folder, logo_file, assets = theme_assets(
        theme,
        content.settings.colours,
        logo.data if logo else None,
        icons,
        tiles=content.tiles is not None,
        search=content.settings.features.search,
    )
    yield from assets
    editions = _editions(plan, theme, folder, logo_file, icons)
    pages: dict[str, str] = {}
    orders = {tag: reading_order(edition) for tag, edition in editions.items()}
    for output in plan.outputs:
        if isinstance(output, MediaOutput):
            yield Artifact(output.file, picture_bytes(output, cache))
        elif not isinstance(output, BookOutput | OfflineOutput):
            edition = editions[output.language]
            template, view = _filling(edition, output, orders[output.language])
            html = edition.templates.fill(template, view)
            yield Artifact(output.file, html.encode())
            if isinstance(view, PageView | PlaceView | EventView):
                pages[output.file] = html
                if address := view.frame.head.canonical:
                    yield Artifact(code_file(output.file), code_svg(address, cache))
    yield from _taken_along(plan, editions, pages, cache)
    for tag, edition in editions.items():
        yield from (
            Artifact(f"{tag}/{name}", sentences_json(edition, name))
            for name in sorted(theme.templates)
            if name.endswith(".json")
        )
        yield Artifact(manifest_file(edition), app_manifest(edition))
        yield from (Artifact(screenshot_file(shot), shot.data) for shot in content.screenshots_in(tag))
    first = editions[content.settings.source_language]
    yield Artifact("index.html", first.templates.fill("languages.html", languages_view(first)).encode())
    missing = not_found_view(first, tuple(editions.values()))
    yield Artifact(NOT_FOUND, first.templates.fill("not_found.html", missing).encode())
    yield Artifact("robots.txt", robots(plan))
    yield from calendars(tuple(editions.values()))
    for edition in editions.values():
        yield from news_feeds(edition)
        yield from search_files(edition, cache) if content.settings.features.search and theme.searches else ()
    if content.tiles:
        yield Artifact(content.tiles.published, content.tiles.data)
    if theme.worker:
        yield Artifact(WORKER, theme.worker)
    if content.base_url:
        yield Artifact("sitemap.xml", sitemap(first))
        for tag, edition in editions.items():
            yield Artifact(f"{tag}/feed.xml", changed_pages(edition))
    yield from api_files(editions, theme, cache)


def _editions(plan: Plan, theme: Theme, assets: str, logo: str, icons: Icons | None) -> dict[str, Edition]:
    """Each language of the region with its voice; templates are compiled once for all of them."""
    content, make = plan.content, templates_maker(theme)
    voices = {
        language.tag: voice_for([content.language(tag) for tag in content.chain(language.tag)], theme)
        for language in content.languages
    }
    return {
        language.tag: Edition(plan, language, voices, make(voices[language.tag]), assets, logo, icons)
        for language in content.languages
    }


def _taken_along(
    plan: Plan, editions: Mapping[str, Edition], pages: Mapping[str, str], cache: Cache
) -> Iterator[Artifact]:
    """The guides to take along, made of the finished pages, and the pages "Offline and data", which offer them."""
    books: dict[str, Artifact] = {}
    for output in plan.outputs:
        if isinstance(output, BookOutput):
            picture = embedded(plan, cache) if output.pictures else left_out
            book = book_html(editions[output.language], pages, picture, cache)
            books[output.language] = Artifact(output.file, book.encode())
    yield from books.values()
    for output in plan.outputs:
        if isinstance(output, OfflineOutput):
            edition = editions[output.language]
            view = offline_view(edition, output, books.get(output.language))
            yield Artifact(output.file, edition.templates.fill("offline.html", view).encode())


def render_book(plan: Plan, theme: Theme, cache: Cache, language: str, section: str | None = None) -> str:
    """The guide in one of the region's languages as one HTML file, or the page `section` with all below it. Pictures stand
    in it under their names in the site.

    Raises UsageError where the theme is faulty.
    """
    edition = _editions(plan, theme, "assets", "", None)[language]
    order = reading_order(edition)
    pages = {
        each.file: edition.templates.fill(*_filling(edition, each, order)) for each in book_outputs(edition, section)
    }
    return book_html(edition, pages, lambda file: file, cache, section)


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
