"""The theme's contract for the book: the guide, or a section of it, in one piece, beside `views.py`, under the same rules."""

from dataclasses import dataclass

from markupsafe import Markup

from integreat_ssg.rendering.views import Date, Words


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A page as a chapter. `level` is 1 for chapters, 2 and more for what is below one; `html` is the page's own text, its
    headings beginning one level below `level`. Its id is `anchor`."""

    anchor: str
    level: int
    title: Words
    html: Markup


@dataclass(frozen=True, slots=True)
class BookStyleView:
    """`book.css`: `brand` and `brand_on_dark` are the region's colours, `running` is what stands at the foot of each printed
    page, as a CSS string. `numerals` is CSS's name of the digits of page numbers. `site` is the region's address, empty where it
    is not known: links that begin with it need no address on paper."""

    brand: str
    brand_on_dark: str
    running: Markup
    numerals: str
    site: str


@dataclass(frozen=True, slots=True)
class BookView:
    """`book.html`: one language's guide, or the section `title`, with nothing that it would have to load.

    `site_title` is the name of the whole site, `summary` what the section is about. `as_of` is the build date, up to which
    events and news are told. `address` is the web address of what it was made from and `code` its QR code, both empty where the
    address is not known. `policy` allows its style and the pictures in it, and nothing else.
    """

    lang: str
    dir: str
    title: Words
    site_title: Words
    as_of: Date | None
    address: str
    code: Markup
    notice: Words | None
    policy: str
    style: Markup
    chapters: tuple[ChapterView, ...]
