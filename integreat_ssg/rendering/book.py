"""The book: the guide in one language, or a section of it, in one piece, to take along and to print.

It is bound from finished pages: help in need first, then the texts in reading order, places, contacts, events and news.
"""

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from integreat_ssg.model.colours import EASILY_READABLE, NIGHT, readable_on
from integreat_ssg.model.content import HOME, NEWS, ROOT_PAGES
from integreat_ssg.outputs import MediaOutput, PrintedOutput
from integreat_ssg.planning import Plan, list_file, page_file
from integreat_ssg.rendering.book_views import BookStyleView, BookView, ChapterView
from integreat_ssg.rendering.codes import code_svg
from integreat_ssg.rendering.contacts import contact_view, places_of
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.extraction import Binding, chapter_html, extracted
from integreat_ssg.rendering.pages import reading_order
from integreat_ssg.rendering.place_rows import place_name, sort_key
from integreat_ssg.rendering.views import Date, Words

_CONTACTS = "contacts"
"""The chapter of all contacts, which no page of the site is."""
_NUMERALS = {"arabext": "persian", "arab": "arabic-indic", "deva": "devanagari", "beng": "bengali", "mymr": "myanmar"}
"""CLDR's numbering systems to CSS's counter styles."""

Picture = Callable[[str], str]
"""The file of a picture to what shows it in the book, or to nothing where it is left out."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A chapter before it is one: its title, the file of its page or what stands there instead, and its anchor."""

    file: str
    anchor: str
    level: int
    title: Words
    html: str | None = None


def book_html(edition: Edition, pages: Mapping[str, str], picture: Picture, section: str | None = None) -> str:
    """The whole guide of an edition as one HTML file, or the page `section` with all below it. `pages` are finished ones by
    their files, of this edition's language at least those that `book_outputs` names."""
    parts = list(_parts(edition) if section is None else _section(edition, section))
    content, file = edition.plan.content, page_file(section or HOME, edition.language.tag)
    anchors = {each.file: each.anchor for each in parts}
    anchors |= {
        each: "events" for each in edition.plan.sheets if each.startswith(f"{edition.language.tag}/events/page-")
    }
    anchors |= {
        each: "places" for each in edition.plan.sheets if each.startswith(f"{edition.language.tag}/places/page-")
    }
    binding = Binding(
        {file: anchor for file, anchor in anchors.items() if anchor in {each.anchor for each in parts}},
        edition.absolute,
        picture,
        _telling(edition.plan),
    )
    chapters = tuple(
        ChapterView(
            each.anchor,
            each.level,
            each.title,
            Markup(  # noqa: S704 - the theme's templates, with sanitised texts
                chapter_html(pages[each.file], each.file, each.level, binding)
                if each.html is None
                else extracted(each.html, each.file, each.level, binding)
            ),
        )
        for each in parts
    )
    style = edition.templates.fill("book.css", _style(edition)).strip()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    address = edition.absolute(file)
    view = BookView(
        lang=edition.voice.language.tag,
        dir=edition.voice.language.direction,
        title=edition.title(section) if section else edition.translated(content.settings.full_name) or edition.region,
        site_title=(
            edition.translated(content.settings.full_name) if section else edition.translated(content.site.title)
        )
        or edition.region,
        as_of=Date(edition.voice.day(content.today), content.today.isoformat()) if content.today else None,
        address=address,
        code=Markup(code_svg(address).decode()) if address else Markup(""),  # noqa: S704 - our own drawing
        notice=edition.words(content.words(content.site.notice, edition.language.tag)),
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
        style=Markup(style),  # noqa: S704 - the theme's style sheet
        chapters=chapters,
    )
    return edition.templates.fill("book.html", view)


def book_outputs(edition: Edition, section: str | None = None) -> tuple[PrintedOutput, ...]:
    """The pages that the book of an edition, or the one of a section, is made of."""
    parts = _parts(edition) if section is None else _section(edition, section)
    files = {each.file for each in parts if each.html is None}
    return tuple(each for each in edition.plan.outputs if isinstance(each, PrintedOutput) and each.file in files)


