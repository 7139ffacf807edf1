"""The register of a guide, as a book has one at its end: all titles and keywords of one language by their letters.

In: content, and the events to come. Out: entries in groups, on pages of which none is too heavy for a server's first answer.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from integreat_ssg.alphabets import heading, sort_key
from integreat_ssg.model.content import HOME, Content, is_news
from integreat_ssg.model.languages import Text

ENTRIES_A_PAGE = 80
"""What fits into a server's first answer, in scripts that take two or three bytes a letter as well."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word and the page it leads to, by its path ("places/library"); `title` is the page's where the word is a keyword."""

    word: Text
    path: str
    kind: Literal["page", "place", "event"] = "page"
    title: Text | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The entries under one letter, or a page's share of them; `number` counts the letters from 1."""

    letter: str
    number: int
    entries: tuple[Entry, ...]


Register = tuple[tuple[Group, ...], ...]
"""Pages of groups."""


@dataclass(frozen=True, slots=True)
class SearchOutput:
    """The search page of one language; the letters of the register lead on from it without search."""

    file: str
    language: str
    register: Register


@dataclass(frozen=True, slots=True)
class RegisterOutput:
    """One page of the list of all titles and keywords in one language; `number` counts from 1."""

    file: str
    language: str
    register: Register
    number: int


def register(content: Content, language: str, events: Iterable[str]) -> Register:
    """All titles and keywords that a reader of `language` finds; `events` are the keys of those that have a page.

    News is left out, which is old tomorrow, and so is the home page. There is always one page.
    """
    found = {(entry.word.words.casefold(), entry.path): entry for entry in _entries(content, language, events)}
    entries = sorted(found.values(), key=lambda each: (sort_key(each.word.words, language), each.path))
    letters = [
        (letter, tuple(group))
        for letter, group in groupby(entries, key=lambda each: heading(each.word.words, language))
    ]
    pages: list[list[Group]] = [[]]
    for number, (letter, group) in enumerate(letters, 1):
        for start in range(0, len(group), ENTRIES_A_PAGE):
            share = group[start : start + ENTRIES_A_PAGE]
            if pages[-1] and sum(len(each.entries) for each in pages[-1]) + len(share) > ENTRIES_A_PAGE:
                pages.append([])
            pages[-1].append(Group(letter, number, share))
    return tuple(map(tuple, pages))


def _entries(content: Content, language: str, events: Iterable[str]) -> Iterator[Entry]:
    """Titles after keywords: where a page's title is one of its keywords, it stands there as its title."""
    for path in content.paths:
        page = content.find(path, language)
        if page and not is_news(path):
            title = Text(page.meta.title, page.language)
            yield from (Entry(Text(keyword, page.language), path, title=title) for keyword in page.meta.keywords)
            if path != HOME:
                yield Entry(title, path)
    for key, each in content.places.items():
        yield Entry(content.words(each.place.name, language) or Text(key), f"places/{key}", "place")
    for key in events:
        yield Entry(content.words(content.events[key].event.title, language) or Text(key), f"events/{key}", "event")
