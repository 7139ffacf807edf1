"""Rules about the finished site, before it is written."""

from collections.abc import Sequence

from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.model.site import Artifact
from integreat_ssg.outputs import BookOutput
from integreat_ssg.planning import Plan

FIRST_VIEW = 14 * 1024
"""Bytes that a server may send before it waits for the phone (RFC 6928: ten segments): the page and its style in one go."""


def check_site(plan: Plan, artifacts: Sequence[Artifact]) -> list[Finding]:
    """Whether each page and the style sheet, compressed, fit into the first answer of a server. `artifacts` are the region's
    own files, without those that are carried along for readers of a former release."""
    sources = {output.file: output.page.file for output in plan.pages.values()}
    style = sum(each.compressed for each in artifacts if each.path.endswith("/style.css"))
    findings = []
    books = {each.file for each in plan.outputs if isinstance(each, BookOutput)}
    for artifact in artifacts:
        if (
            artifact.path.endswith(".html")
            and artifact.path not in books
            and len(artifact.content) > FIRST_VIEW - style
        ):
            size = artifact.compressed + style
            if size > FIRST_VIEW:
                place = Place(sources.get(artifact.path, f"{plan.content.slug}/region.yaml"))
                findings.append(warning("page-too-heavy", place, size=f"{size / 1024:.1f}", limit=FIRST_VIEW // 1024))
    return findings
