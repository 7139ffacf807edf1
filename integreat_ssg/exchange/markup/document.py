"""A text between HTML and Markdown: what it says, and nothing of how either writes it.

Two texts say the same if they are equal.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text; white space is single spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line in the same paragraph."""


@dataclass(frozen=True, slots=True)
class Code:
    """A few characters of code in a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its destination in Markdown."""

    destination: str
    alt: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    destination: str
    inner: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are set apart; `tag` is HTML's name of how.

    One of strong, em, del, sub, sup, u, small, kbd, q, mark, abbr (with a title), and span and bdi (for language and direction).
    """

    tag: str
    inner: tuple["Inline", ...]
    title: str = ""
    language: str = ""
    direction: str = ""


Inline = Words | Break | Code | Picture | Link | Mark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, perhaps in a language or a direction of its own."""

    inner: Inlines
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` from 2 to 6, `anchor` only where one was given."""

    level: int
    inner: Inlines
    anchor: str = ""
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is its first number, or None for bullets."""

    items: tuple["Blocks", ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else says."""

    inner: "Blocks"


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines of code, without the last line feed."""

    code: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; `alignment` is "", "center" or "end"."""

    inner: "Blocks"
    head: bool = False
    columns: int = 1
    rows: int = 1
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """A question, and an answer that unfolds."""

    summary: Inlines
    inner: "Blocks"
    open: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms and what they mean: pairs of a list of terms and a list of definitions."""

    groups: tuple[tuple[tuple[Inlines, ...], tuple["Blocks", ...]], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, perhaps in a link, and its caption."""

    picture: Inlines
    caption: Inlines


@dataclass(frozen=True, slots=True)
class Turned:
    """Blocks in a language or a direction of their own."""

    inner: "Blocks"
    language: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One of our own blocks, such as `[[contact: town-hall]]`; `argument` may be ""."""

    kind: str
    argument: str


Block = Paragraph | Heading | Items | Quote | Listing | Rule | Table | Fold | Terms | Figure | Turned | Line
Blocks = tuple[Block, ...]
