"""The translated fields of places, events and contacts, found by their classes, which are the schema."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from integreat_ssg.model.languages import Translated

_TRANSLATED = {str, dict[str, str]}


def translated_fields(schema: type, value: object, above: str = "") -> Iterator[tuple[str, Translated]]:
    """Each translated field that is set, with its way from the top ("access.note", "phones.1.label").

    `value` is of the dataclass `schema`, or a mapping as its file holds it, in which unfit values are passed over.
    """
    for name, kind, is_translated in _inner(schema):
        inner = value.get(name.rstrip("_")) if isinstance(value, Mapping) else getattr(value, name, None)
        way = f"{above}{name.rstrip('_')}"
        if is_translated:
            if isinstance(inner, dict):
                yield way, {str(tag): words for tag, words in inner.items() if isinstance(words, str)}
            elif isinstance(inner, str):
                yield way, inner
        elif isinstance(inner, list):
            for number, item in enumerate(inner):
                yield from translated_fields(kind, item, f"{way}.{number}.")
        elif inner is not None:
            yield from translated_fields(kind, inner, f"{way}.")


def field_unit(file: str, way: str) -> str:
    """The name under which the history knows one text of a YAML file: "goslar/places/library.yaml#name.ar"."""
    return f"{file}#{way}"


@cache
def _inner(schema: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Of each field that is translated, or in which such fields may be: its name, its class, and which of both."""
    found: list[tuple[str, Any, bool]] = []
    for name, hint in get_type_hints(schema).items():
        kinds = [each for each in get_args(hint) if each is not type(None)] or [hint]
        if set(kinds) == _TRANSLATED:
            found.append((name, str, True))
        inner = [get_args(each)[0] if get_origin(each) is list else each for each in (*kinds, hint)]
        found += [(name, each, False) for each in dict.fromkeys(inner) if is_dataclass(each)]
    return tuple(found)
