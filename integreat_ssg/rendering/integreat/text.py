"""Rich text as clients of the API show it: complete addresses, no theme, and contact cards as Integreat's CMS writes them."""

import re
from collections.abc import Iterator
from html import escape, unescape

from integreat_ssg.model.contacts import Contact
from integreat_ssg.model.content import Page
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.richtext import Block, FileLink, OutsideLink, PageLink, Picture, Reference
from integreat_ssg.planning import list_file, page_file
from integreat_ssg.rendering.contacts import address_lines, phone_url, website_text
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.copy import Copy
from integreat_ssg.rendering.integreat.media import media_file
from integreat_ssg.rendering.text import MAX_INCLUDES, note_title

_HREF = ' href="'
_HEADING = re.compile(r'<(h[2-6]) id="([^"]*)">')
_TAG = re.compile(r"<[^>]*>")
_PARTING = re.compile(
    r"<(?:br|/?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|td|th|tr|table|blockquote|details|summary|pre|hr))\b[^>]*>"
)
"""Elements at which a line ends."""
_EMBEDDED = re.compile(r"https://(www\.youtube(-nocookie)?\.com/embed/|player\.vimeo\.com/video/)[\w/?=&;%-]+")
"""Addresses that are made to be shown inside of a page; clients ask before they load them."""


def page_html(copy: Copy, edition: Edition, page: Page, depth: int = 0) -> str:
    """The body of a page as HTML that stands for itself. A link that leads nowhere in this region leaves its words."""
    out: list[str] = []
    unlinked = False
    for part in page.body.parts:
        if isinstance(part, str):
            html = part.removeprefix('"') if unlinked else part
            out.append(_HEADING.sub(lambda heading: _anchored(copy, page, heading), html))
            unlinked = False
            continue
        written = _reference(copy, edition, part, page, depth)
        if written is None:
            out[-1] = out[-1].removesuffix(_HREF)
            unlinked = True
        else:
            out.append(written)
    return "".join(out).strip()


def _anchored(copy: Copy, page: Page, heading: re.Match[str]) -> str:
    """A heading, with its anchor only where its author has given it one or a link leads there: others are made of its words,
    and would be written into the text by whoever imports it."""
    anchor = unescape(heading[2])
    named = f"{{#{anchor}}}" in page.source or (page.path, anchor) in copy.anchors
    return heading[0] if named else f"<{heading[1]}>"


def excerpt(html: str) -> str:
    """The words of HTML, with characters that mean something there still written as such: clients decode them."""
    return " ".join(_TAG.sub("", _PARTING.sub(" ", html)).split())


def words_of(html: str) -> str:
    """The words of HTML as plain text."""
    return " ".join(unescape(excerpt(html)).split())


def paragraphs(text: str) -> str:
    """A text of a YAML file as HTML: empty lines part its paragraphs."""
    parts = (" ".join(each.split()) for each in text.split("\n\n"))
    return "".join(f"<p>{escape(each)}</p>" for each in parts if each)


def link(url: str, words: str) -> str:
    """A link as HTML."""
    return f'<a href="{escape(url)}">{escape(words)}</a>'


def contact_card(copy: Copy, edition: Edition, key: str, contact: Contact) -> str:
    """A contact in a text. Clients frame it by its class; an importer knows it by its number and address."""
    number, base = copy.number("contact", key), edition.absolute("")
    heading = " | ".join(each for each in (said(edition, contact.name), said(edition, contact.responsibility)) if each)
    rows = list(_contact_rows(edition, contact))
    return (
        f'<div contenteditable="false" data-contact-id="{number}" data-contact-url="{escape(base)}contact/{escape(key)}/"'
        f' class="contact-card notranslate" dir="ltr" translate="no"><h4>{escape(heading)}</h4>'
        + "".join(f"<p>{row}</p>" for row in rows)
        + "</div>"
    )


def said(edition: Edition, field: Translated | None) -> str:
    """A field in the reader's language or its best fallback."""
    words = edition.plan.content.words(field, edition.language.tag)
    return words.words.strip() if words else ""


