"""The model as JSON Schemas (draft 2020-12): what editors complete and check by, and what the browser editor is made from.

In: the dataclasses of `model/` as pydantic describes them, `descriptions.yaml`, and what further rules say about single keys.
Out: plain values. A schema takes what the reader takes: `null` and empty text where a key may be missing, and numbers where a
text is meant, for other programs guess at `38640`. The first word of a `type` is the form to write.
"""

from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import TypeAdapter

from integreat_ssg.model.archive import LINE_KINDS
from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.events import Event
from integreat_ssg.model.glossary import Term
from integreat_ssg.model.media import MediaNote
from integreat_ssg.model.places import Place
from integreat_ssg.model.settings import FrontMatter, RegionSettings, SiteSettings
from integreat_ssg.reading.key_rules import KEY, KEY_RULES, TAG_PATTERN

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
LANGUAGES = ("en", "de")
"""Those that names and remarks are written in."""

FILES: Mapping[str, tuple[str, ...]] = {
    "site": ("site.yaml",),
    "region": ("*/region.yaml",),
    "page": (),
    "news": (),
    "contact": ("*/contacts/*.yaml",),
    "organisation": ("*/organisations/*.yaml",),
    "place": ("*/places/*.yaml",),
    "event": ("*/events/*.yaml",),
    "event-correction": ("*/events/overrides/*.yaml",),
    "media-note": ("*/media/**/*.yaml",),
    "glossary": ("*/glossary.yaml",),
    "synonyms": ("*/synonyms.yaml",),
    "archive": (),
}
"""Name of a schema to the files that it is for, seen from the content folder; those of pages are for their front matter, that of
archives for their lines."""

_KINDS: Mapping[str, type[Any]] = {
    "site": SiteSettings,
    "region": RegionSettings,
    "page": FrontMatter,
    "news": FrontMatter,
    "contact": Contact,
    "organisation": Organisation,
    "place": Place,
    "event": Event,
    "event-correction": Event,
    "media-note": MediaNote,
}
_NAMES = {
    "en": {
        "news": ["News item", "The head of a news item's file, which is named by its day: 2026-11-02-new-office.md."],
        "event-correction": [
            "Correction of an event",
            "Just the keys that shall be different from the imported event.",
        ],
        "glossary": ["Explained words", "Keys of small letters, digits and hyphens to words."],
        "synonyms": ["Synonyms", "Language to groups of words that mean the same to who searches."],
    },
    "de": {
        "news": ["Nachricht", "Der Kopf der Datei einer Nachricht, die nach ihrem Tag heißt: 2026-11-02-neues-amt.md."],
        "event-correction": [
            "Korrektur einer Veranstaltung",
            "Nur die Schlüssel, die anders sein sollen als importiert.",
        ],
        "glossary": ["Erklärte Wörter", "Kennungen aus kleinen Buchstaben, Ziffern und Bindestrichen zu Wörtern."],
        "synonyms": ["Synonyme", "Sprache zu Gruppen von Wörtern, die beim Suchen dasselbe meinen."],
    },
}
_UNSET = "null"
_YES_OR_NO = "^([Tt]rue|[Ff]alse|[Yy]es|[Nn]o|[Oo]n|[Oo]ff|TRUE|FALSE|YES|NO|ON|OFF|[yntf01])$"


def schemas(language: str = "en") -> dict[str, Schema]:
    """Every schema by its name in FILES, with names and remarks in "en" or "de". Each call makes new values."""
    made = {name: _schema(name, kind, language) for name, kind in _KINDS.items()}
    made["glossary"] = _glossary(language)
    made["synonyms"] = _synonyms(language)
    made["archive"] = _archive(language)
    return made


def _schema(name: str, kind: type[Any], language: str) -> Schema:
    found = TypeAdapter(cast(Any, cast(Hashable, kind))).json_schema()
    inner = found.pop("$defs", {})
    made = {
        "$schema": DRAFT,
        **_class(kind.__name__, found, language),
        "$defs": {**_TEXTS, **{each: _class(each, schema, language) for each, schema in inner.items()}},
    }
    if name in _NAMES[language]:
        made |= _named(_NAMES[language][name])
    if name == "event-correction":
        made.pop("required")
    return made


def _class(name: str, schema: Schema, language: str) -> Schema:
    """A class of the model: its keys with what further rules say about them."""
    if "properties" not in schema:  # a list of words that are allowed
        return schema
    required = schema.get("required", [])
    properties = {
        key: {
            **_named(words_for(name, key, language)),
            **_value(child, key in required, KEY_RULES.get((name, key), {})),
        }
        for key, child in schema["properties"].items()
    }
    made = {
        **_named(words_for(name, "_", language)),
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return made | ({"required": required} if required else {})


def _value(schema: Schema, required: bool, rules: Mapping[str, Any]) -> Schema:
    """A key's value; what is not required may be `null` or empty."""
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != _UNSET]
    kinds = [option.get("type") for option in options]
    if kinds == ["string", "object"]:
        return {"$ref": "#/$defs/Translated" if required else "#/$defs/TranslatedIfAny"}
    option = options[0]
    if "$ref" in option:
        return {"$ref": option["$ref"]} if required else {"anyOf": [{"$ref": option["$ref"]}, _EMPTY]}
    default = {"default": schema["default"]} if schema.get("default") not in (None, [], {}) else {}
    return default | _made(option, required, rules)


