"""Rules about everything in a text that points somewhere: links, pictures, files, blocks, included texts."""

from collections import deque
from collections.abc import Iterator, Mapping
from datetime import date

from integreat_ssg.checking.texts import references, texts
from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.findings import Finding, Place, error, note
from integreat_ssg.model.richtext import Block, FileLink, PageLink, Picture
from integreat_ssg.spelling import nearest


def page_links(content: Content, _: date | None) -> Iterator[Finding]:
    """A link leads to a page that exists, in a language the region has, and to a heading that is there.

    A shared text cannot know that this region leaves out the page it links to; readers then see the words without a link.
    """
    tags = {language.tag for language in content.languages}
    for page, link, place in references(content):
        if not isinstance(link, PageLink):
            continue
        target = content.find(link.path, link.language) if link.language in tags else None
        if target is None and _is_left_out(content, page, link.path):
            yield note("link-to-excluded", place, target=link.path)
        elif target is None:
            wanted = f"{link.language}/{link.path or 'index'}"
            known = [path for path, language in content.pages if language == page.language]
            yield error("broken-link", place, target=wanted, nearest=nearest(link.path, known))
        elif link.anchor and link.anchor not in target.body.anchors and target.language == link.language:
            near = nearest(link.anchor, target.body.anchors)
            known_anchors = ", ".join(f"#{anchor}" for anchor in target.body.anchors[:6])
            near = f"#{near}" if near else known_anchors
            yield error("broken-anchor", place, target=target.file, anchor=link.anchor, nearest=near)


def _is_left_out(content: Content, page: Page, path: str) -> bool:
    return page.region != content.slug and content.settings.excludes(path)


def pictures(content: Content, _: date | None) -> Iterator[Finding]:
    """A picture exists and says in words what it shows; a file name is no description."""
    for page, picture, place in references(content):
        if not isinstance(picture, Picture):
            continue
        if _is_missing(picture.file, content):
            yield error("no-such-file", place, file=picture.file, nearest=nearest(picture.file, content.media))
        note = content.media[picture.file].note if picture.file in content.media else None
        if not picture.alt.strip() and not (note and content.words(note.alt, page.language)):
            yield error("no-alt-text", place, file=picture.file)
        elif picture.alt and picture.alt.strip().lower() == picture.file.rpartition("/")[2].lower():
            yield error("alt-is-file-name", place, file=picture.file)


def files(content: Content, _: date | None) -> Iterator[Finding]:
    """A linked file exists."""
    for _page, link, place in references(content):
        if isinstance(link, FileLink) and _is_missing(link.file, content):
            yield error("no-such-file", place, file=link.file, nearest=nearest(link.file, content.media))


def blocks(content: Content, _: date | None) -> Iterator[Finding]:
    """Blocks and `responsible` name contacts, places, pages and texts that exist."""
    for page, block, place in references(content):
        if not isinstance(block, Block):
            continue
        if block.kind == "contact" and block.argument not in content.contacts:
            yield _unknown_contact(content, block.argument, place)
        elif block.kind == "place" and block.argument not in content.places:
            if _is_left_out(content, page, f"places/{block.argument}"):
                yield note("link-to-excluded", place, target=f"places/{block.argument}")
                continue
            if page.region != content.slug:
                yield _unfilled_place(content, block.argument, page)
                continue
            yield error("unknown-place", place, key=block.argument, nearest=nearest(block.argument, content.places))
        elif block.kind == "page" and content.find(block.argument.strip("/"), page.language) is None:
            if _is_left_out(content, page, block.argument.strip("/")):
                yield note("link-to-excluded", place, target=block.argument)
                continue
            yield error("broken-link", place, target=block.argument, nearest=nearest(block.argument, content.paths))
        elif block.kind == "include" and content.included(block.argument, page.language) is None:
            known = [*content.paths, *{f"{region}/{path}" for region, path, _ in content.shared}]
            yield error("unknown-include", place, target=block.argument, nearest=nearest(block.argument, known))
    for page in content.pages.values():
        if page.meta.responsible and page.meta.responsible not in content.contacts:
            yield _unknown_contact(
                content, page.meta.responsible, Place(page.file, page.key_lines.get("responsible", 1))
            )


def _unfilled_place(content: Content, key: str, page: Page) -> Finding:
    """An inherited text names a place by its key; each region has to have one of its own."""
    return error("place-not-filled", Place(f"{content.slug}/places/{key}.yaml"), key=key, shared=page.file)


def _unknown_contact(content: Content, key: str, place: Place) -> Finding:
    return error("unknown-contact", place, contact=key, nearest=nearest(key, content.contacts))


def include_loops(content: Content, _: date | None) -> Iterator[Finding]:
    """A text does not include itself, directly or on the way."""
    included = {page.file: list(_included(content, page)) for page in texts(content)}
    for page in texts(content):
        for block, target in included[page.file]:
            if way := _way(included, target.file, page.file):
                place = Place(page.file, page.body_line - 1 + block.line)
                yield error("include-loop", place, chain=" → ".join((page.file, *way)))


def _included(content: Content, page: Page) -> Iterator[tuple[Block, Page]]:
    for block in page.body.references:
        if (
            isinstance(block, Block)
            and block.kind == "include"
            and (target := content.included(block.argument, page.language))
        ):
            yield block, target


def _way(included: Mapping[str, list[tuple[Block, Page]]], start: str, end: str) -> tuple[str, ...]:
    """The files by which one includes the other, both among them; empty where it does not."""
    came_from = {start: ""}
    waiting = deque([start])
    while waiting and end not in came_from:
        file = waiting.popleft()
        further = [target.file for _, target in included[file] if target.file not in came_from]
        came_from |= dict.fromkeys(further, file)
        waiting += further
    way = []
    step = end if end in came_from else ""
    while step:
        way.append(step)
        step = came_from[step]
    return tuple(reversed(way))


def unused_media(content: Content, _: date | None) -> Iterator[Finding]:
    """Media of this region that nothing shows are not published, and probably forgotten."""
    used = content.used_media | {content.settings.logo or ""}
    for file, media in content.media.items():
        if file not in used and media.source.startswith(f"{content.slug}/"):
            yield note("unused-media", Place(media.source))


def _is_missing(file: str, content: Content) -> bool:
    """Whether there is no such file at all; of one that cannot be used a finding has told already."""
    return file not in content.media and file not in content.refused
