"""How translations stand, for people at a terminal and for programs: counts, and what has changed where."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from integreat_ssg.model.content import Content
from integreat_ssg.model.fields import field_unit
from integreat_ssg.model.standing import Coverage, Field, Standing, State, coverage
from integreat_ssg.reading.revisions import Revision
from integreat_ssg.reporting.printable import printable

WIDTH = 96

_WORDS = {
    "en": {
        "page": "pages",
        "news": "news",
        "place": "places",
        "event": "events",
        "contact": "contacts",
        "current": "current",
        "machine": "by machine",
        "outdated": "outdated",
        "missing": "missing",
        "source": "source language",
        "share": "{count} {state} ({percent} %)",
        "since": "since commit {commit}",
        "uncommitted": "since a change that is not committed",
        "unknown": "the text it states is not in the history",
        "list": "  Outdated:",
        "none": "  Nothing is outdated.",
        "shallow-clone": "Only the end of the git history is here: a text is outdated only where “translation_of” says so.",
        "stamped": "{file}: stamped",
        "same": "{file}: stamped already",
        "older": "{file}: left as it is, since it fell behind before the last change; name it to stamp it all the same",
        "no-git": "There is no git history: a text is outdated only where “translation_of” says so.",
    },
    "de": {
        "page": "Seiten",
        "news": "Nachrichten",
        "place": "Orte",
        "event": "Veranstaltungen",
        "contact": "Kontakte",
        "current": "aktuell",
        "machine": "maschinell",
        "outdated": "veraltet",
        "missing": "fehlend",
        "source": "Ausgangssprache",
        "share": "{count} {state} ({percent} %)",
        "since": "seit Commit {commit}",
        "uncommitted": "seit einer Änderung ohne Commit",
        "unknown": "der genannte Ausgangstext steht nicht im Verlauf",
        "list": "  Veraltet:",
        "none": "  Nichts ist veraltet.",
        "shallow-clone": "Vom Git-Verlauf ist nur der letzte Teil da: Als veraltet gilt nur, was „translation_of“ so nennt.",
        "stamped": "{file}: gestempelt",
        "same": "{file}: schon gestempelt",
        "older": "{file}: unverändert, schon vor der letzten Änderung veraltet; einzeln genannt wird sie gestempelt",
        "no-git": "Es gibt keinen Git-Verlauf: Als veraltet gilt nur, was „translation_of“ so nennt.",
    },
}

Revisions = Mapping[str, Sequence[Revision]]


def standing_lines(
    content: Content, listed: Sequence[Standing], revisions: Revisions, language: str, prefix: str
) -> Iterator[str]:
    """A region in "de" or "en": a line for each language and kind, then what is outdated with old and new paragraphs.

    `prefix` goes before the files.
    """
    words = _WORDS[language]
    tag = ""
    for count in coverage(listed):
        if count.language != tag:
            tag = count.language
            source = f", {words['source']}" if tag == content.settings.source_language else ""
            yield f"  {content.language(tag).autonym} ({tag}{source})"
        yield f"    {words[count.kind]:<16} {count.total:>4}  {_shares(count, words)}"
    outdated = [each for each in listed if each.state is State.OUTDATED or _fields(each)]
    yield words["list"] if outdated else words["none"]
    for each in outdated:
        if each.kind in ("page", "news"):
            yield printable(f"    {prefix}/{each.file}: {_since(content, each.file, words)}")
            yield from _told(revisions.get(each.file, ()))
        for field in _fields(each):
            unit = field_unit(each.file, f"{field.way}.{each.language}")
            yield printable(f"    {prefix}/{each.file} {field.way}.{each.language}: {_since(content, unit, words)}")
            yield from _told(revisions.get(unit, ()))


def history_line(code: str, language: str) -> str:
    """What the finding "no-git" or "shallow-clone" means for the state of translations."""
    return _WORDS[language][code]


def stamp_line(outcome: str, file: str, language: str) -> str:
    """What became of a translation: "stamped", "same" or "older"."""
    return printable(_WORDS[language][outcome].format(file=file))


def described_standing(content: Content, listed: Sequence[Standing], revisions: Revisions) -> dict[str, Any]:
    """The same for programs: counts by language and kind, and every text that is not current."""
    return {
        "slug": content.slug,
        "source_language": content.settings.source_language,
        "history": content.history.whole,
        "coverage": [
            {"language": each.language, "kind": each.kind, "total": each.total}
            | {state.value: each.counts.get(state, 0) for state in State}
            for each in coverage(listed)
        ],
        "texts": [_described(each, revisions) for each in listed if each.state is not State.CURRENT],
    }


def _described(standing: Standing, revisions: Revisions) -> dict[str, Any]:
    fields = [
        asdict(each) | {"changes": _changes(revisions, field_unit(standing.file, f"{each.way}.{standing.language}"))}
        for each in standing.fields
    ]
    return asdict(standing) | {"fields": fields, "changes": _changes(revisions, standing.file)}


def _changes(revisions: Revisions, name: str) -> list[dict[str, str]]:
    return [asdict(each) for each in revisions.get(name, ())]


def _fields(standing: Standing) -> list[Field]:
    return [each for each in standing.fields if each.state is State.OUTDATED]


def _shares(each: Coverage, words: Mapping[str, str]) -> str:
    return ", ".join(
        words["share"].format(count=each.counts[state], state=words[state], percent=each.percent(state))
        for state in State
        if each.counts.get(state)
    )


def _since(content: Content, name: str, words: Mapping[str, str]) -> str:
    overtaken = content.history.outdated.get(name)
    if overtaken and overtaken.since:
        return words["since"].format(commit=overtaken.since)
    return words["uncommitted" if overtaken and overtaken.blob else "unknown"]


def _told(revisions: Sequence[Revision]) -> Iterator[str]:
    for each in revisions:
        for sign, text in (("-", each.old), ("+", each.new)):
            for paragraph in text.splitlines():
                first, *more = wrap(printable(paragraph), WIDTH, break_long_words=False, break_on_hyphens=False)
                yield f"      {sign} {first}"
                yield from (f"        {line}" for line in more)
