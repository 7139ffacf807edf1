"""Where contacts, places and organisations are shown, for people at a terminal and for programs."""

from collections.abc import Iterable, Iterator
from typing import Any

from integreat_ssg.checking.usages import KINDS, Kind, Usage, usages
from integreat_ssg.model.content import Content
from integreat_ssg.reporting.printable import printable

_WORDS = {
    "en": {
        "contact": "contact",
        "place": "place",
        "organisation": "organisation",
        "nowhere": "    shown nowhere",
        "listed": "    only in the list of places",
        "text": "in the text",
        "responsible": "responsible for the page",
        "imprint": "in the imprint",
        "feedback": "gets the feedback",
        "by place": "at the place",
        "by event": "for the event",
        "by contact": "behind the contact",
    },
    "de": {
        "contact": "Kontakt",
        "place": "Ort",
        "organisation": "Organisation",
        "nowhere": "    wird nirgends gezeigt",
        "listed": "    nur in der Liste der Orte",
        "text": "im Text",
        "responsible": "zuständig für die Seite",
        "imprint": "im Impressum",
        "feedback": "erhält die Rückmeldungen",
        "by place": "am Ort",
        "by event": "bei der Veranstaltung",
        "by contact": "hinter dem Kontakt",
    },
}


def described(content: Content, keys: Iterable[str]) -> list[dict[str, Any]]:
    """Everything of a region that has one of `keys`, or everything, with its usages, for programs."""
    shown, wanted = usages(content), set(keys)
    return [
        {
            "kind": kind,
            "key": key,
            "name": words.words if (words := _name(content, kind, key)) else key,
            "file": file,
            "usages": [_described(each) for each in shown.get((kind, key), ())],
        }
        for kind, key, file in _things(content)
        if key in wanted or not wanted
    ]


def usage_lines(found: Iterable[dict[str, Any]], language: str, prefix: str) -> Iterator[str]:
    """The same in "de" or "en": a line for each thing, and below it one for each usage. `prefix` goes before the files."""
    words = _WORDS[language]
    for thing in found:
        yield printable(f"  {words[thing['kind']]} {thing['key']}: {thing['name']} ({prefix}/{thing['file']})")
        for each in thing["usages"]:
            by = words.get(f"by {each['by']}") or words[each["by"]]
            yield printable(f"    {prefix}/{each['file']}:{each['line']} {by}")
        if not thing["usages"]:
            yield words["listed" if thing["kind"] == "place" else "nowhere"]


def _things(content: Content) -> Iterator[tuple[Kind, str, str]]:
    contact, place, organisation = KINDS
    yield from ((contact, key, content.contact_files[key]) for key in sorted(content.contacts))
    yield from ((place, key, content.places[key].file) for key in sorted(content.places))
    yield from ((organisation, key, content.organisation_files[key]) for key in sorted(content.organisations))


def _name(content: Content, kind: Kind, key: str) -> Any:
    names = {
        "contact": lambda: content.contacts[key].name,
        "place": lambda: content.places[key].place.name,
        "organisation": lambda: content.organisations[key].name,
    }
    return content.words(names[kind](), content.settings.source_language)


def _described(usage: Usage) -> dict[str, Any]:
    return {"file": usage.place.file, "line": usage.place.line, "by": usage.by}
