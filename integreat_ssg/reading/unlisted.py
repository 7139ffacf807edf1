"""Texts that nobody sees, since they are in a language that their region does not list: whole folders, and single fields."""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, get_args, get_type_hints

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
    for at, thing in _things(folder):
        found += [
            warning("text-not-listed", at(*way, tag), language=str(tag))
            for *way, tag in texts_in(thing)
            if tag not in listed
        ]
    return found


def _things(folder: RegionFolder) -> Iterator[tuple[Callable[..., Place], object]]:
    """What stands in the YAML files of a folder, and what tells where its keys stand."""
    files: list[tuple[str, object]] = [(folder.file, folder.settings)]
    files += [(f"{folder.slug}/contacts/{key}.yaml", contact) for key, contact in folder.contacts.items()]
    files += [(f"{folder.slug}/organisations/{key}.yaml", each) for key, each in folder.organisations.items()]
    yield from ((partial(_at, folder, file), value) for file, value in files)
    yield from ((place.at, place.place) for place in folder.places.values())
    yield from ((entry.at, entry.term) for entry in folder.glossary.values())
    yield from ((event.at, event.event) for event in folder.events.values())


def _at(folder: RegionFolder, file: str, *keys: object) -> Place:
    return Place(file, line_of(folder.lines.get(file, {}), *keys))


def texts_in(value: object, way: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The ways that lead to the texts of single languages in a value of the model: ("name", "de")."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from texts_in(each, (*way, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts_in(each, (*way, number))
    else:
        kind: Any = type(value)
        for name, key, translated in _fields(kind):
            inner = getattr(value, name)
            if translated and isinstance(inner, dict):
                yield from ((*way, key, tag) for tag in inner)
            elif inner and not translated:
                yield from texts_in(inner, (*way, key))


@cache
def _fields(kind: Any) -> tuple[tuple[str, str, bool], ...]:
    """The fields of a class of the model, their keys in files, and whether they are texts in several languages; nothing for any
    other class."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    translated = {name for name, hint in hints.items() if set(get_args(Translated)) <= set(get_args(hint))}
    return tuple((each.name, each.name.rstrip("_"), each.name in translated) for each in fields(kind))
