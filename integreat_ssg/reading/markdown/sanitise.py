"""The final fragment, reduced to a small list of elements and attributes by nh3; what was taken out is told.

The list is documented in `docs/editors.md`; a test holds the two together.
"""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import nh3

HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
TAGS = HEADINGS | set(
    "a abbr b bdi blockquote br caption code dd del details div dl dt em figcaption figure hr i img kbd li mark ol p pre q s"
    " small span strong sub summary sup table tbody td th thead tr u ul".split()
)
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "details": {"open"},
    "div": {"data-block", "data-argument"},
    "img": {"src", "alt", "title"},
    "li": {"id"},
    "ol": {"start"},
    "span": {"data-block", "data-argument"},
    "sup": {"id"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
} | {heading: {"id"} for heading in HEADINGS}
_CELLS = {"align-start", "align-center", "align-end"}
CLASSES: dict[str, set[str]] = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"admonition", "note", "tip", "important", "warning", "caution", "footnote"},
    "p": {"admonition-title"},
    "li": {"task"},
    "td": _CELLS,
    "th": _CELLS,
}
SCHEMES = {"https", "http", "mailto", "tel", "sms", "geo"}
_PLAIN = TAGS | {"h1"}
_PLAIN_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)(?: /)?>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_OWN = {"class", "title"}
"""Attributes that our own Markdown writes and drops again; an editor who writes them loses nothing that was promised."""


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object"},
)


def sanitise(html: str) -> tuple[str, list[str]]:
    """Safe HTML, and what was taken out, as an editor would name it: `<script>`, `onclick`, `javascript:…`."""
    clean = _CLEANER.clean(html)
    return clean, _missing(html, clean)


def _missing(before: str, after: str) -> list[str]:
    if before.replace(" />", ">") == after:
        return []
    gone = _inventory(before) - _inventory(after)
    return sorted(gone)


def _inventory(html: str) -> Counter[str]:
    """Counts what `_Scan` counts. HTML as our own Markdown writes it is read by a pattern, at a tenth of the cost; everything
    else, and every element that is not allowed, by the parser."""
    scan = _Scan()
    tags = _PLAIN_TAG.findall(html)
    if len(tags) == html.count("<") and all(close or name in _PLAIN for close, name, _ in tags):
        for close, name, attributes in tags:
            if not close:
                found = _ATTRIBUTE.findall(attributes) if attributes else ()
                scan.handle_starttag(name, [(key, unescape(value)) for key, value in found])
        return scan.found
    scan.feed(html)
    scan.close()
    return scan.found


class _Scan(HTMLParser):
    """Counts elements, and attributes together with what they hold where that can be refused."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "h1":  # a finding of its own
            self.found[f"<{tag}>"] += 1
        if tag in TAGS:
            for name, value in attrs:
                if name in ("href", "src"):
                    self.found[(value or "").strip()[:60]] += 1
                elif name not in _OWN:
                    self.found[name] += 1

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """`<![` is a comment, as browsers have it; the library fails over such remains of word processors."""
        return self.parse_bogus_comment(i, bool(report))
