"""What belongs together in a region's answers, and where in our folder it will lie."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape

from integreat_ssg.exchange.integreat import events, pages, places
from integreat_ssg.exchange.integreat.addresses import Addresses, addresses_of
from integreat_ssg.exchange.integreat.habits import without_notice
from integreat_ssg.exchange.integreat.joining import Joined, Joining, join
from integreat_ssg.exchange.integreat.names import TAKEN, key_of, numbered
from integreat_ssg.exchange.integreat.paths import path_of
from integreat_ssg.exchange.integreat.shapes import Answers, Event, Imprint, InLanguage, News, Page, Place, Translation
from integreat_ssg.exchange.integreat.tongues import Tongues
from integreat_ssg.exchange.integreat.tree import Node, grow


@dataclass(frozen=True)
class Region:
    """A region's things, each with its versions, as they hang together; `fallbacks` counts texts that only show another
    language's. `further` are more starts of events, by path."""

    answers: Answers
    tongues: Tongues
    nodes: tuple[Node, ...]
    places: tuple[Joined[Place], ...]
    events: tuple[Joined[Event], ...]
    news: tuple[Joined[News], ...]
    imprints: tuple[Joined[Imprint], ...]
    further: Mapping[str, tuple[datetime, ...]]
    place_keys: Mapping[str, str]
    event_keys: Mapping[str, str]
    news_names: Mapping[str, str]
    addresses: Addresses
    fallbacks: int = 0


def understand(answers: Answers, tongues: Tongues) -> Region:
    """What belongs together in a region's answers, and where it will lie."""
    told = {code: _read_out(answers.languages[code]) for code in tongues.tags}
    listed = {code: replace(each, pages=tuple(map(without_notice, each.pages))) for code, each in told.items()}
    notices = sum(
        one is not other for code in told for one, other in zip(told[code].pages, listed[code].pages, strict=True)
    )
    answers = replace(answers, languages=listed)
    page: Joining[Page] = join({code: each.pages for code, each in listed.items()}, _path, _path)
    place: Joining[Place] = join({code: each.places for code, each in listed.items()}, _path, _path, _place_name)
    series = {code: events.gathered(each.events) for code, each in listed.items()}
    event: Joining[Event] = join({code: each.events for code, each in series.items()}, lambda each: each.path,
                                 lambda each: each.path, lambda each: str(each.event_id or ""))  # fmt: skip
    news: Joining[News] = join(
        {code: each.news for code, each in listed.items()}, lambda each: each.id, lambda each: str(each.id)
    )
    imprint = join({code: [each.imprint] if each.imprint else [] for code, each in listed.items()},
                   lambda _: "imprint", lambda _: "imprint", lambda _: "imprint")  # fmt: skip
    nodes = grow(page.things, {"offers"} if any(each.offers for each in answers.languages.values()) else ())
    names = _news_names(news.things)
    others = {
        each.path: f"{tongues.tags[code]}/imprint.md"
        for thing in imprint.things
        for code, each in thing.versions.items()
        if each.path
    }
    region = Region(
        answers, tongues, nodes, place.things, event.things, news.things, imprint.things,
        {path: starts for each in series.values() for path, starts in each.further.items()},
        places.place_keys(place.things), events.event_keys(event.things), names,
        addresses_of(answers, nodes, tongues.tags, others, {}),
        notices + sum(len(each.fallbacks) for each in (page, place, event, news, imprint)),
    )  # fmt: skip
    return replace(
        region,
        addresses=replace(
            region.addresses,
            places=_by_address(place.things, region.place_keys),
            events=_by_address(event.things, region.event_keys),
        ),
    )


def _by_address(
    things: Iterable[Joined[Place]] | Iterable[Joined[Event]], keys: Mapping[str, str]
) -> Mapping[str, str]:
    """Keys by paths, and by the paths of web addresses where those are others, as on our own sites."""
    versions = [version for thing in things for version in thing.versions.values()]
    return {path_of(each.url): keys[each.path] for each in versions if each.url and each.path in keys} | dict(keys)


def aliases_of(nodes: Iterable[Node]) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """For each page's path its other paths, by language code: those that are no page's now and that no page before it has."""
    nodes = list(nodes)
    own = {each.path for each in nodes}
    claimed: dict[str, str] = {}
    for node in nodes:
        for paths in node.spoken.values():
            for path in paths:
                claimed.setdefault(path, node.path)
    return {
        node.path: {
            code: [
                path
                for path in paths
                if path not in own and path.split("/")[0] not in TAKEN and claimed[path] == node.path
            ]
            for code, paths in node.spoken.items()
        }
        for node in nodes
    }


def _read_out(every: InLanguage) -> InLanguage:
    """The same with titles as people read them: some servers write "&amp;" into them, as in HTML."""
    imprint = replace(every.imprint, title=unescape(every.imprint.title)) if every.imprint else None
    return replace(
        every,
        pages=tuple(replace(each, title=unescape(each.title)) for each in every.pages),
        places=tuple(replace(each, title=unescape(each.title)) for each in every.places),
        events=tuple(replace(each, title=unescape(each.title)) for each in every.events),
        news=tuple(replace(each, title=unescape(each.title)) for each in every.news),
        imprint=imprint,
    )


def _path(each: Page | Place | Event | Translation) -> str:
    return each.path


def _place_name(place: Place) -> str:
    return str(place.address.id or "")


def _news_names(news: Iterable[Joined[News]]) -> Mapping[str, str]:
    """The id of each piece's first version to the name of its file: its day and its title."""
    found: dict[str, str] = {}
    for each in news:
        day = pages.news_day(each.first)
        name = key_of(
            each.first.title, "".join(char if char.isalnum() else "-" for char in each.first.id.lower()) or "news", ()
        )
        whole = f"{day.date().isoformat()}-{name}" if day else name
        found[each.first.id] = numbered(whole, lambda one: one not in found.values())
    return found
