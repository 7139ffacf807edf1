"""What can be found in one language: pages, places, events and news, each as the words that a reader sees on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from integreat_ssg.model.audiences import audiences_of, known
from integreat_ssg.model.content import Page, is_news
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.richtext import Block
from integreat_ssg.outputs import EventOutput, ListOutput, PageOutput, PlaceOutput
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.edition import Edition

Kind = Literal["page", "place", "event", "news"]

FIELDS = ("title", "keywords", "headings", "text", "source")
"""What is searched, in the order of the index; `source` are title and keywords in the source language."""
MAX_INCLUDES = 5
"""How deep included texts may include others, as in the text itself."""


@dataclass(frozen=True)
class Document:
    """A file of the site that can be found. `language` is that of its title where it is not the reader's, else empty;
    `texts` are its words by field."""

    file: str
    title: str
    kind: Kind
    language: str
    audiences: tuple[str, ...]
    texts: dict[str, str]


def documents(edition: Edition) -> tuple[Document, ...]:
    """All that can be found in an edition, sorted by file."""
    found = []
    for output in edition.plan.outputs:
        if getattr(output, "language", None) != edition.language.tag:
            continue
        match output:
            case PageOutput():
                found.append(_page(edition, output))
            case PlaceOutput():
                found.append(_place(edition, output))
            case EventOutput():
                found.append(_event(edition, output))
            case ListOutput(number=1, key=""):
                found.append(_list(edition, output))
    return tuple(sorted(found, key=lambda each: each.file))


def list_title(edition: Edition, kind: str) -> str:
    """What the page is called that lists things of a kind."""
    say = edition.voice.say
    return {
        "places": say("Places and offices"),
        "map": say("Map"),
        "events": say("Events"),
        "news": say("News"),
        "glossary": say("Words explained"),
    }[kind]


def _page(edition: Edition, output: PageOutput) -> Document:
    content, page = edition.plan.content, output.page
    source = content.pages.get((page.path, content.settings.source_language))
    contact = content.contacts.get(page.meta.responsible or "")
    blocks = list(_blocks(edition, page))
    contacts = [content.contacts.get(each.argument) for each in blocks if each.kind == "contact"]
    places = [content.places.get(each.argument) for each in blocks if each.kind == "place"]
    names = [
        *(each.name for each in (contact, *contacts) if each),
        *(each.place.name for each in places if each),
    ]
    texts = list(_texts(edition, page))
    headings = [heading.words for each in texts for heading in each.body.headings]
    duties = [each.responsibility for each in (contact, *contacts) if each]
    return Document(
        file=output.file,
        title=page.meta.title,
        kind="news" if is_news(page.path) else "page",
        language=page.language if page.language != edition.voice.language.tag else "",
        audiences=audiences_of(content, page),
        texts={
            "title": page.meta.title,
            "keywords": _joined(page.meta.keywords),
            "headings": _joined([*headings, *dict.fromkeys(_said(edition, names))]),
            "text": _joined(
                [page.meta.summary or "", *(each.body.words for each in texts), *dict.fromkeys(_said(edition, duties))]
            ),
            "source": _joined([source.meta.title, *source.meta.keywords]) if source and source is not page else "",
        },
    )


def _texts(edition: Edition, page: Page, depth: int = 0) -> Iterator[Page]:
    """A page and the texts that it includes."""
    yield page
    for part in page.body.references:
        if isinstance(part, Block) and part.kind == "include" and depth < MAX_INCLUDES:
            included = edition.plan.content.included(part.argument, page.language)
            if included:
                yield from _texts(edition, included, depth + 1)


def _blocks(edition: Edition, page: Page) -> Iterator[Block]:
    for each in _texts(edition, page):
        yield from (part for part in each.body.references if isinstance(part, Block))


def _place(edition: Edition, output: PlaceOutput) -> Document:
    content, place = edition.plan.content, output.entry.place
    organisation = content.organisations.get(place.organisation or "")
    contacts = [content.contacts[key] for key in place.contacts if key in content.contacts]
    town = [place.municipality or "", place.address.town if place.address else ""]
    return _thing(
        edition,
        output.file,
        "place",
        place.name,
        place.categories,
        place.audiences,
        headings=[*dict.fromkeys(town), *_said(edition, [organisation.name if organisation else None])],
        text=[
            *_said(edition, [place.description, *(each.responsibility for each in contacts)]),
            place.address.street if place.address else "",
        ],
    )


def _event(edition: Edition, output: EventOutput) -> Document:
    content, event = edition.plan.content, output.entry.event
    place = content.places.get(event.place or "")
    organisation = content.organisations.get(event.organisation or "")
    names = [place.place.name if place else None, organisation.name if organisation else None]
    return _thing(
        edition,
        output.file,
        "event",
        event.title,
        event.categories,
        event.audiences,
        headings=[*_said(edition, names), event.municipality or (place.place.municipality if place else "") or ""],
        text=[*_said(edition, [event.description]), event.address or ""],
    )


def _list(edition: Edition, output: ListOutput) -> Document:
    title = list_title(edition, output.kind)
    return Document(output.file, title, "page", "", (), dict.fromkeys(FIELDS, "") | {"title": title})


def _thing(
    edition: Edition,
    file: str,
    kind: Kind,
    name: Translated,
    categories: Sequence[str],
    audiences: Sequence[str],
    headings: Iterable[str],
    text: Iterable[str],
) -> Document:
    """A document made of data in several languages."""
    content, own = edition.plan.content, edition.language.tag
    title = content.words(name, own)
    source = content.words(name, content.settings.source_language)
    other = title.language if title and title.language not in ("", edition.voice.language.tag) else ""
    return Document(
        file=file,
        title=title.words if title else "",
        kind=kind,
        language=other,
        audiences=known(content, audiences),
        texts={
            "title": title.words if title else "",
            "keywords": _joined(category_view(edition, key).name.text for key in categories),
            "headings": _joined(headings),
            "text": _joined(text),
            "source": source.words if source and source != title else "",
        },
    )


def _said(edition: Edition, fields: Iterable[Translated | None]) -> list[str]:
    """Translated fields in the reader's language or its best fallback."""
    texts = (edition.plan.content.words(each, edition.language.tag) for each in fields)
    return [each.words for each in texts if each]


def _joined(words: Iterable[str]) -> str:
    return "\n".join(each for each in words if each)
