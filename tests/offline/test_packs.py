"""Packs: the same files give the same bytes, and a change of one page leaves the packs of all others alone."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integreat_ssg.cache import Cache
from integreat_ssg.model.site import Artifact
from integreat_ssg.offline.packs import LARGEST, MOST, Pack, in_packs, packed
from tests.offline.reader import name_of

WORDS = st.text(alphabet="abcdefghij", min_size=1, max_size=6)
PATHS = st.lists(st.tuples(WORDS, WORDS).map("/".join), min_size=1, max_size=400, unique=True)


def guide(paths: list[str], size: int = 20) -> list[Artifact]:
    """A page at each path; each has bytes of its own."""
    return [Artifact(f"de/{path}/index.html", path.encode() * size) for path in paths]


def names(files: list[Artifact]) -> set[str]:
    """The names of all packs of these files."""
    return {pack.name for pack in in_packs(files)}


def test_a_pack_is_named_by_its_contents_and_holds_them(tmp_path: Path) -> None:
    """The name vouches for the list, the list for each file: path, hash, length and type, in the order of the bodies."""
    page, style = Artifact("de/ü/index.html", b"<!doctype html>\n\n"), Artifact("assets/1/style.css", b"a{}")
    [pack] = in_packs([page, style])
    assert pack.name == name_of(pack.contents)
    assert json.loads(pack.contents) == [
        ["assets/1/style.css", name_of(b"a{}"), 3, "text/css; charset=utf-8"],
        ["de/ü/index.html", name_of(page.content), 17, "text/html; charset=utf-8"],
    ]
    assert b" " not in pack.contents.replace(b"; charset", b"")
    assert "ü".encode() in pack.contents
    data = packed(pack, Cache(tmp_path))
    assert gzip.decompress(data) == pack.contents + b"\na{}<!doctype html>\n\n"
    assert data[4:8] == bytes(4), "the time in the gzip header"


@settings(deadline=None)
@given(PATHS, st.randoms(use_true_random=False))
def test_the_order_in_which_files_come_does_not_matter(paths: list[str], random: object) -> None:
    """All that counts is what the files are."""
    files = guide(paths)
    shuffled = sorted(files, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert [pack.contents for pack in in_packs(files)] == [pack.contents for pack in in_packs(shuffled)]


@settings(deadline=None)
@given(PATHS, st.integers(1, 40_000))
def test_every_file_is_in_one_pack_and_no_pack_is_large(paths: list[str], size: int) -> None:
    """One pack is a step of a download: it has to be over before a browser ends the worker."""
    files = guide(paths, size)
    packs = in_packs(files)
    assert [file for pack in packs for file in pack.files] == sorted(files, key=lambda file: file.path)
    largest = max(len(file.content) for file in files)
    assert all(len(pack.files) <= MOST and pack.raw < LARGEST + largest for pack in packs)


@pytest.mark.parametrize("size", [20, 900])
def test_a_page_more_or_less_changes_few_packs(size: int) -> None:
    """Over all pages of a guide: what comes, goes or grows changes one pack, seldom two, of the eight or so."""
    paths = [f"{section}/page-{number}" for section in "abcdefghi" for number in range(40)]
    before = names(guide(paths, size))
    assert len(before) >= 7
    touched = []
    for number, path in enumerate(paths):
        without = names(guide([each for each in paths if each != path], size))
        larger = [Artifact(f.path, f.content * 2) if n == number else f for n, f in enumerate(guide(paths, size))]
        touched += [len(before - without), len(without - before), len(before - names(larger))]
    assert sum(touched) / len(touched) < 1.2
    assert max(touched) <= 3


class Counting(Cache):
    """A cache that counts what it is given."""

    given = 0

    def put(self, key: str, data: bytes) -> None:
        type(self).given += 1
        super().put(key, data)


def test_what_has_been_compressed_once_is_remembered(tmp_path: Path) -> None:
    """A build of an unchanged guide compresses nothing anew; a changed file is never taken for the old one."""
    Counting.given = 0
    one, other = Pack((Artifact("a.html", b"one"),)), Pack((Artifact("a.html", b"two"),))
    first = packed(one, Counting(tmp_path))
    assert packed(one, Counting(tmp_path)) == first == packed(one, Cache())
    assert Counting.given == 1
    assert gzip.decompress(packed(other, Counting(tmp_path))).endswith(b"two")
    assert Counting.given == 2
