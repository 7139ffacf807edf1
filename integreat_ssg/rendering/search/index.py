"""The search index of one language as files: shards of MiniSearch's serialised form, and `index.json`, which leads to them.

A shard holds a dozen documents and depends on nothing but them, so that a changed page changes one shard, and phones
load a few hundred bytes of patch. The engine joins the shards (`scripts/search-engine.js`).
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import TypedDict

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.model.site import Artifact
from integreat_ssg.model.synonyms import Synonyms
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.search.documents import FIELDS, Document, documents
from integreat_ssg.rendering.search.normaliser import Normaliser, counted
from integreat_ssg.rendering.search.script import table_script

FORMAT = 1
"""Of `index.json`."""
SERIALISATION = 2
"""Of MiniSearch's form."""
NEIGHBOURS = 6
"""Documents to each side that a shard's last one is compared with; about twice as many make a shard."""
MOST = 16
"""Documents at which a shard ends in any case: patches look back 32 kB, as many as sixteen texts of 2.5 kB make."""
MARKS = "!#$.%"
"""What stands before the documents of each field. No term has such a sign in it."""
DOCUMENTS = ascii_uppercase + ascii_lowercase
"""The documents of a shard by their numbers."""
RECIPE = "1"
"""Changes with the form of a shard, so that none is taken from the cache in another one."""

Fields = list[dict[str, int]]
"""A document's terms in each field, with how often they come."""


def search_files(edition: Edition, cache: Cache) -> Iterator[Artifact]:
    """The index of an edition, below `<language>/search/`."""
    folder = f"{edition.language.tag}/search"
    found = documents(edition)
    names = []
    for name, shard in in_shards(found):
        names.append(name)
        yield Artifact(f"{folder}/{name}.json", _shard(edition, shard, cache))
    start = start_file(languages_of(edition), names, edition.plan.content.synonyms)
    yield Artifact(f"{folder}/index.json", compact(start))


def start_file(languages: Sequence[str], shards: Sequence[str], synonyms: Synonyms) -> dict[str, object]:
    """What `index.json` says: how to read the shards, and which words mean the same."""
    return {
        "format": FORMAT,
        "serializationVersion": SERIALISATION,
        "languages": languages,
        "fields": FIELDS,
        "marks": MARKS,
        "shards": shards,
        "synonyms": list(_groups(languages, synonyms)),
    }


def languages_of(edition: Edition) -> list[str]:
    """The languages of the words in an index: the reader's and the source language."""
    return list(dict.fromkeys((edition.language.tag, edition.plan.content.settings.source_language)))


def _groups(languages: Sequence[str], synonyms: Synonyms) -> Iterator[list[str]]:
    """Groups of words that mean the same, as terms: those of the reader's language and of the source language."""
    for language in languages:
        normaliser = _normaliser(language, *languages)
        for group in synonyms.of(language):
            terms = [each for each in dict.fromkeys(" ".join(normaliser.tokens(words)) for words in group) if each]
            if len(terms) > 1:
                yield terms


