"""One page's Markdown to rich text, in this process; `reading/conversion.py` runs it where it can be ended."""

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.toc import TocExtension, TocTreeprocessor, unique
from markdown.inlinepatterns import HtmlInlineProcessor

from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.reading.markdown.converted import Converted
from integreat_ssg.reading.markdown.elements import OurElements
from integreat_ssg.reading.markdown.fragment import read_fragment
from integreat_ssg.reading.markdown.github import GitHubHabits
from integreat_ssg.reading.markdown.places import Places
from integreat_ssg.reading.markdown.sanitise import sanitise
from integreat_ssg.reading.markdown.signs import ask_where_signs_are

_FIRST_LEVEL = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_OVERRIDES_DIRECTION = re.compile("[\u202a-\u202e]")
_HTML_IN_A_LINE = (
    r"(<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?"
    r"|!--(?:(?!<!--|-->).)*--)>)"
)
"""An element or a comment by CommonMark's rules; Python-Markdown's own would take "5 <x - y> 3" for one."""


def convert(markdown: str, file: str) -> Converted:
    """`file` is the path inside the region, such as "de/work/index.md"; links are resolved against it.

    Raises RecursionError where the text is nested too deeply.
    """
    html = _html(markdown)
    clean, removed = sanitise(html)
    text, findings = read_fragment(clean, markdown, file)
    places = Places(markdown)
    findings += [warning("html-removed", Place(file, _line_of(each, places)), removed=each) for each in removed]
    findings += _first_levels(html, places, file)
    if match := _OVERRIDES_DIRECTION.search(markdown):
        findings.append(warning("direction-override", Place(file, markdown.count("\n", 0, match.start()) + 1)))
    return Converted(text, tuple(findings))


def safe_html(markdown: str) -> tuple[str, list[str]]:
    """What a text becomes before its links are resolved, and what the sanitiser took out. Raises as `convert`."""
    return sanitise(_html(markdown))


def _html(markdown: str) -> str:
    try:
        return _markdown().reset().convert(markdown)
    except (RecursionError, MemoryError):
        _markdown.cache_clear()  # its parser still believes to be inside what it could not finish
        raise


class _AnchorsOnly(TocTreeprocessor):
    def build_toc_div(self, toc_list: object) -> Element:
        """Nobody asks for the table itself."""
        return Element("div")


class _Anchors(TocExtension):
    """The library's table of contents gives headings their anchors."""

    TreeProcessorClass = _AnchorsOnly


@cache
def _markdown() -> Markdown:
    """One warmed instance a process: a new one for each page costs a quarter of the time."""
    ask_where_signs_are(md := slow_markdown())
    return md


def slow_markdown() -> Markdown:
    """Our Markdown, read as the library reads it."""
    md = Markdown(
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
            _Anchors(slugify=anchor_of, marker=""),
            GitHubHabits(),
            OurElements(),
        ],
        extension_configs={
            "footnotes": {"BACKLINK_TITLE": "", "BACKLINK_TEXT": "↩"},
            "pymdownx.quotes": {"callouts": True},
            "pymdownx.tilde": {"subscript": False},
        },
    )
    md.ESCAPED_CHARS += [each for each in string.punctuation if each not in md.ESCAPED_CHARS]
    md.inlinePatterns.register(HtmlInlineProcessor(_HTML_IN_A_LINE, md), "html", 90)
    return md


class _Kept(dict[int, int | None]):
    """What `anchor_of` keeps of a character, asked once for each."""

    def __missing__(self, code: int) -> int | None:
        kept = chr(code) in "_- " or unicodedata.category(chr(code))[0] in "LMN"
        return self.setdefault(code, code if kept else None)


_KEPT = _Kept()


def anchor_of(words: str, separator: str) -> str:
    """The anchor of a heading, as GitHub makes it: small letters, marks and digits of every script, hyphens for spaces.

    >>> anchor_of("Größe & हिन्दी", "-")
    'größe--हिन्दी'
    """
    kept = unicodedata.normalize("NFC", words).strip().lower().translate(_KEPT)
    return kept.replace(" ", separator)


def anchors_of(headings: Iterable[str]) -> list[str]:
    """The anchors of headings with these words, in this order, that nobody has given one."""
    taken: set[str] = set()
    return [unique(anchor_of(words, "-"), taken) for words in headings]


def _line_of(removed: str, places: Places) -> int:
    """Where that stands which the sanitiser names: an element ("<script>"), an address, or else an attribute."""
    if removed.startswith("<"):
        return places.words(removed.rstrip(">"))
    return places.words(removed, removed.partition(":")[0]) if ":" in removed else places.attribute(removed)


def _first_levels(html: str, places: Places, file: str) -> Iterator[Finding]:
    found = [" ".join(unescape(_TAG.sub("", inner)).split()) for inner in _FIRST_LEVEL.findall(html)]
    if not found:
        return
    lines = [line for level, line in places.headings() if level == 1]
    for number, words in enumerate(found):
        line = lines[number] if len(lines) == len(found) else places.words(words)
        yield error("first-level-heading", Place(file, line), heading=words)
