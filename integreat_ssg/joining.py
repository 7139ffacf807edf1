"""What is made of all regions that stand in the output folder, whoever has built them: the portal, what hosts have to know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from integreat_ssg.errors import UsageError
from integreat_ssg.hosting.artifacts import describe_region, describe_whole, portal_host_files
from integreat_ssg.hosting.description import Hosting
from integreat_ssg.hosting.pages import HEAD
from integreat_ssg.model.cover import Cover
from integreat_ssg.model.findings import Finding, Place, has_errors, note
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.library import Library, read_cover
from integreat_ssg.reading.standing import api_files, page_heads
from integreat_ssg.rendering.integreat.portal import portal_api
from integreat_ssg.rendering.portal import render_portal
from integreat_ssg.writing import site_version, standing_sites, tree_digest, write_portal


def build_portal(
    library: Library, theme: Theme, output: Path, waiting: Callable[[], None]
) -> tuple[str, list[Finding]]:
    """The portal over all standing regions, and the digest of its files. Where one's settings are broken, the portal stays as it
    is and keeps showing it; there is no digest then. `waiting` is called where another build is writing it.

    Raises WorldError where the disk refuses.
    """
    covers, found = _covers(library, _standing(library, output))
    if has_errors([*library.findings, *found]):
        return "", []
    standing = [cover.slug for cover in covers]
    portal = (*render_portal(library.site, covers, theme), *portal_api(_apis(output, standing)))
    told, findings = portal_host_files(library.site, covers, portal, _heads(output, standing))
    if has_errors(findings):
        return "", findings
    files = (*portal, *told)
    write_portal(files, output, waiting)
    return tree_digest({each.path: each.digest for each in files}), findings


def wrong_settings(library: Library, output: Path) -> list[Finding]:
    """The errors in settings of standing regions, for which the portal stays as it is."""
    return [each for each in _covers(library, _standing(library, output))[1] if has_errors([each])]


def left_over(library: Library, output: Path) -> list[Finding]:
    """Sites of regions that site.yaml no longer lists; nothing that was published is deleted unasked."""
    if has_errors(library.findings):  # a site.yaml with errors may not tell all regions
        return []
    left = standing_sites(output, besides=library.site.regions)
    return [note("site-left-over", Place("site.yaml"), region=slug, folder=output / slug) for slug in left]


def describe_standing(library: Library, output: Path, chosen: Iterable[str], slug: str | None = None) -> Hosting:
    """What a host has to know of the output folder as it stands, with the `chosen` regions, or of the region `slug` alone.

    Raises UsageError where none of them is built.
    """
    covers, _ = _covers(library, [each for each in chosen if site_version(output, each)])
    if not covers:
        raise UsageError(f"{output} holds no site of {slug or 'any region'}. Build it first, or name another --output.")
    if slug:
        heads = ((path.removeprefix(f"{slug}/"), head) for path, head in _heads(output, [slug]))
        return describe_region(covers[0], heads)
    return describe_whole(library.site, covers, _heads(output, ["."]))


def _standing(library: Library, output: Path) -> list[str]:
    return [slug for slug in library.site.regions if site_version(output, slug)]


def _covers(library: Library, slugs: Iterable[str]) -> tuple[list[Cover], list[Finding]]:
    """These regions by what their settings say, and what is wrong with them."""
    told = [read_cover(library, slug) for slug in slugs]
    return [cover for cover, _ in told if cover], [each for _, found in told for each in found]


def _apis(output: Path, slugs: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """The copies of Integreat's API that stand in the output folder, by region and file. There is none for all where a region
    has the name of their folder."""
    if "api" in slugs:
        return {}
    return {slug: dict(files) for slug in slugs if (files := [*api_files(output, slug)])}


def _heads(output: Path, slugs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The first bytes of each page that stands in the output folder; read only where they are asked for."""
    return (head for slug in slugs for head in page_heads(output, slug, HEAD))
