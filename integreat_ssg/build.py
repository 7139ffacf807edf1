"""The line, from a folder of content to a folder of sites. Each step makes a new value; nothing is filled in later."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from integreat_ssg.cache import Cache
from integreat_ssg.checking.appearance import check_appearance
from integreat_ssg.checking.hosts import check_hosts
from integreat_ssg.checking.rules import besides_unread, check_content
from integreat_ssg.checking.site import check_site, style_size
from integreat_ssg.checking.weights import Weighed, weigh, weighed
from integreat_ssg.chunks import SHARED, region_key, start_chunks
from integreat_ssg.digests import Digester
from integreat_ssg.errors import UsageError
from integreat_ssg.hosting.artifacts import region_host_files
from integreat_ssg.hosting.description import Hosting
from integreat_ssg.joining import build_portal, describe_standing, left_over, wrong_settings
from integreat_ssg.kept import Chunk
from integreat_ssg.model.content import Content
from integreat_ssg.model.cover import Cover
from integreat_ssg.model.findings import Finding, has_errors, in_order
from integreat_ssg.model.settings import Budgets
from integreat_ssg.model.site import Artifact, Site
from integreat_ssg.model.theme import Theme
from integreat_ssg.offline.release import DownloadSet, make_release
from integreat_ssg.offline.sizes import over_budget, set_sizes
from integreat_ssg.outcomes import BuildResult, RegionResult, remember_region, remembered_region
from integreat_ssg.planning import Plan, plan_site
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import Library, read_cover, read_library, read_region
from integreat_ssg.reading.published import read_published
from integreat_ssg.rendering.icons import Icons, region_icons
from integreat_ssg.rendering.share import shares
from integreat_ssg.rendering.site import render_common
from integreat_ssg.sealing import seal_release
from integreat_ssg.unchanged import Asked, remember_build
from integreat_ssg.workers import Workers
from integreat_ssg.writing import recover, site_version, standing_tree, tree_digest, write_site

C = TypeVar("C")

Progress = Callable[[str, str], None]
"""Called with the name of a stage and of its region when that stage begins, and with "wait" where another build is writing
the same region. The region is empty where a stage is about the whole site."""


@dataclass(frozen=True)
class Job:
    """What a build is made from. `today` is the build date; None means the day of the newest commit of the content.
    `published` is a folder with what readers have now, a region a folder, so that phones load only what has changed."""

    content: Path
    output: Path
    theme: Theme
    cache: Cache
    converter: Converter
    today: date | None = None
    base_url: str | None = None
    published: Path | None = None
    workers: Workers = field(default_factory=Workers)
    progress: Progress = lambda stage, region: None


def build(job: Job, wanted: Sequence[str] = ()) -> BuildResult:
    """Builds the wanted regions, or all, and the portal over every region that stands in the output folder.

    A region with errors is not written; its last good site is left as it is. Raises UsageError for a region that the site
    does not have, and IntegreatError where the disk refuses.
    """
    library = read_site(job, wanted or None)
    chosen = chosen_regions(library, wanted)
    recover(job.output)
    if library.folders.lets_go:
        job.workers.open()  # while this process holds little: what it holds then, they hold until they end
    begun = job.workers.ahead(_begin(job, library, slug) for slug in chosen)
    # One after the other: each is forgotten when it is written, for all of them together are more than a memory holds.
    results = tuple(map(partial(_finish, job, library), begun))
    result = _joined(job, library, results)
    if job.published is None:
        asked = Asked(job.content, job.output, job.theme.digest, tuple(wanted), job.today, job.base_url)
        state = library.state if library.folders.is_steady else ""
        remember_build(asked, state, library.folders, result, job.cache)
    return result


def join(job: Job) -> BuildResult:
    """The portal alone, over every region that stands in the output folder: each may have been built by itself, elsewhere. No
    text is read for it."""
    library = read_site(job, ())
    result = _joined(job, library, ())
    return replace(result, findings=in_order([*result.findings, *wrong_settings(library, job.output)]))


def _joined(job: Job, library: Library, results: tuple[RegionResult, ...]) -> BuildResult:
    job.progress("portal", "")
    portal, found = build_portal(library, job.theme, job.output, partial(job.progress, "wait", ""))
    return BuildResult(results, told_of_site(library, [*found, *left_over(library, job.output)]), portal=portal)


def _begin(job: Job, library: Library, slug: str) -> "RegionResult | Begun":
    """Where a region was built from the same before and stands as it was written then, what became of it: nothing of it is
    rendered, sealed or written. Else its beginning."""
    content, found = read_region(library, slug)
    if content is None or job.published or job.cache.folder is None or has_errors(library.findings):
        return begin_region(job, library, slug)
    digester = Digester(once=SHARED)
    key = region_key(content, found, job.theme, digester)
    known = remembered_region(key, job.cache)
    if known and known.tree == standing_tree(job.output, slug):
        return known
    return replace(begin_region(job, library, slug, digester), key=key)


def _finish(job: Job, library: Library, begun: "RegionResult | Begun") -> RegionResult:
    """Writes a region whose beginning was made, unless errors forbid it."""
    if isinstance(begun, RegionResult):
        return begun
    rendered, slug = finish_region(job, begun), begun.slug
    site, former = rendered.site, site_version(job.output, slug)
    findings = in_order([*rendered.findings, *(each for each in library.findings if has_errors([each]))])
    excused = rendered.told.excused
    if site is None or has_errors(findings):
        return RegionResult(slug, findings, former, stands=former is not None, excused=excused)
    job.progress("write", slug)
    written = write_site(site, job.output, partial(job.progress, "wait", slug))
    sizes = set_sizes(rendered.sets, rendered.budgets)
    tree = tree_digest({each.path: each.digest for each in site.artifacts})
    result = RegionResult(slug, findings, site.version, written, sizes=sizes, excused=excused, tree=tree)
    if begun.key:
        remember_region(begun.key, result, job.cache)
    return result


def told_of_site(library: Library, findings: Sequence[Finding] = ()) -> tuple[Finding, ...]:
    """What belongs to no region, as site.yaml wants it."""
    return in_order(weigh([*library.findings, *findings], library.site.rules, {}).findings)


@dataclass(frozen=True)
class Rendered:
    """A region's site, or None where errors forbid it, with all that was found, and what phones load against its budgets."""

    site: Site | None
    told: Weighed
    content: Content | None = None
    sets: tuple[DownloadSet, ...] = ()
    budgets: Budgets = field(default_factory=Budgets)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is told."""
        return self.told.findings


@dataclass(frozen=True)
class Planned:
    """A region's plan, or None where errors forbid it, with the icons of its logo and all that was found."""

    plan: Plan | None
    told: Weighed
    icons: Icons | None = None
    content: Content | None = None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is told."""
        return self.told.findings


def plan_region(job: Job, library: Library, slug: str) -> Planned:
    """read → check → plan, for one region."""
    job.progress("read", slug)
    content, findings = read_region(library, slug)
    if content is None:
        return Planned(None, Weighed(tuple(findings)))
    job.progress("check", slug)
    findings += besides_unread(findings, check_content(content, content.today))
    findings += check_appearance(content, job.theme)
    icons, undrawn = region_icons(content, job.theme, job.cache)
    findings += undrawn
    job.progress("plan", slug)
    plan, collisions = plan_site(content)
    findings += collisions
    told = weighed([content], findings)
    return Planned(None if has_errors(told.findings) else plan, told, icons, content)


@dataclass(frozen=True)
class Begun:
    """A region whose languages are being worked on, or where errors forbid it: what is known of it so far. `key` is the name
    under which its result is remembered."""

    slug: str
    planned: Planned
    common: tuple[Artifact, ...] = ()
    style: int = 0
    chunks: Callable[[], Iterable[Chunk]] = tuple
    key: str = ""


def render_region(job: Job, library: Library, slug: str) -> Rendered:
    """read → check → plan → render → pack → seal → check, for one region."""
    return finish_region(job, begin_region(job, library, slug))


def begin_region(job: Job, library: Library, slug: str, digester: Digester | None = None) -> Begun:
    """read → check → plan, and the beginning of what is done for each language by itself. `digester` may know some values."""
    planned = plan_region(job, library, slug)
    if planned.plan is None:
        return Begun(slug, planned)
    job.progress("render", slug)
    ground, common = render_common(planned.plan, job.theme, job.cache, planned.icons)
    style = style_size(common)
    parts = shares(planned.plan, job.theme, ground)
    chunks = start_chunks(parts, style, job.cache, job.workers, digester or Digester(once=SHARED))
    return Begun(slug, planned, common, style, chunks)


def finish_region(job: Job, begun: Begun) -> Rendered:
    """pack → seal → check, of all languages together."""
    slug, planned, plan = begun.slug, begun.planned, begun.planned.plan
    if plan is None:
        return Rendered(None, planned.told, planned.content)
    chunks = list(begun.chunks())
    artifacts = (*begun.common, *(each for chunk in chunks for each in chunk.artifacts))
    packs = {name: data for chunk in chunks for name, data in chunk.packs.items()}
    job.progress("pack", slug)
    published, found = read_published(job.published, slug, artifacts) if job.published else (None, [])
    release = make_release(plan, artifacts, job.cache, published, packs)
    job.progress("seal", slug)
    host_files, limits = region_host_files(plan.content, release.artifacts)
    site = seal_release(slug, (*release.artifacts, *host_files))
    found += [
        *over_budget(plan.content, release.sets, job.cache),
        *limits,
        *check_site(plan, begun.common, begun.style),
    ]
    found += [each for chunk in chunks for each in chunk.findings]
    told = planned.told + weighed([plan.content], found)
    return Rendered(site, told, plan.content, release.sets, plan.content.settings.budgets)


def regions(job: Job, wanted: Sequence[str] = ()) -> tuple[list[Content], tuple[Finding, ...]]:
    """The wanted regions, or all, whose settings can be read, and what keeps the list from being the whole one. Raises UsageError
    for a region that the site does not have."""
    library = read_site(job, wanted or None)
    return _listed(library, (read_region(library, slug) for slug in chosen_regions(library, wanted)))


def covers(job: Job) -> tuple[list[Cover], tuple[Finding, ...]]:
    """The same of all regions by what their settings say, without reading a text."""
    library = read_site(job, ())
    return _listed(library, (read_cover(library, slug) for slug in library.site.regions))


def _listed(
    library: Library, found: Iterable[tuple[C | None, Sequence[Finding]]]
) -> tuple[list[C], tuple[Finding, ...]]:
    listed, findings = [], list(library.findings)
    for each, problems in found:
        if each:
            listed.append(each)
        else:
            findings += problems
    return listed, in_order(findings)


def describe_output(job: Job, slug: str | None = None) -> Hosting:
    """What a host has to know of the output folder as it stands, or of one region's site in it.

    Raises UsageError for a region that the site does not have or that is not built.
    """
    library = read_site(job, ())
    return describe_standing(library, job.output, chosen_regions(library, [slug] if slug else []), slug)


def read_site(job: Job, wanted: Collection[str] | None = None) -> Library:
    """The content, once for all regions or for those that are wanted (none of them, where that is empty), with what the job says
    about it."""
    job.progress("read", "")
    library = read_library(job.content, job.converter, wanted)
    findings = (*library.findings, *check_hosts(library.site, library.site_lines))
    library = replace(library, today=job.today or library.today, findings=findings)
    return replace(library, site=replace(library.site, base_url=job.base_url)) if job.base_url else library


def chosen_regions(library: Library, wanted: Sequence[str]) -> list[str]:
    """The wanted regions in the order of site.yaml, or all. Raises UsageError for one that the site does not have."""
    unknown = [slug for slug in wanted if slug not in library.site.regions]
    if unknown and not has_errors(library.findings):  # a site.yaml with errors may not tell all regions
        known = ", ".join(library.site.regions) or "–"
        raise UsageError(f"The site has no region {', '.join(unknown)}. It has: {known}.")
    return [slug for slug in library.site.regions if slug in wanted or not wanted]
