"""HTML to plain text, for what has no marks with us: places and events. Paragraphs are parted by empty lines."""

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset("address article aside blockquote dd details div dl dt figure figcaption footer h1 h2 h3 h4 h5 h6 "
                           "header hr li main nav ol p pre section summary table tbody tfoot thead tr ul".split())  # fmt: skip
_SILENT: Final = frozenset(("script", "style", "template", "head", "title", "iframe", "object", "noscript", "svg"))
_SHOWN: Final = re.compile(r"(?:https?:|mailto:|tel:)\S+", re.IGNORECASE)


def plain_text(html: str) -> str:
    """What a reader sees, and behind the words of a link where it leads; list items begin with a dash, cells are parted by
    bars. Text that holds no mark of HTML keeps its paragraphs."""
    reader = _Reader()
    reader.feed(html if "<" in html else html.replace("\n\n", "<p>"))
    reader.close()
    return reader.text


def has_marks(html: str) -> bool:
    """Whether plain text loses something of it: lists, tables, links, pictures or headings."""
    return bool(re.search(r"<(?:a|li|table|img|h[1-6]|details|iframe|video)\b", html, re.IGNORECASE))


class _Reader(HTMLParser):
    """Collects words in paragraphs; what stands open at the end counts as closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = [""]
        self._silent: list[str] = []
        self._links: list[tuple[str, int, int]] = []

    @property
    def text(self) -> str:
        """All paragraphs that say something."""
        words = (" ".join(each.split()) for each in self._paragraphs)
        return "\n\n".join(each for each in words if each.strip("–| "))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a paragraph; a link remembers where it leads."""
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _BLOCKS or tag == "br":
            self._break()
            if tag == "li":
                self._paragraphs[-1] = "– "
        elif tag in ("td", "th") and self._paragraphs[-1].strip():
            self._paragraphs[-1] += " | "
        elif tag == "a":
            href = next((value for name, value in attrs if name == "href" and value), "")
            self._links.append((href.strip(), len(self._paragraphs), len(self._paragraphs[-1])))
        elif tag == "img":
            alt = next((value for name, value in attrs if name == "alt" and value), "")
            self._paragraphs[-1] += alt

    def handle_endtag(self, tag: str) -> None:
        """The end of a block ends its paragraph; behind a link's words stands its address, unless they are the address."""
        if self._silent:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
        elif tag in _BLOCKS:
            self._break()
        elif tag == "a" and self._links:
            href, paragraph, start = self._links.pop()
            words = self._paragraphs[-1][start:] if paragraph == len(self._paragraphs) else ""
            shown = re.sub(r"^(?:mailto|tel):", "", href, flags=re.IGNORECASE)
            if _SHOWN.fullmatch(href) and _bare(shown) not in _bare(words):
                self._paragraphs[-1] += f" ({shown})"

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._silent:
            self._paragraphs[-1] += data

    def _break(self) -> None:
        if self._paragraphs[-1].strip():
            self._paragraphs.append("")


def _bare(address: str) -> str:
    """An address or a number as it is compared with the words that stand for it."""
    return re.sub(r"^https?://(?:www\.)?|[\s/]+", "", address.strip().lower())
