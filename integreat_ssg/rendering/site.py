"""A region's plan to all its artifacts."""

from collections.abc import Iterator

from integreat_ssg.cache import Cache
from integreat_ssg.model.content import HOME
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.planning import EventOutput, ListOutput, MediaOutput, PageOutput, PlaceOutput, Plan, RedirectOutput
from integreat_ssg.rendering.assets import theme_assets
from integreat_ssg.rendering.calendars import calendars
from integreat_ssg.rendering.edition import NOT_FOUND, Edition
from integreat_ssg.rendering.event_pages import event_view, events_view
from integreat_ssg.rendering.feeds import changed_pages, robots, sitemap
from integreat_ssg.rendering.news import news_feeds, news_view
from integreat_ssg.rendering.pages import languages_view, not_found_view, page_view, reading_order, redirect_view
from integreat_ssg.rendering.pictures import picture_bytes
from integreat_ssg.rendering.places import place_view, places_view
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.voices import voice_for


def render_site(plan: Plan, theme: Theme, cache: Cache) -> tuple[Artifact, ...]:
    """Every file of the region's site except its manifest. Raises UsageError where the theme is faulty."""
    return tuple(_artifacts(plan, theme, cache))


def _artifacts(plan: Plan, theme: Theme, cache: Cache) -> Iterator[Artifact]:
    content = plan.content
    logo = content.media.get(content.settings.logo or "")
    folder, logo_file, assets = theme_assets(theme, content.settings.colours, logo.data if logo else None)
    yield from assets
    make = templates_maker(theme)
    voices = {
        language.tag: voice_for([content.language(tag) for tag in content.chain(language.tag)], theme)
        for language in content.languages
    }
    editions = {
        language.tag: Edition(plan, language, voices, make(voices[language.tag]), folder, logo_file)
        for language in content.languages
    }
    orders = {tag: reading_order(edition) for tag, edition in editions.items()}
    for output in plan.outputs:
        match output:
            case PageOutput():
                edition = editions[output.language]
                view = page_view(edition, output, orders[output.language].get(output.path, (None, None)))
                template = "home.html" if output.path == HOME else "page.html"
                yield Artifact(output.file, edition.templates.fill(template, view).encode())
            case RedirectOutput():
                edition = editions[output.language]
                html = edition.templates.fill("redirect.html", redirect_view(edition, output))
                yield Artifact(output.file, html.encode())
            case ListOutput(kind="places"):
                edition = editions[output.language]
                yield Artifact(
                    output.file, edition.templates.fill("places.html", places_view(edition, output)).encode()
                )
            case PlaceOutput():
                edition = editions[output.language]
                yield Artifact(output.file, edition.templates.fill("place.html", place_view(edition, output)).encode())
            case ListOutput(kind="events"):
                edition = editions[output.language]
                yield Artifact(
                    output.file, edition.templates.fill("events.html", events_view(edition, output)).encode()
                )
            case ListOutput(kind="news"):
                edition = editions[output.language]
                yield Artifact(output.file, edition.templates.fill("news.html", news_view(edition, output)).encode())
            case EventOutput():
                edition = editions[output.language]
                yield Artifact(output.file, edition.templates.fill("event.html", event_view(edition, output)).encode())
            case MediaOutput():
                yield Artifact(output.file, picture_bytes(output, cache))
    first = editions[content.settings.source_language]
    yield Artifact("index.html", first.templates.fill("languages.html", languages_view(first)).encode())
    missing = not_found_view(first, tuple(editions.values()))
    yield Artifact(NOT_FOUND, first.templates.fill("not_found.html", missing).encode())
    yield Artifact("robots.txt", robots(plan))
    for edition in editions.values():
        yield from calendars(edition)
        yield from news_feeds(edition)
    if content.base_url:
        yield Artifact("sitemap.xml", sitemap(first))
        for tag, edition in editions.items():
            yield Artifact(f"{tag}/feed.xml", changed_pages(edition))
