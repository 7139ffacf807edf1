"""Texts that nobody sees, since they are in a language that their region does not list: whole folders, and single fields."""

from collections.abc import Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import get_args, get_type_hints

from integreat_ssg.model.findings import Finding, Place, line_of, warning
from integreat_ssg.model.languages import Translated
from integreat_ssg.reading.region import RegionFolder


def unlisted(folder: RegionFolder) -> list[Finding]:
    """A finding for each language of a folder's pages, and for each field's text, that the folder's settings do not list."""
    listed = set(folder.settings.languages) if folder.settings else set()
    if not listed:
        return []
    pages = sorted({language for _, language in folder.pages if language not in listed})
    found = [warning("language-not-listed", folder.at_setting("languages"), language=language) for language in pages]
    told = ((tag, place) for tag, place in _tags(folder) if tag not in listed)
    return found + [warning("text-not-listed", place, language=tag) for tag, place in told]


def _tags(folder: RegionFolder) -> Iterator[tuple[str, Place]]:
    """The tag of every text that stands in the YAML files of a folder, with its place."""
    files: list[tuple[str, object]] = [(folder.file, folder.settings)]
    files += [(f"{folder.slug}/contacts/{key}.yaml", contact) for key, contact in folder.contacts.items()]
    files += [(f"{folder.slug}/organisations/{key}.yaml", each) for key, each in folder.organisations.items()]
    for file, value in files:
        for *way, tag in texts_in(value):
            yield str(tag), Place(file, line_of(folder.lines.get(file, {}), *way, tag))
    for place in folder.places.values():
        yield from ((str(tag), place.at(*way, tag)) for *way, tag in texts_in(place.place))
    for entry in folder.glossary.values():
        yield from ((str(tag), entry.at(*way, tag)) for *way, tag in texts_in(entry.term))
    for event in folder.events.values():
        yield from ((str(tag), event.at(*way, tag)) for *way, tag in texts_in(event.event))


def texts_in(value: object, way: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The ways that lead to the texts of single languages in a value of the model: ("name", "de")."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from texts_in(each, (*way, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts_in(each, (*way, number))
    elif is_dataclass(value):
        translated = _translated(value.__class__)
        for field in fields(value):
            inner, here = getattr(value, field.name), (*way, field.name.rstrip("_"))
            if field.name not in translated:
                yield from texts_in(inner, here)
            elif isinstance(inner, dict):
                yield from ((*here, tag) for tag in inner)


@cache
def _translated(kind: Hashable) -> frozenset[str]:
    """The fields of a class of the model that are texts in several languages."""
    hints = get_type_hints(kind)
    return frozenset(name for name, hint in hints.items() if set(get_args(Translated)) <= set(get_args(hint)))
