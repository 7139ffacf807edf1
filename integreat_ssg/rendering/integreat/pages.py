"""Pages of the tree, and the imprint, as the API tells them."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from html import escape

from integreat_ssg.model.content import Page, ancestors, parent
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.copy import Copy, Json, former
from integreat_ssg.rendering.integreat.text import excerpt, page_html

IMPRINT = "imprint"


@dataclass(frozen=True)
class Tree:
    """The pages of one language: path to what is told of each, in the shape Page and in the order of the tree, and path to the
    pages directly below it."""

    told: Mapping[str, Json]
    below: Mapping[str, tuple[str, ...]]

    def parents(self, path: str) -> list[str]:
        """The paths of the pages above a page, the highest first."""
        return [each for each in ancestors(path) if each in self.told]

    def children(self, path: str, depth: int) -> list[str]:
        """The paths of a page and of those below it, `depth` steps deep; for the home page ("") of those below alone."""
        found = [path] if path else []
        for each in self.below.get(path, ()) if depth else ():
            found += self.children(each, depth - 1)
        return found


def pages(copy: Copy, edition: Edition) -> Tree:
    """Every page that has a text of its own in this language.

    A page whose parent has none here hangs on the nearest page above that has one: Integreat's CMS leaves such pages out, and
    readers would miss them.
    """
    own = {path: page for path in copy.tree if (page := copy.content.pages.get((path, edition.language.tag)))}
    below: dict[str, list[str]] = {}
    for path in own:
        below.setdefault(_above(path, own), []).append(path)
    told = {path: _page(copy, edition, page, _above(path, own)) for path, page in own.items()}
    return Tree(told, {path: tuple(each) for path, each in below.items()})


def imprint(copy: Copy, edition: Edition) -> Json | None:
    """The region's imprint; where this language has none, that of the best one that has, as it is told there: its number and
    address say that it is no translation. None where there is no imprint at all."""
    page = copy.content.find(IMPRINT, edition.language.tag)
    if page is None:
        return None
    told = _page(copy, copy.editions[page.language], page, "")
    return {**{name: value for name, value in told.items() if name in IMPRINT_FIELDS}, "parent": None}


IMPRINT_FIELDS = frozenset(
    {
        "id",
        "url",
        "path",
        "title",
        "modified_gmt",
        "last_updated",
        "excerpt",
        "content",
        "available_languages",
        "thumbnail",
        "hash",
    }
)
"""Those of the shape Page that an imprint has too."""


def _page(copy: Copy, edition: Edition, page: Page, above: str) -> Json:
    tag, path = edition.language.tag, page.path
    html = page_html(copy, edition, page)
    days = copy.days(copy.content.updated(page))
    own = [each.tag for each in copy.content.languages if (path, each.tag) in copy.content.pages]
    paths = {each: copy.page_path(each, path) for each in own}
    return {
        "id": copy.number("page", path, tag),
        "url": edition.absolute(page_file(path, tag)),
        "path": paths[tag],
        "title": page.meta.title,
        **days,
        "published_at": days["last_updated"],
        "excerpt": escape(page.meta.summary or "", quote=False) or excerpt(html),
        "content": html,
        "parent": {
            "id": copy.number("page", above) if above else 0,
            "url": edition.absolute(page_file(above, tag)) if above else None,
            "path": copy.page_path(tag, above) if above else None,
        },
        "order": copy.order.get(path, 0),
        "available_languages": copy.translations("page", path, path, paths, tag),
        "thumbnail": None,
        "organization": _organisation(copy, edition, page),
        "hash": None,
        "embedded_offers": [],
        "slug_history": _former(copy, page),
    }


def _organisation(copy: Copy, edition: Edition, page: Page) -> Json | None:
    """Who stands behind the contact that a page, or its source text, names below its text."""
    source = copy.content.pages.get((page.path, copy.content.settings.source_language))
    key = page.meta.responsible or (source.meta.responsible if source else None)
    contact = copy.content.contacts.get(key or "")
    return copy.organisation(edition, contact.organisation) if contact else None


def _above(path: str, told: Container[str]) -> str:
    """The nearest page above that is told; "" where there is none."""
    return next((each for each in reversed(ancestors(path)) if each in told), "")


def _former(copy: Copy, page: Page) -> list[str]:
    """Former addresses: the last part of one that lay in the same section, of others the whole. What follows from the former
    addresses of the page above is not said again."""
    way = copy.page_path(page.language, page.path).split("/", 3)[3].strip("/")
    source = copy.content.settings.source_language
    above = [copy.content.pages.get((parent(page.path), tag)) for tag in (page.language, source)]
    moved = {each for found in above if found for each in (found.path, *former(found))}
    told = [each for each in former(page) if each != way]
    slugs = [each.rpartition("/")[2] if parent(each) == parent(way) else each for each in told
             if parent(each) == parent(way) or parent(each) not in moved]  # fmt: skip
    return list(dict.fromkeys(slugs))
