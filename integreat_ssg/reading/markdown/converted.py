"""What becomes of a page's Markdown."""

from dataclasses import dataclass

from integreat_ssg.model.findings import Finding
from integreat_ssg.model.richtext import RichText


@dataclass(frozen=True, slots=True)
class Converted:
    """A text and what is wrong with it; lines count from the first line of the Markdown."""

    text: RichText
    findings: tuple[Finding, ...] = ()
