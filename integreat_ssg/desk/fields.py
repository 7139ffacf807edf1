"""The model's classes to the fields of a form: each annotation has its widget, each reference its picker.

In: a dataclass of `model/` and what a region offers. Out: fields in the configuration format that Sveltia CMS and Decap CMS
share (https://decapcms.org/docs/configuration-options/).
"""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from babel import Locale

from integreat_ssg.desk.words import of_field, word
from integreat_ssg.model.languages import Translated
from integreat_ssg.reading.key_rules import KEY, KEY_RULES

FormField = dict[str, Any]

LONG = {"summary", "description", "explanation", "note", "hours_note", "reason", "fallback", "office_hours", "costs"}
"""Fields whose texts may have several lines."""

REFERENCES = {
    "responsible": "contacts",
    "contact": "contacts",
    "imprint_contact": "contacts",
    "contacts": "contacts",
    "place": "places",
    "organisation": "organisations",
}
"""Field to the collection in which its keys stand."""


@dataclass(frozen=True)
class Offer:
    """What the forms of a region offer: its languages, the source language first, and for some fields the values that can be
    chosen with their names ("audience": {"families": "Familien"}). `folder` is the region's, seen from the top of the
    repository; `language` is that of the forms themselves."""

    region: str
    folder: str
    languages: tuple[str, ...]
    language: str
    choices: Mapping[str, Mapping[str, str]]

    def named(self, tag: str) -> str:
        """The name of a language in that of the forms; its tag where CLDR knows none."""
        language, _, variant = tag.partition("-")
        name = Locale(self.language).languages.get(language)
        return f"{name} ({variant})" if name and variant else name or tag


def form(kind: type[Any], offer: Offer, without: Iterable[str] = (), only: Iterable[str] = ()) -> list[FormField]:
    """The fields of a dataclass, in its order; all, or all `without` some, or `only` some."""
    hints = get_type_hints(kind)
    names = [(each, each.name.rstrip("_")) for each in fields(kind)]
    chosen = [(each, name) for each, name in names if name not in without and (name in only or not only)]
    return [_field(kind, each, name, hints[each.name], offer) for each, name in chosen]


def _field(kind: type[Any], each: Field[Any], name: str, annotation: Any, offer: Offer) -> FormField:
    required = each.default is MISSING and each.default_factory is MISSING
    said = of_field(offer.language, kind.__name__, name)
    made: FormField = {"name": name, **said, "required": required, **_widget(kind, name, annotation, offer)}
    rules = _rules(KEY_RULES.get((kind.__name__, name), {}), offer.language)
    targets = made["fields"] if annotation in (Translated, Translated | None) else [made]
    for target in targets if made["widget"] in ("string", "text", "number", "object") else ():
        target.update(rules)
    return made


def _rules(rules: Mapping[str, Any], language: str) -> FormField:
    """What the schemas say about a key, as the editor wants it."""
    names = {"maxLength": "maxlength", "minimum": "min", "maximum": "max"}
    found: FormField = {names[key]: value for key, value in rules.items() if key in names}
    if "pattern" in rules:
        found["pattern"] = [rules["pattern"], word(language, "wrong_form")]
    return found


def _widget(kind: type[Any], name: str, annotation: Any, offer: Offer) -> FormField:
    inner = next((each for each in get_args(annotation) if each is not NoneType), annotation)
    listed = get_origin(annotation) is list
    if annotation in (Translated, Translated | None):
        return _translated(name, annotation == Translated, offer)
    if get_origin(annotation) is dict:
        return _keyed(name, get_args(annotation)[1], offer)
    if name in REFERENCES and inner is str:
        return _picker(REFERENCES[name], listed, offer)
    if name in offer.choices:
        return _choice(offer.choices[name], listed)
    if listed and is_dataclass(inner):
        return {"widget": "list", "collapsed": True, "fields": form(cast(type[Any], inner), offer)}
    if listed:
        return {"widget": "list"}
    if get_origin(annotation) is Literal or get_origin(inner) is Literal:
        values = get_args(inner if get_origin(inner) is Literal else annotation)
        return _choice({each: word(offer.language, "answers", each) for each in values}, several=False)
    if is_dataclass(inner):
        return {"widget": "object", "fields": form(cast(type[Any], inner), offer)}
    return _plain(name, annotation if isinstance(annotation, type) else inner, offer)


def _plain(name: str, annotation: Any, offer: Offer) -> FormField:
    if annotation is bool:
        return {"widget": "boolean"}
    if annotation in (int, float):
        return {"widget": "number", "value_type": annotation.__name__, "step": 1 if annotation is int else 0.0001}
    if annotation is date:
        day = "YYYY-MM-DD"
        return {"widget": "datetime", "type": "date", "format": day, "date_format": day, "time_format": False}
    if name in ("photo", "picture"):
        folder = f"/{offer.folder}/media"
        return {"widget": "image", "media_folder": folder, "public_folder": "media", "choose_url": False}
    return {"widget": "text" if name in LONG else "string"}


def _translated(name: str, must: bool, offer: Offer) -> FormField:
    """A field for each language. The file may also hold one text for all of them, which the source language then shows."""
    widget = "text" if name in LONG else "string"
    source = offer.languages[0]
    parts = [
        {"name": tag, "label": offer.named(tag), "widget": widget, "required": must and tag == source}
        for tag in offer.languages
    ]
    return {"widget": "object", "fields": parts}


def _keyed(name: str, inner: Any, offer: Offer) -> FormField:
    """A map in the file, a list of things with keys in the form; `forms` of a word are lists by language."""
    if name == "forms":
        parts = [
            {"name": tag, "label": offer.named(tag), "widget": "list", "required": False} for tag in offer.languages
        ]
        return {"widget": "object", "fields": parts}
    return keyed(form(inner, offer), offer)


def keyed(parts: list[FormField], offer: Offer) -> FormField:
    """A list of things, each with a key that comes first."""
    key: FormField = {"name": "key", **of_field(offer.language, "", "key"), "widget": "string", "required": True}
    key["pattern"] = [KEY, word(offer.language, "wrong_form")]
    shown = f"{{{{fields.{parts[0]['name']}.{offer.languages[0]}}}}}"
    return {"widget": "list", "collapsed": True, "summary": shown, "fields": [key, *parts]}


def _picker(collection: str, several: bool, offer: Offer) -> FormField:
    shown = f"name.{offer.languages[0]}"
    return {
        "widget": "relation",
        "collection": f"{offer.region}-{collection}",
        "value_field": "{{slug}}",
        "display_fields": [shown],
        "search_fields": [shown],
        "multiple": several,
    }


def _choice(values: Mapping[str, str], several: bool) -> FormField:
    options = [{"label": label, "value": value} for value, label in values.items()]
    return {"widget": "select", "multiple": several, "options": options}
