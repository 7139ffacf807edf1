"""Host files as artifacts of a region's site and of the portal, where site.yaml asks for them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from integreat_ssg.hosting.apache import FILE, htaccess
from integreat_ssg.hosting.description import Hosting
from integreat_ssg.hosting.files import files_inside, over_limits
from integreat_ssg.hosting.pages import HEAD, describe
from integreat_ssg.model.cover import Cover
from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.settings import SiteSettings
from integreat_ssg.model.site import API, Artifact

Heads = Iterable[tuple[str, bytes]]
"""Paths of HTML files and their first bytes."""

_SITE = Place("site.yaml")


def heads_of(artifacts: Iterable[Artifact]) -> Heads:
    """What a description is made from, of files that are in memory."""
    return ((each.path, each.content[:HEAD]) for each in artifacts if each.path.endswith(".html"))


def describe_region(region: Cover, heads: Heads) -> Hosting:
    """The description of a region's site as it lies at its own address."""
    return describe(heads, region.base_url)


def describe_whole(site: SiteSettings, regions: Sequence[Cover], heads: Heads) -> Hosting:
    """The description of the output folder with the portal and all regions. Those with an address of their own are left out."""
    inside = {f"{each.slug}/" for each in regions if not each.settings.base_url}
    own = (
        (path, head)
        for path, head in heads
        if "/" not in path or path.startswith(API) or path[: path.index("/") + 1] in inside
    )
    return describe(own, site.base_url, {"", *inside})


def region_host_files(region: Cover, artifacts: Iterable[Artifact]) -> tuple[tuple[Artifact, ...], list[Finding]]:
    """A region's host files, and what a host would not take. Hosts that read their files only at the root of what is published
    find them in a region that has, or may get, a host of its own."""
    kinds = region.site.host_files
    if not kinds:
        return (), []
    at_root = urlsplit(region.base_url or "").path in ("", "/")
    files = files_inside(kinds, describe_region(region, heads_of(artifacts)), at_root=at_root)
    place = Place(f"{region.slug}/region.yaml")
    return _artifacts(files), [*_clash(kinds), *over_limits(kinds, files, place)]


def portal_host_files(
    site: SiteSettings, regions: Sequence[Cover], portal: Sequence[Artifact], heads: Heads
) -> tuple[tuple[Artifact, ...], list[Finding]]:
    """The host files beside the portal, for it and all regions; `heads` are the regions' pages, with the region in front."""
    kinds = site.host_files
    if not kinds or not portal:
        return (), []
    whole = describe_whole(site, regions, [*heads_of(portal), *heads])
    files = files_inside(kinds, whole, at_root=True)
    if FILE in files:  # each region has its own, which counts from its folder
        files[FILE] = htaccess(replace(describe(heads_of(portal), site.base_url), apis=whole.apis))
    return _artifacts(files), [*_clash(kinds), *over_limits(kinds, files, _SITE)]


def _artifacts(files: dict[str, str]) -> tuple[Artifact, ...]:
    return tuple(Artifact(name, text.encode()) for name, text in files.items())


def _clash(kinds: Sequence[str]) -> list[Finding]:
    both = {"cloudflare", "netlify"} <= set(kinds)
    return [error("host-files-clash", _SITE, host="cloudflare", other="netlify", file="_redirects")] if both else []
