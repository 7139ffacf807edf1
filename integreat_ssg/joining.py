"""What is made of all regions that stand in the output folder, whoever has built them: the portal, what hosts have to know."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from integreat_ssg.errors import UsageError
from integreat_ssg.hosting.artifacts import describe_region, describe_whole, portal_host_files
from integreat_ssg.hosting.description import Hosting
from integreat_ssg.hosting.pages import HEAD
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, has_errors, note
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.library import Library, read_region
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
    standing = [slug for slug in library.site.regions if site_version(output, slug)]
    contents = [cover for slug in standing if (cover := _cover(library, slug))]
    if has_errors(library.findings) or len(contents) < len(standing):
        return "", []
    portal = (*render_portal(library.site, contents, theme), *portal_api(_apis(output, standing)))
    told, findings = portal_host_files(library.site, contents, portal, _heads(output, standing))
    if has_errors(findings):
        return "", findings
    files = (*portal, *told)
    write_portal(files, output, waiting)
    return tree_digest({each.path: each.digest for each in files}), findings


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
    standing = [each for each in chosen if site_version(output, each)]
    contents = [content for each in standing if (content := read_region(library, each)[0])]
    if not contents:
        raise UsageError(f"{output} holds no site of {slug or 'any region'}. Build it first, or name another --output.")
    if slug:
        heads = ((path.removeprefix(f"{slug}/"), head) for path, head in _heads(output, [slug]))
        return describe_region(contents[0], heads)
    return describe_whole(library.site, contents, _heads(output, ["."]))


def _apis(output: Path, slugs: Sequence[str]) -> dict[str, dict[str, bytes]]:
    """The copies of Integreat's API that stand in the output folder, by region and file. There is none for all where a region
    has the name of their folder."""
    if "api" in slugs:
        return {}
    return {slug: dict(files) for slug in slugs if (files := [*api_files(output, slug)])}


def _heads(output: Path, slugs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The first bytes of each page that stands in the output folder; read only where they are asked for."""
    return (head for slug in slugs for head in page_heads(output, slug, HEAD))


def _cover(library: Library, slug: str) -> Content | None:
    """A region as the portal shows it, without its texts, for there are many regions; None where its settings are broken."""
    content, findings = read_region(library, slug)
    if content is None or has_errors(each for each in findings if each.place.file == f"{slug}/region.yaml"):
        return None
    return replace(
        content, pages={}, shared={}, events={}, places={}, media={}, lines={}, hours={}, contact_hours={}, excuses=()
    )