def _made(option: Schema, required: bool, rules: Mapping[str, Any]) -> Schema:
    kind = option["type"]
    if kind == "array":
        return _list(
            _made(option["items"], False, rules) if "$ref" not in option["items"] else option["items"], required
        )
    if kind == "object":
        inner = option["additionalProperties"]
        if inner is True:  # anything
            return {"type": ["object", _UNSET]}
        return _map(inner if "$ref" in inner else _value(inner, False, rules), required, rules)
    if "enum" in option:
        return {"enum": [*option["enum"], *([] if required else [None, ""])]}
    if kind == "boolean":
        return {"type": ["boolean", "string", _UNSET], "pattern": _or_empty(_YES_OR_NO)}
    if kind in ("integer", "number"):
        pattern = r"^-?\d+$" if kind == "integer" else r"^-?\d+(\.\d+)?$"
        written = {"type": [kind, "string"] if required else [kind, "string", _UNSET]}
        return {**written, "pattern": pattern if required else _or_empty(pattern), **rules}
    return _text(required, {"format": "date", **rules} if option.get("format") == "date" else rules)


def _text(required: bool, rules: Mapping[str, Any]) -> Schema:
    """A text; `format` holds for a text that is not empty."""
    form = rules.get("format")
    pattern = r"^\d{4}-\d{2}-\d{2}$" if form == "date" else rules.get("pattern")
    plain = {key: value for key, value in rules.items() if key not in ("format", "pattern", "names")}
    kinds = ["string"] if pattern else ["string", "number", "boolean"]
    made: Schema = {"type": kinds if required else [*kinds, _UNSET], **plain}
    if pattern:
        made["pattern"] = pattern if required else _or_empty(pattern)
    elif required:
        made["pattern"] = r"\S"
    if form:
        made |= {"if": {"minLength": 1}, "then": {"format": form}}
    if "enum" in plain and not required:
        made["enum"] = [*plain["enum"], None, ""]
    return made


def _list(items: Schema, required: bool) -> Schema:
    """A list; what is empty in it does not count."""
    items = {"anyOf": [items, {"type": _UNSET}]} if "$ref" in items else items
    made: Schema = {"type": ["array"] if required else ["array", "string", _UNSET], "items": items}
    return made if required else {**made, "maxLength": 0}


def _map(values: Schema, required: bool, rules: Mapping[str, Any]) -> Schema:
    made: Schema = {"type": ["object"] if required else ["object", "string", _UNSET], "additionalProperties": values}
    if "names" in rules:
        made["propertyNames"] = {"pattern": rules["names"]}
    return made if required else {**made, "maxLength": 0}


def _or_empty(pattern: str) -> str:
    return f"^$|{pattern}"


_EMPTY: Schema = {"type": [_UNSET, "string"], "maxLength": 0}
_TRANSLATED: Schema = {
    "type": ["object", "string", "number", "boolean"],
    "propertyNames": {"pattern": TAG_PATTERN},
    "additionalProperties": {"type": ["string", "number", "boolean", _UNSET]},
}
_TEXTS: Mapping[str, Schema] = {
    "Translated": {**_TRANSLATED, "pattern": r"\S"},
    "TranslatedIfAny": {**_TRANSLATED, "type": [*_TRANSLATED["type"], _UNSET]},
}
"""A text for all languages, or a mapping of language to text."""


def _glossary(language: str) -> Schema:
    term = _schema("term", Term, language)
    inner = {**term.pop("$defs"), "Term": {key: value for key, value in term.items() if key != "$schema"}}
    return {
        "$schema": DRAFT,
        **_named(_NAMES[language]["glossary"]),
        "type": "object",
        "propertyNames": {"pattern": KEY},
        "additionalProperties": {"$ref": "#/$defs/Term"},
        "$defs": inner,
    }


def _synonyms(language: str) -> Schema:
    words = {"type": "array", "items": {"type": ["string", "number", "boolean"], "pattern": r"\S"}, "minItems": 1}
    return {
        "$schema": DRAFT,
        **_named(_NAMES[language]["synonyms"]),
        "type": "object",
        "propertyNames": {"pattern": TAG_PATTERN},
        "additionalProperties": {"type": ["array", _UNSET], "items": words},
    }


def _archive(language: str) -> Schema:
    """What each line of an archive may be."""
    inner: Schema = {}
    kinds: dict[str, list[str]] = {}
    for kind, line in LINE_KINDS.items():
        made = _schema(kind, line, language)
        del made["$schema"]
        kinds.setdefault(line.__name__, []).append(kind)
        made["properties"]["kind"] |= {"type": "string", "enum": kinds[line.__name__]}
        inner |= {**made.pop("$defs"), line.__name__: made}
    return {
        "$schema": DRAFT,
        **_named(words_for("Archive", "_", language)),
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in kinds],
        "$defs": inner,
    }


def _named(texts: list[str]) -> Schema:
    return dict(zip(("title", "description"), texts, strict=False))


def words_for(name: str, key: str, language: str) -> list[str]:
    """The name of a key of a class of the model and, where there is one, a remark; "_" is the class itself."""
    texts = descriptions()
    inherited = texts["Archive"] if name.startswith("Archive") else {}
    found = texts.get(name, {}).get(key) or inherited.get(key) or texts["any"].get(key)
    return found[language] if found else [(name if key == "_" else key).replace("_", " ").capitalize()]


@cache
def descriptions() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    """Class of the model to key to language to its name and, where there is one, a remark; "_" is the class itself."""
    text = Path(__file__).with_name("descriptions.yaml").read_text("utf-8")
    found: Mapping[str, Any] = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - makes nothing but texts
    return found


def file_pattern(name: str, content: str = "content") -> tuple[str, ...]:
    """The files of a schema as editors name them, seen from the folder that `content` lies in."""
    return tuple(f"{content}/{each}" for each in FILES[name])
