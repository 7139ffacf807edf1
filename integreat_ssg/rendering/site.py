"""A region's plan to all its artifacts."""

from collections.abc import Iterator
from datetime import date

from integreat_ssg.cache import Cache
from integreat_ssg.model.content import HOME
from integreat_ssg.model.site import WORKER, Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.planning import MediaOutput, OfflineOutput, PageOutput, Plan, RedirectOutput
from integreat_ssg.rendering.app import app_manifest, manifest_file, screenshot_file
from integreat_ssg.rendering.assets import theme_assets
from integreat_ssg.rendering.edition import NOT_FOUND, Edition
from integreat_ssg.rendering.feeds import changed_pages, robots, sitemap
from integreat_ssg.rendering.icons import Icons
from integreat_ssg.rendering.offline import SENTENCES, offline_view, sentences_json
from integreat_ssg.rendering.pages import languages_view, not_found_view, page_view, reading_order, redirect_view
from integreat_ssg.rendering.pictures import picture_bytes
from integreat_ssg.rendering.templates import templates_maker
from integreat_ssg.rendering.voices import voice_for


def render_site(
    plan: Plan, theme: Theme, cache: Cache, today: date | None = None, icons: Icons | None = None
) -> tuple[Artifact, ...]:
    """Every file of the region's site except its manifest; `today` is the build date, None where nothing tells it;
    `icons` are those of the region's logo.

    Raises UsageError where the theme is faulty.
    """
    return tuple(_artifacts(plan, theme, cache, today, icons))


def _artifacts(plan: Plan, theme: Theme, cache: Cache, today: date | None, icons: Icons | None) -> Iterator[Artifact]:
    content = plan.content
    logo = content.media.get(content.settings.logo or "")
    folder, logo_file, assets = theme_assets(theme, content.settings.colours, logo.data if logo else None, icons)
    yield from assets
    make = templates_maker(theme)
    voices = {
        language.tag: voice_for([content.language(tag) for tag in content.chain(language.tag)], theme)
        for language in content.languages
    }
    editions = {
        language.tag: Edition(plan, language, voices, make(voices[language.tag]), folder, logo_file, today, icons)
        for language in content.languages
    }
    orders = {tag: reading_order(edition) for tag, edition in editions.items()}
    for output in plan.outputs:
        match output:
            case PageOutput():
                edition = editions[output.language]
                view = page_view(edition, output, orders[output.language][output.path])
                template = "home.html" if output.path == HOME else "page.html"
                yield Artifact(output.file, edition.templates.fill(template, view).encode())
            case RedirectOutput():
                edition = editions[output.language]
                html = edition.templates.fill("redirect.html", redirect_view(edition, output))
                yield Artifact(output.file, html.encode())
            case OfflineOutput():
                edition = editions[output.language]
                html = edition.templates.fill("offline.html", offline_view(edition, output))
                yield Artifact(output.file, html.encode())
            case MediaOutput():
                yield Artifact(output.file, picture_bytes(output, cache))
    for tag, edition in editions.items():
        yield Artifact(f"{tag}/{SENTENCES}", sentences_json(edition))
        yield Artifact(manifest_file(edition), app_manifest(edition))
        yield from (Artifact(screenshot_file(shot), shot.data) for shot in content.screenshots_in(tag))
    first = editions[content.settings.source_language]
    yield Artifact("index.html", first.templates.fill("languages.html", languages_view(first)).encode())
    missing = not_found_view(first, tuple(editions.values()))
    yield Artifact(NOT_FOUND, first.templates.fill("not_found.html", missing).encode())
    yield Artifact("robots.txt", robots(plan))
    if theme.worker:
        yield Artifact(WORKER, theme.worker)
    if content.base_url:
        yield Artifact("sitemap.xml", sitemap(first))
        for tag, edition in editions.items():
            yield Artifact(f"{tag}/feed.xml", changed_pages(edition))
