"""One page as the next build will write it, before that build: for whoever has just saved and looks."""

from integreat_ssg.build import Job, read_site
from integreat_ssg.model.findings import has_errors
from integreat_ssg.planning import plan_site
from integreat_ssg.reading.library import read_region
from integreat_ssg.rendering.icons import region_icons
from integreat_ssg.rendering.language import render_page
from integreat_ssg.rendering.site import lay_ground


def glimpse(job: Job, slug: str, file: str) -> bytes | None:
    """read → plan → render, for the page `file` of the region `slug`; None where there is no such page, or where errors keep
    it from being rendered. What checks find is left to the build.

    Raises UsageError where the theme is faulty, WorldError where the content cannot be read.
    """
    library = read_site(job)
    if slug not in library.site.regions:
        return None
    content, findings = read_region(library, slug)
    if content is None or has_errors((*findings, *library.findings)):
        return None
    icons, _ = region_icons(content, job.theme, job.cache)
    plan, _ = plan_site(content)
    return render_page(plan, job.theme, lay_ground(plan, job.theme, icons)[0], file)
