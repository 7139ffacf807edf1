"""Rich text to HTML for systems that know neither our theme nor our addresses: links lead to the ids of an archive's lines.

Pictures and documents are named by their files in the archive. A block stays what it is in Markdown's own HTML,
`<div data-block="contact" data-argument="office">`, with a link inside to what it shows; included texts are written out.
"""

from collections.abc import Mapping
from html import escape

from integreat_ssg.model.content import Content, Page
from integreat_ssg.model.richtext import Block, FileLink, OutsideLink, PageLink, Picture, Reference

MAX_INCLUDES = 5
"""How deep included texts may include others."""
_HREF = ' href="'


def page_id(path: str, language: str) -> str:
    """The id of a page's line: "de/arrival/registration", "de" for the home page."""
    return f"{language}/{path}" if path else language


def page_html(content: Content, page: Page, files: Mapping[str, str], depth: int = 0) -> str:
    """The text of a page. `files` are the media of the region by the names that texts give them, to their places in the
    archive."""
    out: list[str] = []
    unlinked = False
    for part in page.body.parts:
        if isinstance(part, str):
            out.append(part.removeprefix('"') if unlinked else part)
            unlinked = False
        elif isinstance(part, PageLink) and content.find(part.path, part.language) is None:
            out[-1] = out[-1].removesuffix(_HREF)  # the words stay
            unlinked = True
        else:
            out.append(_reference(content, part, page, files, depth))
    return "".join(out)


def _reference(content: Content, part: Reference, page: Page, files: Mapping[str, str], depth: int) -> str:
    match part:
        case PageLink(path, language, anchor):
            found = content.pages.get((path, language)) or content.find(path, language)
            target = page_id(path, found.language if found else language)
            return escape(f"{target}#{anchor}" if anchor else target)
        case FileLink(file):
            return escape(files.get(file, file))
        case OutsideLink(url):
            return escape(url)
        case Picture(file, alt, title):
            named = f' title="{escape(title)}"' if title else ""
            return f'<img src="{escape(files.get(file, file))}" alt="{escape(alt or _described(content, part, page))}"{named}>'
        case Block("include", argument):
            included = content.included(argument, page.language)
            return page_html(content, included, files, depth + 1) if included and depth < MAX_INCLUDES else ""
        case Block("note-title", argument):
            return escape(argument.capitalize())
        case Block(kind, argument):
            inner = _shown(content, part, page)
            return f'<div data-block="{kind}" data-argument="{escape(argument)}">{inner}</div>'


def _described(content: Content, picture: Picture, page: Page) -> str:
    medium = content.media.get(picture.file)
    words = content.words(medium.note.alt, page.language) if medium else None
    return words.words if words else ""


def _shown(content: Content, block: Block, page: Page) -> str:
    """A link to what a block shows; nothing for a list of events, which is another one every day."""
    key = block.argument.strip("/")
    match block.kind:
        case "contact" if key in content.contacts:
            return _link(f"contacts/{key}", content.words(content.contacts[key].name, page.language))
        case "place" if key in content.places:
            return _link(f"places/{key}", content.words(content.places[key].place.name, page.language))
        case "page" if found := content.find(key, page.language):
            return f'<a href="{escape(page_id(key, found.language))}">{escape(found.meta.title)}</a>'
        case "video":
            return f'<a href="{escape(key)}">{escape(key)}</a>'
    return ""


def _link(target: str, words: object) -> str:
    return f'<a href="{escape(target)}">{escape(getattr(words, "words", target))}</a>'
