"""Rules about the finished site, before it is written."""

from collections.abc import Iterable

from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.model.site import API, Artifact
from integreat_ssg.outputs import BookOutput
from integreat_ssg.planning import Plan

FIRST_VIEW = 14 * 1024
"""Bytes that a server may send before it waits for the phone (RFC 6928: ten segments): the page and its style in one go."""


def style_size(artifacts: Iterable[Artifact]) -> int:
    """Bytes of the style sheet on the way to a phone."""
    return sum(each.compressed for each in artifacts if each.path.endswith("/style.css"))


def check_site(plan: Plan, artifacts: Iterable[Artifact], style: int) -> list[Finding]:
    """Whether each page, compressed, fits into the first answer of a server together with the style sheet, of `style` bytes.
    `artifacts` are the region's own files, or some of them, without those that are carried along for readers of a former
    release."""
    sources = {output.file: output.page.file for output in plan.pages.values()}
    findings = []
    books = {each.file for each in plan.outputs if isinstance(each, BookOutput)}
    for artifact in artifacts:
        if (
            artifact.path.endswith(".html")
            and artifact.path not in books
            and not artifact.path.startswith(API)
            and artifact.size > FIRST_VIEW - style
        ):
            size = artifact.compressed + style
            if size > FIRST_VIEW:
                place = Place(sources.get(artifact.path, f"{plan.content.slug}/region.yaml"))
                findings.append(warning("page-too-heavy", place, size=f"{size / 1024:.1f}", limit=FIRST_VIEW // 1024))
    return findings
