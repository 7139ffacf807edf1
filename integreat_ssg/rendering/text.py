"""Rich text to HTML on one page: references get their URLs, blocks their cards."""

import re
from html import escape

from markupsafe import Markup

from integreat_ssg.model.content import Page
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.richtext import Block, FileLink, OutsideLink, PageLink, Picture, Reference
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.contacts import contact_view, places_of, website_text
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.events import upcoming_view
from integreat_ssg.rendering.glossary import TermMarker
from integreat_ssg.rendering.picture_views import PictureSource, PictureView, VideoView
from integreat_ssg.rendering.place_details import place_details
from integreat_ssg.rendering.views import Words
from integreat_ssg.rendering.voices import Voice

MAX_INCLUDES = 5
"""How deep included texts may include others; loops never get here, this bounds the work all the same."""

_HREF = ' href="'
_IDS = re.compile(r'(<[a-z0-9]+[^>]* id="|<a[^>]* href="#)(?=fn|[^"])')
_MIME = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}


def text_html(
    edition: Edition, page: Page, file: str, prefix: str = "", depth: int = 0, marker: TermMarker | None = None
) -> Markup:
    """The body of `page` as it stands in the site's file `file`; ids get `prefix`, so that included texts do not clash, and
    share the `marker` of the text around them, so that a term is marked once."""
    marker = marker or TermMarker(edition, file)
    mark = marker.marking(page)
    out: list[str] = []
    unlinked = False
    label = ""
    voice = edition.voices[page.language]
    for part in page.body.parts:
        if isinstance(part, str):
            html = part.removeprefix('"') if unlinked else part
            unlinked = False
            if label and "</a>" in html:
                html = html.replace("</a>", f"{label}</a>", 1)
                label = ""
            html = mark(_prefixed(html, prefix) if prefix else html)
            out.append(_framed(html, voice, page.language))
            continue
        written = _reference(edition, part, page, file, depth, marker)
        if written is None:
            out[-1] = out[-1].removesuffix(_HREF)
            unlinked = True
        else:
            out.append(written)
        if isinstance(part, FileLink):
            label = _file_label(edition, part, voice, page.language)
    return Markup("".join(out))  # noqa: S704 - sanitised pieces and escaped values


def _framed(html: str, voice: Voice, around: str) -> str:
    """Each table in a frame of its own, which scrolls where the table is wider than the phone."""
    name = escape(voice.say("Table"))  # on a line of its own, for extraction does not look into f-strings
    frame = f'<div class="table" role="group" tabindex="0" aria-label="{name}"'
    table = "<table>"
    if voice.language.tag != around:
        frame += f' lang="{voice.language.tag}"'
        table = f'<table lang="{around}">'
    return html.replace("<table>", f"{frame}>{table}").replace("</table>", "</table></div>")


def _reference(edition: Edition, part: Reference, page: Page, file: str, depth: int, marker: TermMarker) -> str | None:
    """What stands in the place of a reference; None for a link that leads nowhere in this region."""
    match part:
        case PageLink(path, language, anchor):
            tag = edition.language.tag if language == page.language else language
            if (path, tag) not in edition.plan.pages:
                return None
            target = page_file(path, tag)
            url = "" if target == file and anchor else edition.url(file, target)
            return escape(f"{url}#{anchor}" if anchor else url)
        case FileLink(name):
            return escape(edition.url(file, edition.plan.media[name][0].file))
        case OutsideLink(url):
            return escape(url)
        case Picture():
            return edition.templates.fill("picture.html", picture_view(edition, part, page.language, file)).strip()
        case Block("include"):
            return _included(edition, part, page, file, depth, marker)
        case Block("note-title"):
            voice = edition.voices[page.language]
            return _marked(escape(note_title(voice, part.argument)), voice, page.language, "span")
        case Block():
            return _marked(_block(edition, part, file), edition.voice, page.language, "div")
    return None


def _marked(html: str, voice: Voice, around: str, element: str) -> str:
    """What a voice says, with its language where the text around it is in another one."""
    language = voice.language
    if not html or language.tag == around:
        return html
    return f'<{element} lang="{language.tag}" dir="{language.direction}">{html}</{element}>'


