"""What a page of the site or a book says, read with a parser of its own."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}
FOR_SCREENS = {"nav", "script", "style", "svg", "button", "form", "search", "dialog", "template"}
"""Elements that a page has beside its text."""


NOT_ON_PAPER = ("geo", "views", "all")
"""Classes of links that open something on the device."""


class PageText(HTMLParser):
    """Gathers the text of `<main>`, of an element with the id `anchor`, or the whole body as paper has it, and the addresses of
    its links."""

    def __init__(self, anchor: str = "", *, whole: bool = False) -> None:
        super().__init__()
        self._anchor, self._whole = anchor, whole
        self._depth = 0
        self._inside = self._outside = 0
        self.texts: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag in VOID:
            if tag == "br":
                self.texts.append(" ")
            return
        self._depth += 1
        wanted = tag == "body" if self._whole else values.get("id") == self._anchor if self._anchor else tag == "main"
        if wanted and not self._inside:
            self._inside = self._depth
        left_out = (tag in FOR_SCREENS and not (self._whole and tag == "nav")) or "hidden" in values
        left_out |= self._whole and values.get("class") in NOT_ON_PAPER
        if self._inside and not self._outside and (left_out or "data-screen" in values):
            self._outside = self._depth
        if self._inside and not self._outside and tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._depth == self._outside:
            self._outside = 0
        if self._depth == self._inside:
            self._inside = -1
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._inside > 0 and not self._outside:
            self.texts.append(data)


def read(html: str, anchor: str = "", *, whole: bool = False) -> PageText:
    """A page or a part of it, taken apart; `whole` takes its body with the list of contents."""
    parser = PageText(anchor, whole=whole)
    parser.feed(html)
    return parser


def text_of(html: str, anchor: str = "") -> str:
    """The text with single spaces."""
    return " ".join("".join(read(html, anchor).texts).split())


def addresses(html: str) -> Iterator[str]:
    """Addresses of all links in the text."""
    yield from read(html).links
