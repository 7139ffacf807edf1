"""One page's Markdown to rich text, in this process; `reading/conversion.py` runs it where it can be ended."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from markdown import Markdown
from pymdownx.slugs import slugify

from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.richtext import RichText
from integreat_ssg.reading.markdown.elements import OurElements
from integreat_ssg.reading.markdown.fragment import read_fragment
from integreat_ssg.reading.markdown.github import GitHubHabits
from integreat_ssg.reading.markdown.sanitise import sanitise

VERSION = "|".join(
    [f"{name} {version(name)}" for name in ("markdown", "pymdown-extensions", "nh3")]
    + [hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(Path(__file__).parent.glob("*.py"))]
)
"""Everything besides the text that decides what comes out; part of the key under which results are remembered."""

_FIRST_LEVEL = re.compile(r"^# +(.*)|^(.+)\n=+ *$", re.MULTILINE)
_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_OVERRIDES_DIRECTION = re.compile("[‪-‮]")


@dataclass(frozen=True, slots=True)
class Converted:
    """A text and what is wrong with it; lines count from the first line of the Markdown."""

    text: RichText
    findings: tuple[Finding, ...] = ()


def convert(markdown: str, file: str) -> Converted:
    """`file` is the path inside the region, such as "de/work/index.md"; links are resolved against it.

    Raises RecursionError where the text is nested too deeply.
    """
    md = _markdown()
    md.reset()
    html, removed = sanitise(md.convert(markdown))
    text, findings = read_fragment(html, markdown, file)
    findings += _removed(removed, markdown, file)
    if match := _FIRST_LEVEL.search(_FENCED.sub("", markdown)):
        words = (match[1] or match[2]).strip()
        findings.append(error("first-level-heading", Place(file, _line_of(markdown, words)), heading=words))
    if match := _OVERRIDES_DIRECTION.search(markdown):
        findings.append(warning("direction-override", Place(file, markdown.count("\n", 0, match.start()) + 1)))
    return Converted(text, tuple(findings))


@cache
def _markdown() -> Markdown:
    """One warmed instance a process: a new one for each page costs a quarter of the time."""
    return Markdown(
        extensions=[
            "abbr",
            "admonition",
            "attr_list",
            "def_list",
            "footnotes",
            "md_in_html",
            "pymdownx.magiclink",
            "pymdownx.quotes",
            "pymdownx.tilde",
            "sane_lists",
            "tables",
            "toc",
            GitHubHabits(),
            OurElements(),
        ],
        extension_configs={
            "footnotes": {"BACKLINK_TITLE": "", "BACKLINK_TEXT": "↩"},
            "pymdownx.quotes": {"callouts": True},
            "pymdownx.tilde": {"subscript": False},
            "toc": {"slugify": slugify(case="lower"), "marker": ""},
        },
    )


def _removed(removed: list[str], markdown: str, file: str) -> list[Finding]:
    names = [name for name in removed if name != "<h1>" and name != "id"]
    return [warning("html-removed", Place(file, _line_of(markdown, name.rstrip(">"))), removed=name) for name in names]


def _line_of(markdown: str, word: str) -> int:
    at = markdown.lower().find(word.lower())
    return markdown.count("\n", 0, at) + 1 if at >= 0 else 1
