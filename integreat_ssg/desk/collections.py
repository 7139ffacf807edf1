"""A region to the collections of the editor: pages and news in all languages side by side, and structured data."""

from collections.abc import Mapping
from typing import Any

from integreat_ssg.desk.fields import FormField, Offer, form, keyed
from integreat_ssg.desk.words import of_field, word
from integreat_ssg.model.contacts import Contact, Organisation
from integreat_ssg.model.content import NEWS
from integreat_ssg.model.events import Event
from integreat_ssg.model.glossary import Term
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.places import Place
from integreat_ssg.model.settings import FrontMatter, RegionSettings

Collection = dict[str, Any]

TRANSLATED = {"title", "summary", "keywords", "body", "machine_translated", "draft"}
"""Front matter that each language has of its own; the rest holds for all of them and is that of the source language."""
NEWS_ONLY = ("date",)
OUT_OF_SIGHT = ("translation_of", "imported", "excuses")
"""What programs write, and what somebody writes who has read their findings. It stays in the files."""
SETTINGS = (
    "name",
    "full_name",
    "short_name",
    "audiences",
    "categories",
    "colours",
    "emergency_page",
    "imprint_contact",
)
"""Settings of a region that an editor decides on; the others are for operators."""
DATA: Mapping[str, tuple[type[Any], str]] = {
    "contacts": (Contact, "name"),
    "organisations": (Organisation, "name"),
    "places": (Place, "name"),
    "events": (Event, "title"),
}


def collections(
    slug: str, settings: RegionSettings, root: str, language: str, offered: Mapping[str, Mapping[str, str]]
) -> list[Collection]:
    """The collections of a region. `root` is the content folder inside of its repository, "" or ending in "/"; `language` is
    that of the forms, "de" or "en"; `offered` are the categories and icons that every region has, with their names."""
    choices = _choices(settings, language, offered)
    source = settings.source_language
    languages = (source, *(tag for tag in settings.languages if tag != source))
    offer = Offer(slug, f"{root}{slug}", languages, language, choices)
    named = _words(settings.name, source)
    made = [_pages(offer), _news(offer), *(_data(name, offer) for name in DATA), _files(offer)]
    return [{**each, "label": f"{named}: {each['label']}"} for each in made]


def _pages(offer: Offer) -> Collection:
    texts = _texts(offer, without=(*NEWS_ONLY, *OUT_OF_SIGHT))
    path = {"widget": "string", "label": word(offer.language, "path")}
    tree = {"nested": {"depth": 10, "subfolders": False}, "meta": {"path": path}}
    return {**_collection("pages", offer), "folder": offer.folder, **_side_by_side(offer), **tree, "fields": texts}


def _news(offer: Offer) -> Collection:
    texts = _texts(offer, without=("order", "icon", *OUT_OF_SIGHT))
    named = {"path": f"{NEWS}/{{{{slug}}}}", "slug": "{{year}}-{{month}}-{{day}}-{{title}}"}
    return {**_collection("news", offer), "folder": offer.folder, **_side_by_side(offer), **named, "fields": texts}


def _side_by_side(offer: Offer) -> Collection:
    layout = {"structure": "multiple_folders", "locales": [*offer.languages], "default_locale": offer.languages[0]}
    return {"i18n": {**layout, "initial_locales": "default"}, "extension": "md", "format": "yaml-frontmatter"}


def _texts(offer: Offer, without: tuple[str, ...]) -> list[FormField]:
    body = {"name": "body", **of_field(offer.language, "FrontMatter", "body"), "widget": "markdown", "required": False}
    title, summary, *others = form(FrontMatter, offer, without=without)
    made = [title, summary, body, *others]
    return [{**each, "i18n": each["name"] in TRANSLATED} for each in made]


def _data(name: str, offer: Offer) -> Collection:
    kind, title = DATA[name]
    shown = f"{title}.{offer.languages[0]}"
    return {
        **_collection(name, offer),
        "folder": f"{offer.folder}/{name}",
        "extension": "yaml",
        "format": "yaml",
        "identifier_field": shown,
        "slug": f"{{{{fields.{shown}}}}}",
        "summary": f"{{{{fields.{shown}}}}}",
        "fields": form(kind, offer, without=OUT_OF_SIGHT),
    }


def _files(offer: Offer) -> Collection:
    terms = {"name": "terms", **of_field(offer.language, "", "terms"), "required": False}
    glossary = [{**terms, **keyed(form(Term, offer, without=OUT_OF_SIGHT), offer)}]
    made = {
        "glossary": ("glossary.yaml", glossary),
        "region": ("region.yaml", form(RegionSettings, offer, only=SETTINGS)),
    }
    files = [
        {
            "name": f"{offer.region}-{name}",
            "label": word(offer.language, "collections", name),
            "file": f"{offer.folder}/{file}",
            "format": "yaml",
            "fields": fields,
        }
        for name, (file, fields) in made.items()
    ]
    return {"name": f"{offer.region}-files", "label": word(offer.language, "collections", "files"), "files": files}


def _collection(name: str, offer: Offer) -> Collection:
    return {
        "name": f"{offer.region}-{name}",
        "label": word(offer.language, "collections", name),
        "label_singular": word(offer.language, "things", name),
        "create": True,
        "media_folder": f"/{offer.folder}/media",
        "public_folder": "/media",
    }


def _choices(
    settings: RegionSettings, language: str, offered: Mapping[str, Mapping[str, str]]
) -> Mapping[str, Mapping[str, str]]:
    """What a form lets choose, with its names: the region's audiences, categories and municipalities, and what all have."""
    audiences = {key: _words(each.name, language) for key, each in settings.audiences.items()}
    own = {key: _words(each.name, language) for key, each in settings.categories.items()}
    choices = {
        **offered,
        "audience": audiences,
        "audiences": audiences,
        "categories": {**offered.get("categories", {}), **own},
        "municipality": {name: name for name in settings.aliases},
    }
    return {name: values for name, values in choices.items() if values}


def _words(translated: Translated, language: str) -> str:
    if isinstance(translated, str):
        return translated
    return translated.get(language) or next(iter(translated.values()), "")
