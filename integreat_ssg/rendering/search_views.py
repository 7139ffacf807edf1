"""The theme's contract for finding by words, as `views.py` is for all else: the search page, and the list from A to Z."""

from dataclasses import dataclass

from integreat_ssg.rendering.place_views import Option
from integreat_ssg.rendering.views import ContactView, Frame, Link, Words


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter of the register and where its words begin; on their own page `url` is an anchor ("#l3")."""

    letter: Words
    url: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`: the search page.

    `audiences` are groups of readers that a search can be narrowed to.
    `source` is what readers call the language that texts are written in first; its words find other languages' pages, too.
    `sections` and `letters` lead on without search; `contact` and `ask` (contact and emergency pages) are whom to ask.
    """

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    audiences: tuple[Option, ...]
    source: str
    sections: tuple[Link, ...]
    letters: tuple[LetterLink, ...]
    contact: ContactView | None
    ask: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A title or a keyword. `note` tells apart what has the same name: the title of a keyword's page, the kind of a place or an
    event."""

    url: str
    word: Words
    note: Words | None


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The entries under one letter; `anchor` is where its link leads. A letter with many entries goes on on the next page."""

    letter: Words
    anchor: str
    entries: tuple[RegisterEntry, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """`a_z.html`: a page of the list of all titles and keywords. `letters` are those of all pages."""

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    letters: tuple[LetterLink, ...]
    groups: tuple[RegisterGroup, ...]
    previous: str
    next: str
