"""What in a file is text that gets translated: its units, each with a digest, and where the source text of a unit stands.

A page is one unit; a place, event or contact has one for each translated field and language ("name.ar").
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from integreat_ssg.model.contacts import Contact
from integreat_ssg.model.events import Event
from integreat_ssg.model.fields import translated_fields
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.places import Place
from integreat_ssg.reading.frontmatter import PageText, decode, split_page, text_digest
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.strict_yaml import parse_yaml

PAGE = ""
"""The way to a page's unit, which is the whole file."""

STAMP = "translation_of"
"""The way to what a page states of itself: the digest of the source text that it is true to. In other files it is followed by
a language."""

Units = Mapping[str, str]
"""The ways of a file's units to their digests."""

SCHEMAS: Mapping[str, type] = {"places": Place, "contacts": Contact, "events": Event, "events/overrides": Event}


@dataclass(frozen=True)
class Layout:
    """Which language a region's source texts are in, and from which regions it inherits, nearest first. Of those that are
    `unread` nobody has looked which files they have now."""

    source_languages: Mapping[str, str]
    inherits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()

    def source_of(self, file: str, way: str) -> Iterator[tuple[str, str]]:
        """The units that may hold the source text of this one, the likeliest first; none for a source text itself."""
        region, _, inner = file.partition("/")
        source = self.source_languages.get(region, "")
        if way == PAGE:
            language, _, path = inner.partition("/")
            if source and language != source:
                other = _other_name(path)
                for each in (region, *self.inherits.get(region, ())):
                    yield f"{each}/{source}/{path}", PAGE
                    yield f"{each}/{source}/{other}", PAGE
            return
        name, _, language = way.rpartition(".")
        if source and name and language != source:
            yield file, f"{name}.{source}"
            yield file.replace("/events/overrides/", "/events/"), f"{name}.{source}"


def group_of(file: str) -> str:
    """The language folder of a page, the folder of a place, event or contact, or "" where a file has no such text."""
    _, _, inner = file.partition("/")
    folder, _, name = inner.partition("/")
    if TAG.fullmatch(folder) and name.endswith(".md"):
        return folder
    folder, _, name = inner.rpartition("/")
    return folder if folder in SCHEMAS and name.endswith(".yaml") else ""


def kind_of(file: str) -> str:
    """How a file's texts are found: "page" or the folder of its schema, "" where it has none."""
    group = group_of(file)
    return group if group in SCHEMAS or not group else "page"


def units(kind: str, data: bytes) -> Units:
    """The units of a file of this kind, as its bytes hold them; none where it cannot be read."""
    text = decode(data, "")
    if isinstance(text, Finding):
        return {}
    if kind in SCHEMAS:
        node, _ = parse_yaml(text, "")
        return field_units(SCHEMAS[kind], node.plain) if node else {}
    said = page_words(text)
    return page_units(text_digest(said.title, said.summary, said.body), said.stated) if said else {}


@dataclass(frozen=True, slots=True)
class PageWords:
    """What of a page gets translated, and the digest that it states as `translation_of`, "" for none."""

    title: str
    summary: str
    body: str
    stated: str = ""


def page_words(text: str) -> PageWords | None:
    """What a page's file says; None where it is none."""
    parts = page_parts(text)
    if parts is None:
        return None
    settings, body = parts
    title, summary, stated = (str(settings.get(key) or "") for key in ("title", "summary", STAMP))
    return PageWords(title, summary, body, stated)


def page_parts(text: str) -> tuple[Mapping[str, Any], str] | None:
    """The settings of a page's file, as they are written, and its Markdown; None where it is none."""
    page = split_page(text, "")
    if not isinstance(page, PageText):
        return None
    head, _ = parse_yaml(page.head, "")
    settings = head.plain if head else {}
    return (settings, page.body) if isinstance(settings, dict) else None


def page_units(digest: str, stated: str | None) -> Units:
    """The units of a page."""
    return {PAGE: digest, STAMP: stated} if stated else {PAGE: digest}


def field_units(schema: type, value: object) -> Units:
    """The units of a place, event or contact, as a value of its class or as its file holds it."""
    stated = value.get(STAMP) if isinstance(value, Mapping) else getattr(value, STAMP)
    found = {f"{STAMP}.{tag}": str(digest) for tag, digest in stated.items()} if isinstance(stated, Mapping) else {}
    for way, words in translated_fields(schema, value):
        if isinstance(words, str):
            found[way] = text_digest(words, None, "")
        else:
            found |= {f"{way}.{tag}": text_digest(each, None, "") for tag, each in words.items() if each}
    return found


def fields_digest(held: Units, source_language: str) -> str:
    """`sha256:…` of all source texts of a place, event or contact, as `translation_of` states it for a language."""
    texts = sorted(f"{way} {digest}" for way, digest in held.items()
                   if way.endswith(f".{source_language}") and not way.startswith(f"{STAMP}."))  # fmt: skip
    return "sha256:" + hashlib.sha256("\n".join(texts).encode()).hexdigest()


def stamped_units(held: Units, stamp: str, source_language: str) -> Iterator[tuple[str, str]]:
    """The ways of all units of a file for which one of its stamps speaks, each with the digest of its source text."""
    if PAGE in held:
        yield PAGE, held[stamp]
    elif held[stamp] == fields_digest(held, source_language):
        tag = stamp.removeprefix(f"{STAMP}.")
        for way in held:
            name, _, language = way.rpartition(".")
            if language == tag and name != STAMP and f"{name}.{source_language}" in held:
                yield way, held[f"{name}.{source_language}"]


def _other_name(path: str) -> str:
    """A section's text may stand in "work.md" or in "work/index.md"."""
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return f"{stem.removesuffix('index').rstrip('/')}.md"
    return f"{stem}/index.md"
