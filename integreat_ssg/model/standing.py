"""How every text stands in every language: what `status`, the report and the summary of a pull request count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from integreat_ssg.model.contacts import Contact
from integreat_ssg.model.content import Content, is_news
from integreat_ssg.model.events import Event, EventEntry
from integreat_ssg.model.fields import field_unit, translated_fields
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.model.places import Place


class State(StrEnum):
    """How a text in one language stands to its source text, the best first."""

    CURRENT = "current"
    MACHINE = "machine"
    OUTDATED = "outdated"
    MISSING = "missing"

    @property
    def rank(self) -> int:
        """0 for the best, so that the worst of several is their maximum."""
        return list(State).index(self)


KINDS = ("page", "news", "place", "event", "contact")
"""What is counted, in the order in which it is told."""


@dataclass(frozen=True, slots=True)
class Field:
    """A translated field of a place, event or contact in one language: its way in the file ("access.note"), how it stands,
    and since which commit it is outdated, "" where nothing tells."""

    way: str
    state: State
    since: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one thing stands in one language.

    `path` is a page's path or the key of a place, event or contact. `file` holds the text in this language, "" where it is
    missing; `source` holds the source text, "" where there is none. `machine` says that nobody has read a machine's
    translation, also where it is outdated as well. `since` is the short name of the commit that changed the source text
    first, "" where nothing tells or the change is not committed yet. `fields` are those that are not current.
    """

    kind: str
    path: str
    language: str
    state: State
    machine: bool = False
    file: str = ""
    source: str = ""
    since: str = ""
    fields: tuple[Field, ...] = ()


def standings(content: Content) -> tuple[Standing, ...]:
    """Every thing of a region in each of its languages, the source language as well: by kind, path and language.

    News that are out of date and single events that are over are left out: nobody translates them any more.
    """
    pages, news = [], []
    for path in content.paths:
        found = [_page(content, path, language.tag) for language in content.languages]
        shown = content.find(path, content.settings.source_language)
        if is_news(path):
            news += [] if shown and content.is_over(shown) else found
        else:
            pages += found
    return (
        *pages,
        *news,
        *_things(content, "place", Place, [(key, each.place, each.file) for key, each in sorted(content.places.items())]),
        *_things(content, "event", Event, [(key, each.event, each) for key, each in sorted(content.events.items())
                                           if not each.event.draft and not _is_over(content, each)]),
        *_things(content, "contact", Contact, [(key, each, content.contact_files[key])
                                               for key, each in sorted(content.contacts.items())]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many things of one kind there are, and how many of them stand in one language in each state."""

    language: str
    kind: str
    counts: Mapping[State, int]

    @property
    def total(self) -> int:
        """All of them, missing ones too."""
        return sum(self.counts.values())

    def percent(self, state: State) -> int:
        """How many of a hundred, rounded; all only where it is all, and none only where it is none."""
        count, total = self.counts.get(state, 0), self.total
        return min(99, max(1, round(100 * count / total))) if 0 < count < total else 100 * (count > 0)


def coverage(listed: Iterable[Standing]) -> tuple[Coverage, ...]:
    """The standings counted by language and kind, in their order."""
    counts: dict[tuple[str, str], dict[State, int]] = {}
    for each in listed:
        held = counts.setdefault((each.language, each.kind), {})
        held[each.state] = held.get(each.state, 0) + 1
    order = list(dict.fromkeys(language for language, _ in counts))
    return tuple(
        Coverage(language, kind, counts[language, kind])
        for language in order
        for kind in KINDS
        if (language, kind) in counts
    )


def is_outdated(content: Content, schema: type, thing: object, where: str | EventEntry, language: str) -> bool:
    """Whether the source text of any field of a place, event or contact has changed since its translation was made."""
    return any(each.state is State.OUTDATED for each in _fields(content, schema, thing, where, language))


def _page(content: Content, path: str, language: str) -> Standing:
    kind = "news" if is_news(path) else "page"
    source = content.pages.get((path, content.settings.source_language))
    source_file = source.file if source else ""
    page = content.pages.get((path, language))
    if page is None:
        return Standing(kind, path, language, State.MISSING, source=source_file)
    state = State(content.state(page))
    overtaken = content.history.outdated.get(page.file)
    since = overtaken.since if overtaken and state is State.OUTDATED else ""
    machine = page.meta.machine_translated and language != content.settings.source_language
    return Standing(kind, path, language, state, machine, page.file, source_file, since)


def _things(
    content: Content, kind: str, schema: type, things: Sequence[tuple[str, object, str | EventEntry]]
) -> Iterator[Standing]:
    for key, thing, where in things:
        file = where if isinstance(where, str) else where.file
        for language in content.languages:
            fields = tuple(_fields(content, schema, thing, where, language.tag))
            state = max((each.state for each in fields), key=lambda each: each.rank, default=State.CURRENT)
            since = next((each.since for each in fields if each.state is State.OUTDATED), "")
            yield Standing(kind, key, language.tag, state, False, file, file, since, fields)


def _fields(content: Content, schema: type, thing: object, where: str | EventEntry, language: str) -> Iterator[Field]:
    """The fields that are not current: one is counted where the source language has it.

    A name in plain language is mostly the usual one, so a field that a plain language lacks is not missing.
    """
    source = content.settings.source_language
    for way, words in translated_fields(schema, thing):
        if isinstance(words, str) or not words.get(source) or language == source:
            continue
        file = where if isinstance(where, str) else where.at(*way.split("."), language).file
        unit = field_unit(file, f"{way}.{language}")
        if not words.get(language):
            if not language.endswith(PLAIN):
                yield Field(way, State.MISSING)
        elif overtaken := content.history.outdated.get(unit):
            yield Field(way, State.OUTDATED, overtaken.since)


def _is_over(content: Content, entry: EventEntry) -> bool:
    event = entry.event
    if event.repeat or event.also or event.first is None or content.today is None:
        return False
    return (event.first + event.length).date() < content.today
