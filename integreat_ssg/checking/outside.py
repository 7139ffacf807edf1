"""Rules about addresses outside of the site, once somebody has asked the network about them; nothing here does.

Only `check --external` asks: a build depends on no network.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from integreat_ssg.checking.texts import references
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, note, warning
from integreat_ssg.model.richtext import Block, OutsideLink

Fate = Literal["sound", "moved", "gone", "unknown", "insecure", "silent", "endless", "private", "refused", "unasked"]
"""What became of a question: an answer; one that leads to another address for good; none such (404, 410); no such host; a
connection that cannot be trusted; nothing in time; redirects without end; an address of the own network; an answer for people
only (403, 429, 5xx); too many addresses before it."""

OUTSIDE_CODES = frozenset(
    "link-moved link-gone link-host-unknown link-insecure link-silent link-endless link-private link-refused link-unasked".split()
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered: its fate, the HTTP status where there was one, and where it leads instead."""

    fate: Fate
    status: int = 0
    target: str = ""


def addresses(contents: Sequence[Content]) -> Mapping[str, tuple[Place, ...]]:
    """Every web address that these regions show, without the part after "#", to where it stands, in order."""
    found: dict[str, set[Place]] = {}
    for content in contents:
        for url, place in _all(content):
            if url and url.lower().startswith(("http://", "https://")):
                found.setdefault(url.partition("#")[0], set()).add(place)
    return {url: tuple(sorted(places)) for url, places in sorted(found.items())}


def outside_findings(contents: Sequence[Content], answers: Mapping[str, Answer]) -> list[Finding]:
    """What the answers mean for the texts; an address without an answer has not been asked about."""
    return [
        finding
        for url, places in addresses(contents).items()
        if url in answers
        for place in places
        for finding in _meaning(url, answers[url], place)
    ]


def _meaning(url: str, answer: Answer, place: Place) -> Iterator[Finding]:
    match answer.fate:
        case "moved":
            yield note("link-moved", place, url=url, target=answer.target)
        case "gone":
            yield warning("link-gone", place, url=url, status=answer.status)
        case "unknown":
            yield warning("link-host-unknown", place, url=url)
        case "insecure":
            yield warning("link-insecure", place, url=url)
        case "silent":
            yield warning("link-silent", place, url=url)
        case "endless":
            yield warning("link-endless", place, url=url)
        case "private":
            yield warning("link-private", place, url=url)
        case "refused":
            yield note("link-refused", place, url=url, status=answer.status)
        case "unasked":
            yield note("link-unasked", place, url=url)
        case "sound":
            pass


def _all(content: Content) -> Iterator[tuple[str | None, Place]]:
    for _page, reference, place in references(content):
        if isinstance(reference, OutsideLink):
            yield reference.url, place
        elif isinstance(reference, Block) and reference.kind == "video":
            yield reference.argument, place
    for key, contact in content.contacts.items():
        yield contact.website, content.at(content.contact_files[key], "website")
    for key, organisation in content.organisations.items():
        yield organisation.website, content.at(content.organisation_files[key], "website")
    for entry in content.places.values():
        yield entry.place.website, entry.at("website")
    for event in content.events.values():
        yield event.event.website, event.at("website")
    yield content.settings.map.url, content.at_setting("map", "url")