def in_shards(found: Sequence[Document]) -> list[tuple[str, tuple[Document, ...]]]:
    """Documents, sorted by file, cut into shards, each with its name.

    A shard ends with the document whose file has a smaller digest than those of its neighbours on both sides, and is named
    by it: so a document that comes or goes changes no other shard, as it is with packs.
    """
    digests = [hashlib.sha256(each.file.encode()).hexdigest() for each in found]
    shards: list[tuple[str, tuple[Document, ...]]] = []
    start = 0
    for at, digest in enumerate(digests):
        around = digests[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
        if (len(around) == 2 * NEIGHBOURS + 1 and digest == min(around)) or at - start >= MOST - 1:
            shards.append((digest[:8], tuple(found[start : at + 1])))
            start = at + 1
    return [*shards, ("last", tuple(found[start:]))] if start < len(found) else shards


def _shard(edition: Edition, shard: Sequence[Document], cache: Cache) -> bytes:
    key = key_of("search shard", table_script(), RECIPE, repr((languages_of(edition), shard)))
    data = cache.get(key)
    if data is None:
        data = compact(packed(serialised(shard, languages_of(edition))))
        cache.put(key, data)
    return data


@lru_cache(maxsize=16)
def _normaliser(*languages: str) -> Normaliser:
    """Remembered with the words that it knows, for there are few in all the texts of a language."""
    return Normaliser(tuple(dict.fromkeys(languages)))


def normalisers(document: Document, languages: Sequence[str]) -> tuple[Normaliser, Normaliser]:
    """What makes terms of a document's words, and of those that it has from its source text."""
    return _normaliser(document.language or languages[0], *languages), _normaliser(languages[-1], *languages)


def terms_of(document: Document, languages: Sequence[str]) -> Fields:
    """The terms of a document's fields, in their order. Texts lose their small words."""
    own, source = normalisers(document, languages)
    fields: Fields = []
    for name in FIELDS:
        normaliser = source if name == "source" else own
        terms = normaliser.tokens(document.texts[name], pairs=name != "text", small=name != "text")
        fields.append(counted(terms))
    return fields


class Serialised(TypedDict):
    """An index as MiniSearch writes it (its `toJSON`)."""

    documentCount: int
    nextId: int
    documentIds: dict[str, str]
    fieldIds: dict[str, int]
    fieldLength: dict[str, list[int]]
    averageFieldLength: list[float]
    storedFields: dict[str, dict[str, object]]
    dirtCount: int
    index: list[tuple[str, dict[str, dict[str, int]]]]
    serializationVersion: int


def serialised(shard: Sequence[Document], languages: Sequence[str]) -> Serialised:
    """Documents as MiniSearch would write an index of them."""
    index: dict[str, dict[str, dict[str, int]]] = {}
    lengths: dict[str, list[int]] = {}
    for number, document in enumerate(shard):
        fields = terms_of(document, languages)
        lengths[str(number)] = [len(each) for each in fields]
        for at, terms in enumerate(fields):
            for term, count in terms.items():
                index.setdefault(term, {}).setdefault(str(at), {})[str(number)] = count
    return {
        "documentCount": len(shard),
        "nextId": len(shard),
        "documentIds": {str(number): each.file for number, each in enumerate(shard)},
        "fieldIds": {name: at for at, name in enumerate(FIELDS)},
        "fieldLength": lengths,
        "averageFieldLength": [
            sum(each[at] for each in lengths.values()) / max(1, len(shard)) for at in range(len(FIELDS))
        ],
        "storedFields": {str(number): stored(each) for number, each in enumerate(shard)},
        "dirtCount": 0,
        "index": sorted(index.items()),
        "serializationVersion": SERIALISATION,
    }


def packed(index: Serialised) -> dict[str, object]:
    """A serialised index as it travels, in a third of the bytes, and quicker to read: its terms are one text.

    Each term is followed by the fields that have it, a field by its documents, a document by how often it comes where that is
    more than once: "arzt!A.AC2" is in the title and text of the first, and twice in the text of the third.
    """
    entries = []
    for term, fields in index["index"]:
        entry = term
        for field, documents_ in sorted(fields.items()):
            entry += MARKS[int(field)]
            entry += "".join(
                DOCUMENTS[int(number)] + (str(count) if count > 1 else "") for number, count in documents_.items()
            )
        entries.append(entry)
    return {
        "files": list(index["documentIds"].values()),
        "stored": list(index["storedFields"].values()),
        "lengths": list(index["fieldLength"].values()),
        "terms": " ".join(entries),
    }


def stored(document: Document) -> dict[str, object]:
    """What a result tells besides its file; what is usual is left out."""
    found: dict[str, object] = {"title": document.title}
    if document.kind != "page":
        found["kind"] = document.kind
    if document.language:
        found["lang"] = document.language
    if document.audiences:
        found["for"] = document.audiences
    return found


def compact(value: object) -> bytes:
    """JSON without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
