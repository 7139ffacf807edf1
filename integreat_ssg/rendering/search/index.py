"""The search index of one language as files: shards in MiniSearch's own form, and `index.json`, which leads to them.

A shard holds about fourteen documents and depends on nothing but them, so that a changed page changes one shard, and phones
load a few hundred bytes of patch. The engine joins the shards (`scripts/search-engine.js`).
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.model.site import Artifact
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
MOST = 40
"""Documents at which a shard ends in any case."""

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
    index = {
        "format": FORMAT,
        "languages": languages_of(edition),
        "fields": FIELDS,
        "shards": names,
        "synonyms": synonyms_of(edition),
    }
    yield Artifact(f"{folder}/index.json", _json(index))


def languages_of(edition: Edition) -> list[str]:
    """The languages of the words in an index: the reader's and the source language."""
    return list(dict.fromkeys((edition.language.tag, edition.plan.content.settings.source_language)))


def synonyms_of(edition: Edition) -> list[list[str]]:
    """Groups of words that mean the same, as terms: those of the reader's language and of the source language."""
    groups = []
    for language in languages_of(edition):
        normaliser = Normaliser(list(dict.fromkeys((language, *languages_of(edition)))))
        for group in edition.plan.content.synonyms.get(language, ()):
            terms = dict.fromkeys(" ".join(normaliser.tokens(each)) for each in group)
            if len(terms) > 1:
                groups.append([each for each in terms if each])
    return groups


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
    key = key_of("search shard", table_script(), repr((languages_of(edition), shard)))
    data = cache.get(key)
    if data is None:
        data = _json(serialised(shard, languages_of(edition)))
        cache.put(key, data)
    return data


def terms_of(document: Document, languages: Sequence[str]) -> Fields:
    """The terms of a document's fields, in their order. Text does not repeat what title, keywords and headings have said."""
    own = Normaliser(list(dict.fromkeys((document.language or languages[0], *languages))))
    source = Normaliser(list(dict.fromkeys((languages[-1], *languages))))
    fields: Fields = []
    for name in FIELDS:
        normaliser = source if name == "source" else own
        terms = normaliser.tokens(document.texts[name], pairs=name != "text", small=name != "text")
        fields.append(counted(terms))
    return fields


def serialised(shard: Sequence[Document], languages: Sequence[str]) -> dict[str, object]:
    """Documents as MiniSearch writes an index of them (its `toJSON`)."""
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
            round(sum(each[at] for each in lengths.values()) / len(shard), 3) for at in range(len(FIELDS))
        ],
        "storedFields": {str(number): _stored(each) for number, each in enumerate(shard)},
        "dirtCount": 0,
        "index": sorted(index.items()),
        "serializationVersion": SERIALISATION,
    }


def _stored(document: Document) -> dict[str, object]:
    """What a result tells besides its file; what is usual is left out."""
    stored: dict[str, object] = {"title": document.title}
    if document.kind != "page":
        stored["kind"] = document.kind
    if document.language:
        stored["lang"] = document.language
    if document.audiences:
        stored["for"] = document.audiences
    return stored


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
