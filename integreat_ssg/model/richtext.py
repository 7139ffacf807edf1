"""A text that was Markdown: safe HTML in pieces, with references between them instead of URLs.

Planning knows where things lie, rendering writes each reference relative to the page it stands on.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class PageLink:
    """Stands for the URL of a page. `path` as in `Page.path`; `language` is the folder the link names."""

    path: str
    language: str
    anchor: str
    line: int


@dataclass(frozen=True, slots=True)
class FileLink:
    """Stands for the URL of a media file, such as `media/form.pdf`."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """Stands for itself: a URL that leads out of the site, or to a telephone or a mail program."""

    url: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Stands for a whole picture with its sizes."""

    file: str
    alt: str
    title: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Stands for `[[kind: argument]]` alone on a line: a contact's card, a page's card, another text, a video."""

    kind: str
    argument: str
    line: int


Reference = PageLink | FileLink | OutsideLink | Picture | Block


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text; `level` is 2 to 6, `anchor` its id."""

    level: int
    anchor: str
    words: str


@dataclass(frozen=True)
class RichText:
    """Sanitised HTML pieces and references in reading order, with what others ask about the text."""

    parts: tuple[str | Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    words: str = ""

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Everything in this text that points somewhere."""
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def empty(self) -> bool:
        """Whether a reader would see nothing."""
        return not self.words and not self.references
