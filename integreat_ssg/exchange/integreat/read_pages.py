"""Pages, and what is like them: offers, news and the imprint."""

from collections.abc import Iterator

from integreat_ssg.exchange.integreat.items import Item
from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.exchange.integreat.shapes import Imprint, News, Offer, Organisation, Page, Translation

_SLASHES_OF_A_LANGUAGE = 3
"""In "/region/language/"."""


def read_page(item: Item) -> Page | None:
    """One page; None where it has no path or no title, which is a finding."""
    path, title = item.path("path", "url"), item.line("title")
    if not path or not title:
        item.leave_out("title" if path else "path")
        return None
    above = item.item("parent")
    return Page(
        path=path,
        title=title,
        id=item.whole("id"),
        url=item.line("url"),
        content=item.text("content"),
        excerpt=item.text("excerpt"),
        parent=_parent(above),
        parent_id=above.whole("id") or None,
        order=item.number("order") or 0,
        translations=read_translations(item),
        modified=item.moment("last_updated", "modified_gmt"),
        published=item.moment("published_at"),
        thumbnail=item.line("thumbnail"),
        organisation=read_organisation(item),
        offers=read_offers(item.items("embedded_offers")),
        former_slugs=tuple(dict.fromkeys(slug for each in item.texts("slug_history") if (slug := _slug(item, each)))),
    )


def _parent(above: Item) -> str:
    """The path of the page above. That of the language itself, which some servers name, is none."""
    path = above.path("path", "url")
    return path if path.count("/") > _SLASHES_OF_A_LANGUAGE else ""


def _slug(item: Item, text: str) -> str:
    """A name that a page once had in its address; static copies tell whole paths below the language."""
    path = path_of(text)
    if not path:
        item.refuse("slug_history")
    return path.strip("/")


def read_translations(item: Item) -> tuple[Translation, ...]:
    """Where the same thing is in other languages; one that is told without a path is not told at all."""
    return tuple(
        Translation(code.lower(), each.whole("id"), path, each.line("url"))
        for code, each in item.entries("available_languages")
        if (path := each.path("path", "url"))
    )


def read_organisation(item: Item) -> Organisation | None:
    """Who answers for it, where somebody does."""
    each = item.item("organization")
    name = each.line("name")
    if not name:
        if each:
            each.refuse("name")
        return None
    return Organisation(name, each.line("slug"), each.line("logo"), each.line("website"), each.whole("id"))


def read_offers(items: Iterator[Item]) -> tuple[Offer, ...]:
    """Offers. One without a name or an address is left out, which is a finding."""
    found = []
    for item in items:
        name, url = item.line("name"), item.line("url")
        if not name or not url:
            item.leave_out("url" if name else "name")
            continue
        sent = item.item("post")
        found.append(
            Offer(name, url, item.line("alias"), item.line("thumbnail"), {key: sent.line(key) for key in sent.data})
        )
    return tuple(found)


def read_news(item: Item) -> News | None:
    """One piece of news, in the present shape or the one that older clients get; None where it has no id, or nothing that
    could be read, which is a finding."""
    number, content = item.line("id"), item.text("content", "message")
    title = item.line("title")
    if not number or not (title or content):
        item.leave_out("title" if number else "id")
        return None
    older = isinstance(item.data.get("id"), int)
    return News(
        id=f"local-{number}" if older else number,
        title=title,
        content=content,
        published=item.moment("published_at", "timestamp"),
        modified=item.moment("last_updated"),
        displayed=item.moment("display_date", "timestamp"),
        channel=item.line("channel"),
        source=item.line("source"),
        external_url=item.line("externalUrl"),
        translations=tuple(
            Translation(code.lower(), f"local-{name}" if older else name)
            for code, each in item.entries("available_languages")
            if (name := each.line("id"))
        ),
    )


def read_imprint(item: Item) -> Imprint | None:
    """The imprint; None where it says nothing at all."""
    title, content = item.line("title"), item.text("content")
    if not title and not content:
        if item:
            item.leave_out("title")
        return None
    return Imprint(
        title=title,
        content=content,
        path=item.path("path", "url"),
        url=item.line("url"),
        id=item.whole("id"),
        excerpt=item.text("excerpt"),
        translations=read_translations(item),
        modified=item.moment("last_updated", "modified_gmt"),
    )
