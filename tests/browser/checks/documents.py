"""An HTML file as a list of what it says and where it points, read without a browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
SPOKEN = ("alt", "title", "aria-label", "placeholder", "content")
"""Attributes that hold words for readers."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A URL in an attribute of an element."""

    tag: str
    attribute: str
    url: str
    rel: str = ""


@dataclass
class Document(HTMLParser):
    """One file. `texts` and `spoken` come with the language that the nearest `lang` gives them."""

    ids: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    title: str = ""
    lang: str = ""
    direction: str = ""
    json: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        language = values.get("lang") or (self._open[-1][1] if self._open else "")
        if tag == "html":
            self.lang, self.direction = values.get("lang", ""), values.get("dir", "")
        if "id" in values:
            self.ids.add(values["id"])
        if tag != "meta" or values.get("name") == "description" or values.get("property", "").startswith("og:title"):
            self.spoken += [(values[name], language) for name in SPOKEN if values.get(name)]
        self.spoken += [
            (value, language) for name, value in values.items() if name.startswith("data-") and " " in value
        ]
        self.references += _references(tag, values)
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1][0] if self._open else ""
        if inside == "title" and not any(tag == "svg" for tag, _ in self._open):
            self.title += data
        elif inside == "script":
            self.json += data if self.tags[-1][1].get("type") == "application/ld+json" else ""
        elif data.strip():
            self.texts.append((" ".join(data.split()), self._open[-1][1] if self._open else ""))


def _references(tag: str, values: dict[str, str]) -> Iterator[Reference]:
    for name in ("href", "src", "poster", "data", "action"):
        if name in values:
            yield Reference(tag, name, values[name], values.get("rel", ""))
    for each in values.get("srcset", "").split(","):
        if each.strip():
            yield Reference(tag, "srcset", each.split()[0])
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield Reference(tag, "refresh", values["content"].partition("url=")[2])


@cache
def read_document(file: Path) -> Document:
    """The document in `file`, read once."""
    return parse_document(file.read_text("utf-8"))


def parse_document(html: str) -> Document:
    """The document that `html` is."""
    document = Document()
    document.feed(html)
    document.close()
    return document
