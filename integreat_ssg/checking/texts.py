"""What rules ask about texts: every text that readers of a region see, and web addresses."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.findings import Place
from integreat_ssg.model.richtext import Block, Reference


def texts(content: Content) -> list[Page]:
    """The region's pages, and those that they include, which need not be pages here: a region's own page may include the
    shared one that it replaces."""
    found: dict[str, Page] = {}
    waiting = list(content.pages.values())[::-1]
    while waiting:
        page = waiting.pop()
        if page.file in found:
            continue
        found[page.file] = page
        for block in page.body.references:
            if isinstance(block, Block) and block.kind == "include":
                waiting += [included] if (included := content.included(block.argument, page.language)) else []
    return list(found.values())


def references(content: Content) -> Iterator[tuple[Page, Reference, Place]]:
    """Everything in these texts that points somewhere, with its place."""
    for page in texts(content):
        for reference in page.body.references:
            yield page, reference, Place(page.file, page.body_line - 1 + reference.line)


def host_of(address: str) -> str:
    """The host of a complete web address; empty where the text is none."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:  # such as "https://["
        return ""
