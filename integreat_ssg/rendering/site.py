"""What a region's site has besides its languages: files that belong to none, or speak all of them."""

from collections.abc import Iterator

from integreat_ssg.cache import Cache
from integreat_ssg.model.site import NOT_FOUND, WORKER, Artifact
from integreat_ssg.model.theme import Theme
from integreat_ssg.outputs import MediaOutput
from integreat_ssg.planning import Plan
from integreat_ssg.rendering.app import screenshot_file
from integreat_ssg.rendering.assets import theme_assets
from integreat_ssg.rendering.feeds import robots, sitemap
from integreat_ssg.rendering.icons import Icons
from integreat_ssg.rendering.language import edition_of
from integreat_ssg.rendering.pages import languages_view, not_found_view
from integreat_ssg.rendering.pictures import picture_bytes
from integreat_ssg.rendering.share import Ground


def render_common(
    plan: Plan, theme: Theme, cache: Cache, icons: Icons | None = None
) -> tuple[Ground, tuple[Artifact, ...]]:
    """What the pages of all languages refer to, and every file of the region's site that is in no language's share; `icons` are
    those of the region's logo.

    Raises UsageError where the theme is faulty.
    """
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
    ground = Ground(folder, logo_file, icons)
    return ground, (*assets, *_artifacts(plan, theme, cache, ground))


def _artifacts(plan: Plan, theme: Theme, cache: Cache, ground: Ground) -> Iterator[Artifact]:
    content = plan.content
    first = edition_of(plan, content.settings.source_language, theme, ground)
    for output in plan.outputs:
        if isinstance(output, MediaOutput):
            yield Artifact(output.file, picture_bytes(output, cache))
    for language in content.languages:
        yield from (Artifact(screenshot_file(shot), shot.data) for shot in content.screenshots_in(language.tag))
    yield Artifact("index.html", first.templates.fill("languages.html", languages_view(first)).encode())
    yield Artifact(NOT_FOUND, first.templates.fill("not_found.html", not_found_view(first)).encode())
    yield Artifact("robots.txt", robots(plan))
    if content.tiles:
        yield Artifact(content.tiles.published, content.tiles.data)
    if theme.worker:
        yield Artifact(WORKER, theme.worker)
    if content.base_url:
        yield Artifact("sitemap.xml", sitemap(first))