def _block(edition: Edition, block: Block, file: str) -> str:
    content = edition.plan.content
    match block.kind:
        case "contact":
            places = places_of(edition, file, block.argument)
            return edition.templates.fill(
                "contact.html", contact_view(edition, content.contacts[block.argument], places)
            )
        case "place":
            place = content.places.get(block.argument)  # a shared text may show one that this region leaves out
            return edition.templates.fill("place_card.html", place_details(edition, place, file)) if place else ""
        case "events":
            view = upcoming_view(edition, file, block.argument)
            return edition.templates.fill("upcoming.html", view) if edition.plan.content.events else ""
        case "page":
            path = block.argument.strip("/")
            if (path, edition.language.tag) not in edition.plan.pages:
                return ""
            return edition.templates.fill("card.html", edition.link(file, path, detailed=True))
        case "video":
            return edition.templates.fill(
                "video.html", VideoView(block.argument, website_text(block.argument).partition("/")[0])
            )
    return ""


def note_title(voice: Voice, kind: str) -> str:
    """The heading of a note of one kind ("tip", "warning")."""
    match kind:
        case "tip":
            return voice.say("Tip")
        case "important":
            return voice.say("Important")
        case "warning":
            return voice.say("Warning")
        case "caution":
            return voice.say("Caution")
    return voice.say("Note")


def _included(edition: Edition, block: Block, page: Page, file: str, depth: int, marker: TermMarker) -> str:
    content = edition.plan.content
    included = content.included(block.argument, page.language)
    if included is None or depth >= MAX_INCLUDES:
        return ""
    html = text_html(edition, included, file, f"{included.path.replace('/', '-')}-", depth + 1, marker)
    if included.language == page.language:
        return f"<div>{html}</div>"
    language = content.language(included.language)
    return f'<div lang="{language.tag}" dir="{language.direction}">{html}</div>'


def media_html(edition: Edition, file: str | None, page: str) -> Markup:
    """The picture of a place or an event in the site's file `page`; nothing where there is none."""
    if not file or file not in edition.plan.media:
        return Markup("")
    view = picture_view(edition, Picture(file, "", "", 0), edition.voice.language.tag, page)
    return Markup(edition.templates.fill("picture.html", view))  # noqa: S704 - the theme's template


def picture_view(edition: Edition, picture: Picture, around: str, file: str) -> PictureView:
    """A picture in a text of the language `around`, with its sizes."""
    outputs = edition.plan.media[picture.file]
    media = outputs[0].media
    formats: dict[str, list[str]] = {}
    for output in outputs:
        formats.setdefault(output.format, []).append(f"{edition.url(file, output.file)} {output.width}w")
    own = [output for output in outputs if output.format == media.file.rpartition(".")[2].lower()] or list(outputs)
    shown = own[min(1, len(own) - 1)]
    width = shown.width or media.width
    height = round(media.height * width / media.width) if media.width else 0
    sources = tuple(
        PictureSource(_MIME[name], ", ".join(srcset))
        for name, srcset in sorted(formats.items(), key=lambda each: each[0] != "webp")
        if name in _MIME and outputs[0].width
    )
    note = media.note
    return PictureView(
        url=edition.url(file, shown.file),
        sources=sources,
        alt=Words(picture.alt) if picture.alt.strip() else _words_within(edition, note.alt, around) or Words(""),
        caption=Words(picture.title) if picture.title else _words_within(edition, note.caption, around),
        credit=", ".join(each for each in (note.credit, note.licence) if each),
        width=width,
        height=height,
    )


def _words_within(edition: Edition, field: Translated | None, around: str) -> Words | None:
    """A translated field for a place in a text of the language `around`."""
    text = edition.plan.content.words(field, around)
    if text is None or text.language in ("", around):
        return Words(text.words) if text else None
    return Words(text.words, text.language, edition.plan.content.language(text.language).direction)


def _file_label(edition: Edition, link: FileLink, voice: Voice, around: str) -> str:
    """What a reader wants to know before tapping: kind and size of the file."""
    size = edition.plan.media[link.file][0].size
    kind = link.file.rpartition(".")[2].upper()
    said = _marked(f"({escape(kind)}, {escape(voice.size(size))})", voice, around, "span")
    return f" <small>{said}</small>"


def _prefixed(html: str, prefix: str) -> str:
    return _IDS.sub(lambda match: match[1] + escape(prefix), html)
