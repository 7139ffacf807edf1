"""Where contacts, places and organisations are shown: what an editor wants to know before changing or removing one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from integreat_ssg.checking.texts import references
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Place
from integreat_ssg.model.richtext import Block

Kind = Literal["contact", "place", "organisation"]
By = Literal["text", "responsible", "imprint", "feedback", "place", "event", "contact"]
"""What shows a thing: a block in a text, a page whose `responsible` it is, the imprint, mail with feedback, a place, an event,
a contact."""

KINDS: tuple[Kind, ...] = ("contact", "place", "organisation")


@dataclass(frozen=True, slots=True, order=True)
class Usage:
    """One spot that shows a thing."""

    place: Place
    by: By


def usages(content: Content) -> Mapping[tuple[Kind, str], tuple[Usage, ...]]:
    """Kind and key of everything that is shown to where that is, in order of files and lines. What it names need not exist."""
    found: dict[tuple[Kind, str], set[Usage]] = {}
    for kind, key, place, by in _all(content):
        if key:
            found.setdefault((kind, key), set()).add(Usage(place, by))
    return {thing: tuple(sorted(spots)) for thing, spots in found.items()}


def _all(content: Content) -> Iterator[tuple[Kind, str | None, Place, By]]:
    for _page, block, place in references(content):
        if isinstance(block, Block) and block.kind == "contact":
            yield "contact", block.argument, place, "text"
        elif isinstance(block, Block) and block.kind == "place":
            yield "place", block.argument, place, "text"
    for page in content.pages.values():
        spot = Place(page.file, page.key_lines.get("responsible", 1))
        yield "contact", page.meta.responsible, spot, "responsible"
    yield "contact", content.settings.imprint_contact, content.at_setting("imprint_contact"), "imprint"
    if named := content.settings.feedback.contact:
        yield "contact", named, content.at_setting("feedback", "mail"), "feedback"
    for entry in content.places.values():
        for number, key in enumerate(entry.place.contacts):
            yield "contact", key, entry.at("contacts", number), "place"
        yield "organisation", entry.place.organisation, entry.at("organisation"), "place"
    for event in content.events.values():
        yield "contact", event.event.contact, event.at("contact"), "event"
        yield "place", event.event.place, event.at("place"), "event"
        yield "organisation", event.event.organisation, event.at("organisation"), "event"
    for key, contact in content.contacts.items():
        spot = content.at(content.contact_files[key], "organisation")
        yield "organisation", contact.organisation, spot, "contact"