def _contact_rows(edition: Edition, contact: Contact) -> Iterator[str]:
    if not contact.reachable and (instead := said(edition, contact.fallback)):
        yield escape(instead)
    if contact.address:
        yield escape(", ".join(line.text for line in address_lines(edition, contact.address)))
    if contact.email:
        yield link(f"mailto:{contact.email}", contact.email)
    for phone in contact.phones:
        label = said(edition, phone.label)
        yield link(phone_url(phone.number), phone.number) + (f" ({escape(label)})" if label else "")
    if contact.website:
        yield link(contact.website, contact.website)
    if hours := said(edition, contact.office_hours):
        yield escape(hours)


def _reference(copy: Copy, edition: Edition, part: Reference, page: Page, depth: int) -> str | None:
    """What stands in the place of a reference; None for a link that leads nowhere in this region."""
    match part:
        case PageLink(path, language, anchor):
            tag = edition.language.tag if language == page.language else language
            if (path, tag) not in edition.plan.pages:
                return None
            own = path == page.path and anchor
            return escape(("" if own else edition.absolute(page_file(path, tag))) + (f"#{anchor}" if anchor else ""))
        case FileLink(name):
            return escape(edition.absolute(media_file(name)))
        case OutsideLink(url):
            return escape(url)
        case Picture():
            return _picture(copy, edition, part)
        case Block():
            return _block(copy, edition, part, page, depth)
    return None


def _picture(copy: Copy, edition: Edition, picture: Picture) -> str:
    note = edition.plan.media[picture.file][0].media.note
    url = copy.picture(edition, picture.file) or ""
    title = f' title="{escape(picture.title)}"' if picture.title else ""
    # Beside the picture's file stands what holds wherever it is shown; in the text it would be taken for the author's words.
    shown = said(edition, note.alt) if not picture.alt.strip() else ""
    label = f' aria-label="{escape(shown)}"' if shown else ""
    html = f'<img src="{escape(url)}" alt="{escape(picture.alt)}"{title}{label}>'
    caption = "" if picture.title else said(edition, note.caption)
    owed = ", ".join(each for each in (caption, note.credit, note.licence) if each)
    return f"{html} <small>{escape(owed)}</small>" if owed else html


def _block(copy: Copy, edition: Edition, block: Block, page: Page, depth: int) -> str:
    content, tag = edition.plan.content, edition.language.tag
    match block.kind:
        case "contact":
            return contact_card(copy, edition, block.argument, content.contacts[block.argument])
        case "place":
            place = content.places.get(block.argument)
            file = page_file(f"places/{block.argument}", tag)
            return f"<p>{link(edition.absolute(file), said(edition, place.place.name))}</p>" if place else ""
        case "events":
            file = list_file("events", tag)
            return f"<p>{link(edition.absolute(file), edition.voice.say('Events'))}</p>" if content.events else ""
        case "page":
            path = block.argument.strip("/")
            if (path, tag) not in edition.plan.pages:
                return ""
            return f"<p>{link(edition.absolute(page_file(path, tag)), edition.title(path).text)}</p>"
        case "video":
            if _EMBEDDED.fullmatch(block.argument):
                return f'<iframe src="{escape(block.argument)}"></iframe>'
            return f"<p>{link(block.argument, website_text(block.argument))}</p>"
        case "note-title":
            return escape(note_title(edition.voices[page.language], block.argument))
        case "include":
            return _included(copy, edition, block, page, depth)
    return ""


def _included(copy: Copy, edition: Edition, block: Block, page: Page, depth: int) -> str:
    included = edition.plan.content.included(block.argument, page.language)
    if included is None or depth >= MAX_INCLUDES:
        return ""
    html = page_html(copy, edition, included, depth + 1)
    if included.language == page.language:
        return html
    language = edition.plan.content.language(included.language)
    return f'<div lang="{language.tag}" dir="{language.direction}">{html}</div>'
