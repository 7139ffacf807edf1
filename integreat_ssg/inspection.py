"""All that can be found about content without writing a site: what a build would say, and what is asked only here."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from integreat_ssg.build import Job, chosen_regions, read_site, render_region, told_of_site
from integreat_ssg.checking.quality import inspect
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, in_order
from integreat_ssg.offline.sizes import set_sizes
from integreat_ssg.outcomes import BuildResult, RegionResult
from integreat_ssg.reading.library import Library

Outside = Callable[[Sequence[Content]], Sequence[Finding]]
"""Asks the network about the addresses in these regions' texts."""


def measure(job: Job, wanted: Sequence[str] = ()) -> BuildResult:
    """Everything that `build` would find, without writing, with the sizes of all sets and their largest files."""
    return _measured(job, read_site(job, wanted or None), wanted)[0]


def check(job: Job, wanted: Sequence[str] = (), outside: Outside | None = None) -> BuildResult:
    """The same, and what rules say that no build asks: about the quality of texts, excuses that excuse nothing, and, where
    `outside` tells it, about addresses that texts lead to."""
    return _checked(job, read_site(job, wanted or None), wanted, outside)[0]


def survey(job: Job, wanted: Sequence[str] = ()) -> tuple[Library, BuildResult, list[Content]]:
    """What `check` finds, with what it has read; a region whose settings cannot be read is not among the contents."""
    library = read_site(job)
    return library, *_checked(job, library, wanted)


def _checked(
    job: Job, library: Library, wanted: Sequence[str], outside: Outside | None = None
) -> tuple[BuildResult, list[Content]]:
    result, contents = _measured(job, library, wanted)
    job.progress("inspect", "")
    inspected = inspect(contents, job.cache, result.all_findings, result.all_excused, outside,
                        whole=not wanted and len(contents) == len(library.site.regions))  # fmt: skip
    regions = tuple(
        replace(
            each,
            findings=in_order([*each.findings, *inspected[each.slug].findings]),
            excused=each.excused + inspected[each.slug].excused,
        )
        for each in result.regions
    )
    across = inspected[""]
    return BuildResult(regions, in_order([*result.findings, *across.findings]), across.excused), contents


def _measured(job: Job, library: Library, wanted: Sequence[str]) -> tuple[BuildResult, list[Content]]:
    results, contents = [], []
    for slug in chosen_regions(library, wanted):
        rendered = render_region(job, library, slug)
        sizes = set_sizes(rendered.sets, rendered.budgets, largest=True)
        told = rendered.told
        results.append(RegionResult(slug, in_order(told.findings), sizes=sizes, excused=told.excused))
        contents += [rendered.content] if rendered.content else []
    return BuildResult(tuple(results), told_of_site(library)), contents
