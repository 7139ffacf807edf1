"""The index that the build writes is the one that MiniSearch would have made, small, and changes where texts change."""

import gzip
import json
import subprocess
from dataclasses import replace
from typing import Any

import pytest
import yaml

from integreat_ssg.offline.patches import patch
from integreat_ssg.rendering.search.documents import FIELDS, Document, documents
from integreat_ssg.rendering.search.index import (
    MARKS,
    MOST,
    compact,
    in_shards,
    languages_of,
    normalisers,
    packed,
    serialised,
    stored,
)
from integreat_ssg.rendering.search.normaliser import Normaliser
from tests.conftest import REPOSITORY
from tests.search.corpus import corpus, index_files
from tests.search.editions import editions
from tests.search.test_golden import SITES

PAGES = 300
LIMIT = 200_000
"""Bytes of an index, compressed."""
GOLDEN = yaml.safe_load((REPOSITORY / "tests" / "search" / "golden.yaml").read_text("utf-8"))


def asked(document: Document, languages: list[str]) -> dict[str, Any]:
    """A document as the twin script takes it."""
    own, source = normalisers(document, languages)
    orders = {name: (source if name == "source" else own).languages for name in FIELDS}
    return {"file": document.file, "texts": document.texts, "orders": orders, "stored": stored(document)}


@pytest.mark.parametrize(("site", "language"), [("sample", "de"), ("sample", "ar"), ("newtown", "zh-Hans")])
def test_it_is_what_minisearch_makes(site: str, language: str) -> None:
    """Each shard equals MiniSearch's own index of the same documents, and all of them joined give the same results and scores
    for the terms of the golden queries: exactly, as beginnings, and with typing mistakes."""
    edition = editions(*SITES[site])[language]
    languages = languages_of(edition)
    shards = [shard for _, shard in in_shards(documents(edition))]
    ours = [serialised(shard, languages) for shard in shards]
    terms = {term for query in GOLDEN[site][language] for term in Normaliser(languages).tokens(query)}
    given = {
        "shards": [[asked(document, languages) for document in shard] for shard in shards],
        "packed": [packed(each) for each in ours],
        "fields": FIELDS,
        "marks": MARKS,
        "terms": sorted(terms),
    }
    command = ["node", str(REPOSITORY / "tests" / "scripts" / "search" / "twin.mjs")]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    theirs = json.loads(done.stdout)
    for mine, other in zip(ours, theirs["shards"], strict=True):
        other["index"].sort()
        assert other.pop("averageFieldLength") == pytest.approx(mine["averageFieldLength"])
        assert other == json.loads(json.dumps({key: each for key, each in mine.items() if key != "averageFieldLength"}))
    for term, own, joined in zip(sorted(terms), theirs["own"], theirs["joined"], strict=True):
        for mine, other in zip(joined, own, strict=True):
            scores = dict(other)
            assert dict(mine) == pytest.approx(scores), term


@pytest.mark.parametrize("language", ["de", "en", "ar", "uk"])
def test_it_is_small(language: str) -> None:
    """Of 300 pages of 2.5 kB, below 200 kB compressed, and each shard within reach of a patch."""
    files = index_files(language, PAGES)
    assert sum(len(gzip.compress(data, 9)) for data in files.values()) <= LIMIT
    assert max(map(len, files.values())) < 65_536


def test_an_edited_page_changes_one_shard() -> None:
    """By a patch of a few hundred bytes; the others are what they were."""
    before = corpus("de", PAGES)
    at = PAGES // 2
    texts = before[at].texts | {
        "text": before[at].texts["text"] + " Bringen Sie bitte einen Übersetzer zum Termin mit."
    }
    after = [*before[:at], replace(before[at], texts=texts), *before[at + 1 :]]
    old, new = (
        {name: compact(packed(serialised(shard, ["de"]))) for name, shard in in_shards(each)}
        for each in (before, after)
    )
    changed = [name for name in old if old[name] != new.get(name)]
    assert len(changed) == 1
    assert old.keys() == new.keys()
    assert len(patch(old[changed[0]], new[changed[0]])) < 700


def test_a_new_page_changes_its_neighbourhood() -> None:
    """A page that comes touches its own shard, and at most splits it."""
    before = corpus("de", PAGES)
    page = replace(before[100], file=before[100].file.replace("/index.html", "-more/index.html"))
    after = sorted([*before, page], key=lambda each: each.file)
    old, new = (dict(in_shards(each)) for each in (before, after))
    assert len([name for name, shard in new.items() if old.get(name) != shard]) <= 2
    assert all(len(shard) <= MOST for shard in new.values())
