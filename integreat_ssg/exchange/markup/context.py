"""What the reading of a text carries with it: whom to ask, what to tell, and where in the text it is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from integreat_ssg.exchange.markup.surroundings import Change, Surroundings
from integreat_ssg.exchange.markup.tree import Element, Node
from integreat_ssg.reading.markdown.fragment import leads_somewhere

HEADINGS = {f"h{level}" for level in range(1, 7)}

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ALLOWED = {"http", "https", "mailto", "tel", "sms", "geo"}
_ANCHOR = re.compile(r"[\w-]+")
_MADE_BY_PROGRAMS = ("_Toc", "_Hlk", "mcetoc_", "docs-internal")
_NO_ADDRESS_HOLDS = re.compile(r"[\s<>`\\|\"]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Context:
    """`folds` and `lines` tell whether text may unfold and our blocks may stand here; `own`, that our reader wrote the HTML."""

    surroundings: Surroundings
    changes: list[Change] = field(default_factory=list)
    anchors: frozenset[str] = frozenset()
    own: bool = False
    folds: bool = True
    headings: bool = True
    lines: bool = True

    def inside(self, folds: bool = False, headings: bool = True, lines: bool = True) -> "Context":
        """The same inside of a block that cannot hold everything."""
        return replace(
            self, folds=self.folds and folds, headings=self.headings and headings, lines=self.lines and lines
        )

    def tell(self, kind: str, excerpt: str) -> None:
        """Notes a change; the excerpt is shortened."""
        self.changes.append(Change(kind, " ".join(excerpt.split())[:80]))

    def destination(self, url: str, words: str) -> str:
        """Where a link leads, or "" where only its words stay; anchors in the same text are known here."""
        url = _as_address(url)
        if url.startswith("#"):
            anchor = unquote(url[1:])
            if anchor in self.anchors:
                return f"#{anchor}"
            self.tell("bad-link", url)
            return ""
        if not url or not _may_be_followed(url):
            if url or words.strip():
                self.tell("bad-link", url or words)
            return ""
        answer = _as_address(self.surroundings.link(url))
        if not answer:
            self.tell("link", url)
        elif not _may_be_followed(answer):
            self.tell("bad-link", answer)
            return ""
        return answer

    def picture(self, url: str, alt: str) -> str:
        """Where a picture lies, or ""."""
        url = _as_address(url)
        scheme = _SCHEME.match(url)
        if not url or (scheme and scheme[1].lower() not in ("http", "https")):
            self.tell("picture", url or alt)
            return ""
        answer = _as_address(self.surroundings.picture(url, alt))
        scheme = _SCHEME.match(answer)
        if not answer or (scheme and scheme[1].lower() not in ("http", "https")):
            self.tell("picture", url)
            return ""
        return answer


def context_for(nodes: Iterable[Node], surroundings: Surroundings, changes: list[Change]) -> Context:
    """For the reading of a source. Headings keep the anchors that somebody has given them, or that the text itself links to."""
    elements = list(_all(nodes))
    asked = {
        unquote(each.attributes["href"][1:]) for each in elements if each.attributes.get("href", "").startswith("#")
    }
    given: set[str] = set()
    for element in elements:
        anchor = anchor_of(element) if element.tag in HEADINGS else ""
        if anchor and (anchor in asked or not anchor.startswith(_MADE_BY_PROGRAMS)):
            given.add(anchor)
    return Context(surroundings, changes, frozenset(given))


def anchor_of(heading: Element) -> str:
    """The anchor that a heading was given, on itself or by something in it."""
    for element in _all([heading]):
        for name in ("id", "name"):
            anchor = element.attributes.get(name, "")
            if _ANCHOR.fullmatch(anchor):
                return anchor
    return ""


def language_and_direction(attributes: Mapping[str, str]) -> tuple[str, str]:
    """Both as they may stand in a text of ours, or ""."""
    language, direction = attributes.get("lang", ""), attributes.get("dir", "").lower()
    return language if _LANGUAGE.fullmatch(language) else "", direction if direction in ("ltr", "rtl") else ""


def _all(nodes: Iterable[Node]) -> Iterator[Element]:
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from _all(node.children)


def _may_be_followed(url: str) -> bool:
    scheme = _SCHEME.match(url)
    return (scheme[1].lower() in _ALLOWED and leads_somewhere(url)) if scheme else True


def _as_address(url: str) -> str:
    """As browsers take it: without control characters, and with percent signs for what no address holds."""
    url = re.sub(r"[\x00-\x1f\x7f]", "", url).strip()
    return _NO_ADDRESS_HOLDS.sub(lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), url)