def _parts(edition: Edition) -> Iterator[_Part]:
    """The whole guide. What is needed in an emergency stands first, and only there."""
    content, tag, voice = edition.plan.content, edition.language.tag, edition.voice
    first = content.settings.emergency_page
    if first and (first, tag) in edition.plan.pages:
        yield _page(edition, first, 1)
    for path in (HOME, *_reading(edition, HOME)):
        if (path, tag) in edition.plan.pages and path != first:
            yield _page(edition, path, path.count("/") + 1)
    yield from _places(edition)
    yield from _contacts(edition)
    happening = edition.plan.agenda.by_event
    if content.events:
        heading = _heading(voice.say("Events"), voice.say("What was known when this guide was made. Dates can change."))
        yield _Part(list_file("events", tag), "events", 1, Words(voice.say("Events")), heading)
    for key in happening:
        title = edition.translated(content.events[key].event.title) or Words(key)
        yield _Part(page_file(f"events/{key}", tag), f"events.{key}", 2, title)
    news = [each for each in content.news(tag) if (each.path, tag) in edition.plan.pages]
    if news:
        yield _Part(list_file(NEWS, tag), NEWS, 1, Words(voice.say("News")), _heading(voice.say("News")))
    for page in news:
        yield _page(edition, page.path, 2)
    for path in ROOT_PAGES:
        if (path, tag) in edition.plan.pages:
            yield _page(edition, path, 1)


def _section(edition: Edition, section: str) -> Iterator[_Part]:
    start = section.count("/") if section else 0
    for path in (section, *_reading(edition, section)):
        if (path, edition.language.tag) in edition.plan.pages:
            yield _page(edition, path, path.count("/") - start + 1)


def _reading(edition: Edition, above: str) -> list[str]:
    """The paths below a page, in reading order."""
    order = (path for path in reading_order(edition) if path and path not in ROOT_PAGES)
    return [path for path in order if not above or path.startswith(f"{above}/")]


def _page(edition: Edition, path: str, level: int) -> _Part:
    return _Part(page_file(path, edition.language.tag), _anchor(path), level, edition.title(path))


def _anchor(path: str) -> str:
    return path.replace("/", ".") or "home"


def _heading(title: str, note: str = "") -> str:
    return str(Markup("<h1>{}</h1>").format(title) + (Markup("<p>{}</p>").format(note) if note else ""))


def _places(edition: Edition) -> Iterator[_Part]:
    content, tag, title = edition.plan.content, edition.language.tag, edition.voice.say("Places and offices")
    if content.places:
        yield _Part(list_file("places", tag), "places", 1, Words(title), _heading(title))
    for entry in sorted(content.places.values(), key=lambda each: sort_key(place_name(edition, each).text)):
        yield _Part(page_file(f"places/{entry.key}", tag), f"places.{entry.key}", 2, place_name(edition, entry))


def _contacts(edition: Edition) -> Iterator[_Part]:
    """All contacts that any page shows, each once."""
    content, file = edition.plan.content, f"{edition.language.tag}/{_CONTACTS}"
    used = {key for kind, key in content.mentions if kind == "contact"} | set(content.places_of)
    cards = sorted(
        ((contact_view(edition, content.contacts[key], places_of(edition, file, key)))
         for key in used if key in content.contacts),
        key=lambda card: sort_key(card.name.text),
    )  # fmt: skip
    if cards:
        title = edition.voice.say("Contacts")
        html = "\n".join(edition.templates.fill("contact.html", card) for card in cards)
        yield _Part(file, _CONTACTS, 1, Words(title), _heading(title) + html)


def _telling(plan: Plan) -> Callable[[str], bool]:
    """Whether a file is one that a text speaks of, rather than a tool such as the map or a calendar."""
    told = {each.file for each in plan.outputs if isinstance(each, PrintedOutput | MediaOutput)}
    return told.__contains__


def _style(edition: Edition) -> BookStyleView:
    colours, day = edition.plan.content.settings.colours, edition.plan.content.today
    running = f"{edition.region.text} · {edition.voice.day(day)}" if day else edition.region.text
    return BookStyleView(
        brand=colours.shown,
        brand_on_dark=readable_on(NIGHT, colours.shown, EASILY_READABLE),
        running=_css_string(running),
        numerals=_NUMERALS.get(edition.voice.numerals, "decimal"),
        site=edition.absolute(""),
    )


def _css_string(text: str) -> Markup:
    """A CSS string; what could end it, or the style element, is written by its number (CSS Syntax 4.3.7)."""
    return Markup('"' + "".join(f"\\{ord(each):x} " if each in '"\\<>&\n\r\f' else each for each in text) + '"')  # noqa: S704
