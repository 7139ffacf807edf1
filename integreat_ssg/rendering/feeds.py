"""What machines read: the sitemap, robots.txt and a feed of changed pages."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import escape

from integreat_ssg.model.content import Page
from integreat_ssg.planning import Plan, page_file
from integreat_ssg.rendering.edition import Edition

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
_QUOTE = {'"': "&quot;"}
FEED_LENGTH = 30
"""Entries of a feed: about what changes in a quarter of a year."""


def sitemap(edition: Edition) -> bytes:
    """All pages with their languages (https://www.sitemaps.org/protocol.html, hreflang by `xhtml:link`).

    It is written as text: of a hundred thousand elements, most are the same few links once more.
    """
    content = edition.plan.content
    lines = [f'<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">']
    made = {file.partition("/")[2] for file in edition.plan.sheets}
    for name in sorted(made):
        addresses = {each.tag: edition.absolute(f"{each.tag}/{name}") for each in content.languages}
        lines += _entries(addresses, {})
    for path in content.paths:
        own = [each.tag for each in content.languages if (path, each.tag) in edition.plan.pages
               and (path, each.tag) in content.pages]  # fmt: skip
        days = {tag: content.updated(content.pages[path, tag]) for tag in own}
        lines += _entries({tag: edition.absolute(page_file(path, tag)) for tag in own}, days)
    whole = "\n".join((*lines, "</urlset>")) if len(lines) > 1 else lines[0].removesuffix(">") + " />"
    return f"<?xml version='1.0' encoding='utf-8'?>\n{whole}\n".encode()


def _entries(addresses: Mapping[str, str], days: Mapping[str, date | None]) -> Iterator[str]:
    """What stands in a sitemap for a page at several addresses, by language: each with the way to all."""
    written = {tag: escape(address) for tag, address in addresses.items()}
    links = [
        f'    <xhtml:link rel="alternate" hreflang="{escape(tag, _QUOTE)}" href="{escape(address, _QUOTE)}" />'
        for tag, address in addresses.items()
    ]
    for tag, address in written.items():
        day = days.get(tag)
        yield f"  <url>\n    <loc>{address}</loc>"
        if day:
            yield f"    <lastmod>{day.isoformat()}</lastmod>"
        yield from links
        yield "  </url>"


def robots(plan: Plan) -> bytes:
    """Everything may be read; the sitemap is named where its address is known (RFC 9309)."""
    lines = ["User-agent: *", "Allow: /"]
    if plan.content.base_url:
        lines.append(f"Sitemap: {plan.content.base_url}sitemap.xml")
    return ("\n".join(lines) + "\n").encode()


def changed_pages(edition: Edition) -> bytes:
    """An Atom feed (RFC 4287) of the pages of one language that changed last."""
    content, tag = edition.plan.content, edition.language.tag
    dated = [(day, page) for (_, language), page in content.pages.items()
             if language == tag and not content.is_over(page) and (day := content.updated(page))]  # fmt: skip
    newest = sorted(dated, key=lambda each: (each[0].toordinal() * -1, each[1].path))[:FEED_LENGTH]
    return entries_feed(edition, f"{tag}/feed.xml", edition.voice.say("Changed pages"), f"{tag}/index.html", newest)


def entries_feed(
    edition: Edition, file: str, title: str, home: str, newest: Sequence[tuple[date, Page]], *, published: bool = False
) -> bytes:
    """An Atom feed in the file `file` of dated pages, the newest first; `home` is the page it stands for. `published` says
    that the dates are those on which the pages came."""
    content, tag = edition.plan.content, edition.language.tag
    region = edition.translated(content.settings.full_name) or edition.region
    root = Element("feed", {"xmlns": ATOM, "xml:lang": tag})
    SubElement(root, "title").text = f"{region.text}: {title}"
    SubElement(root, "id").text = edition.absolute(file)
    SubElement(root, "link", {"rel": "self", "href": edition.absolute(file)})
    SubElement(root, "link", {"href": edition.absolute(home), "hreflang": tag})
    SubElement(root, "updated").text = _moment(newest[0][0] if newest else date(1970, 1, 1))
    author = SubElement(root, "author")
    SubElement(author, "name").text = region.text
    for day, page in newest:
        entry = _entry(root, edition, page, day)
        if published:
            SubElement(entry, "published").text = _moment(day)
    return xml(root)


def _entry(root: Element, edition: Edition, page: Page, day: date) -> Element:
    """An entry of a page; one in another language than the feed says so, and keeps the identity of its own language."""
    tag = edition.language.tag
    entry = SubElement(root, "entry", {"xml:lang": page.language} if page.language != tag else {})
    SubElement(entry, "title").text = page.meta.title
    SubElement(entry, "id").text = edition.absolute(page_file(page.path, page.language))
    SubElement(entry, "link", {"href": edition.absolute(page_file(page.path, tag)), "hreflang": page.language})
    SubElement(entry, "updated").text = _moment(day)
    if page.meta.summary:
        SubElement(entry, "summary").text = page.meta.summary
    return entry


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def xml(root: Element) -> bytes:
    """An element as a UTF-8 document."""
    ElementTree.indent(root)
    buffer = io.BytesIO()
    ElementTree.ElementTree(root).write(buffer, "utf-8", xml_declaration=True)
    return buffer.getvalue() + b"\n"
