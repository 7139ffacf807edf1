"""A region's guide as a PDF."""

from dataclasses import dataclass

from integreat_ssg.build import Job, chosen_regions, plan_region, read_site
from integreat_ssg.errors import UsageError
from integreat_ssg.model.content import HOME
from integreat_ssg.model.findings import Finding, in_order
from integreat_ssg.rendering.language import render_book
from integreat_ssg.rendering.pictures import media_reader
from integreat_ssg.typesetting import typeset


@dataclass(frozen=True)
class PdfResult:
    """A PDF of a region's guide, or None where errors in the content forbid it, with all that was found."""

    pdf: bytes | None
    findings: tuple[Finding, ...]


def make_pdf(job: Job, slug: str, language: str, section: str | None = None) -> PdfResult:
    """The guide in one language as a PDF, or the page `section` with all below it: read → check → plan → render → typeset.

    Raises UsageError for a region, language or page that the site does not have, WorldError where nothing makes PDFs.
    """
    library = read_site(job, [slug])
    chosen_regions(library, [slug])
    planned = plan_region(job, library, slug)
    if planned.plan is None:
        return PdfResult(None, in_order(planned.findings))
    plan, path = planned.plan, section.strip("/") if section else None
    languages = [each.tag for each in plan.content.languages]
    if language not in languages:
        raise UsageError(f"The region {slug} has no language {language}. It has: {', '.join(languages)}.")
    if path and (path, language) not in plan.pages:
        sections = ", ".join(plan.content.children(HOME)) or "–"
        raise UsageError(f"The region {slug} has no page {path}. Its sections are: {sections}.")
    job.progress("render", slug)
    book = render_book(plan, job.theme, language, path or None)
    job.progress("typeset", slug)
    return PdfResult(typeset(book, media_reader(plan, job.cache)), in_order(planned.findings))
