"""For whom a text is, and which sections are for some readers only.

What names no audience is for everybody. An audience that the region does not have counts as not named, so that nothing is
kept from readers for the sake of a group that they cannot choose.
"""

from collections.abc import Iterable, Sequence

from integreat_ssg.model.content import HOME, Content, Page


def audiences_of(content: Content, page: Page) -> tuple[str, ...]:
    """The audiences that a page names; a translation that names none is for those of its source text."""
    return known(content, _named(content, page))


def _named(content: Content, page: Page) -> Sequence[str]:
    source = None if page.meta.audience else content.pages.get((page.path, content.settings.source_language))
    return source.meta.audience if source else page.meta.audience


def known(content: Content, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of the keys that are audiences of the region, once each."""
    return tuple(key for key in dict.fromkeys(keys) if key in content.settings.audiences)


def audiences_below(content: Content, path: str, language: str) -> tuple[str, ...]:
    """All audiences of a page and the pages below it; nothing where one of them is for everybody."""
    page = content.find(path, language)
    found = audiences_of(content, page) if page else ()
    for child in content.children(path) if found else ():
        below = audiences_below(content, child, language)
        if not below:
            return ()
        found += below
    return known(content, found)


def paths_for(content: Content, key: str, language: str) -> tuple[str, ...]:
    """The paths of all pages that name the region's audience `key` for a reader of `language`, section by section."""
    found: list[str] = []
    waiting = [*reversed(content.children(HOME))]
    while waiting:
        path = waiting.pop()
        page = content.find(path, language)
        if page and key in _named(content, page):
            found.append(path)
        waiting += reversed(content.children(path))
    return tuple(found)
