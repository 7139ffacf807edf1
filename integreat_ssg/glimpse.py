"""Single pages as the next build will write them, before that build: for whoever has just saved and looks."""

from collections.abc import Collection
from dataclasses import dataclass

from integreat_ssg.build import Job, read_site
from integreat_ssg.model.findings import has_errors
from integreat_ssg.model.theme import Theme
from integreat_ssg.planning import Plan, plan_site
from integreat_ssg.reading.library import Library, read_region
from integreat_ssg.reading.rereading import reread
from integreat_ssg.rendering.icons import region_icons
from integreat_ssg.rendering.language import render_page
from integreat_ssg.rendering.share import Ground
from integreat_ssg.rendering.site import lay_ground

FEW = 20
"""Files up to which reading each by itself is quicker than reading everything."""


@dataclass(frozen=True)
class Sight:
    """What the pages of one region are made from: all that was read, and the region's plan."""

    library: Library
    slug: str
    plan: Plan
    theme: Theme
    ground: Ground

    def page(self, file: str) -> bytes | None:
        """The page `file` of the region; None where there is no such page of a text. Raises UsageError where the theme is
        faulty."""
        return render_page(self.plan, self.theme, self.ground, file)


def look(job: Job, slug: str) -> Sight | None:
    """read → plan, for a region; None where there is no such region, or where errors keep it from being rendered. What checks
    find is left to the build.

    Raises UsageError where the theme is faulty, WorldError where the content cannot be read.
    """
    return _sight(job, read_site(job), slug)


def look_again(job: Job, slug: str, former: Sight, changed: Collection[str]) -> Sight | None:
    """As `look`, where files of the content have changed since another look, of whatever region.

    Pages alone are read again by themselves, everything only where something else has changed.
    """
    library: Library | None = former.library
    if changed:
        few = len(changed) <= FEW
        library = reread(job.content, former.library, changed, job.converter) if few else None
    if library is former.library and (slug, job.theme.digest) == (former.slug, former.theme.digest):
        return former
    return _sight(job, library or read_site(job), slug)


def _sight(job: Job, library: Library, slug: str) -> Sight | None:
    if slug not in library.site.regions:
        return None
    content, findings = read_region(library, slug)
    if content is None or has_errors((*findings, *library.findings)):
        return None
    icons, _ = region_icons(content, job.theme, job.cache)
    plan, _ = plan_site(content)
    return Sight(library, slug, plan, job.theme, lay_ground(plan, job.theme, icons)[0])
