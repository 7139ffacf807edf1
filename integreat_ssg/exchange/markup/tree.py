"""HTML as a tree of safe elements: bounded, cleaned by nh3 as a browser would read it, and then only walked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

BLOCKS = set(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul"
    " caption tbody td tfoot th thead tr".split()
)
MEDIA = {"iframe", "video", "audio", "embed", "object"}
_INLINE = set(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd mark q rb rt ruby s samp small span strike"
    " strong sub sup tt u var source".split()
)
_EVERYWHERE = {"style", "class", "lang", "dir", "id", "hidden", "title", "align"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href", "name"},
    "img": {"src", "alt"},
    "ol": {"start", "type", "reversed"},
    "ul": {"type"},
    "li": {"value"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "details": {"open"},
    "iframe": {"src"},
    "video": {"src"},
    "audio": {"src"},
    "source": {"src"},
    "embed": {"src"},
    "object": {"data"},
    "font": {"color", "face", "size"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "sms", "geo", "data"}
"""`data:` only so that pictures inside the text can be told; none gets further."""
_VOID = {"br", "hr", "img", "source", "embed"}


@dataclass(frozen=True, slots=True)
class Element:
    """One element. `holds_blocks` tells whether anything inside it begins a block."""

    tag: str
    attributes: Mapping[str, str]
    children: tuple["Node", ...] = ()
    holds_blocks: bool = False

    @property
    def is_block(self) -> bool:
        """Whether it interrupts a line of text: itself, as media or a card, or by what is inside it."""
        return self.tag in BLOCKS or self.tag in MEDIA or self.is_card or self.holds_blocks

    @property
    def is_card(self) -> bool:
        """Whether it is a card that the CMS has put into the text for a contact."""
        return "contact-card" in self.classes

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    @property
    def words(self) -> str:
        """All text inside."""
        return "".join(child if isinstance(child, str) else child.words for child in self.children)


Node = Element | str


def tree_of(html: str) -> tuple[Node, ...]:
    """`html` has to be bounded; what comes out has only the elements and attributes that are known here."""
    clean = nh3.clean(
        html,
        tags=BLOCKS | MEDIA | _INLINE,
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"data-"},
        url_schemes=_SCHEMES,
        link_rel=None,
        clean_content_tags={"script", "style", "template", "noscript", "svg", "math"},
    )
    builder = _Builder()
    builder.feed(clean)
    builder.close()
    return builder.finish()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    holds_blocks: bool = False


class _Builder(HTMLParser):
    """Relies on what nh3 writes: every element is closed, or void."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack = [_Open("", {})]

    def finish(self) -> tuple[Node, ...]:
        while len(self._stack) > 1:
            self._close()
        return tuple(self._stack[0].children)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._stack.append(_Open(tag, {name: value or "" for name, value in attrs}))
        if tag in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if len(self._stack) > 1 and tag not in _VOID:
            self._close()

    def handle_data(self, data: str) -> None:
        self._stack[-1].children.append(data)

    def _close(self) -> None:
        done = self._stack.pop()
        children = () if done.tag in ("iframe",) else tuple(done.children)
        element = Element(done.tag, done.attributes, children, done.holds_blocks)
        above = self._stack[-1]
        above.children.append(element)
        above.holds_blocks = above.holds_blocks or element.is_block
