"""Of a language that has changed, what is made from the same as in the build before is taken from there; older states go."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.rendering.language import render_language
from tests.conftest import Files
from tests.line.test_remembering import WORLD, parts
from tests.planting import plant
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, tree

MakeJob = Callable[..., Job]
JOBS = "town/en/work/jobs.md"


@pytest.fixture
def tiny(tmp_path: Path) -> Theme:
    """A theme that takes no time."""
    return read_theme(write_tiny_theme(tmp_path / "theme"))


def edited(number: int) -> Files:
    """The same region with another text of one English page."""
    return {**WORLD, JOBS: f"---\ntitle: Jobs\n---\nText {number}.\n\n[[contact: office]]\n"}


def entries(cache: Path) -> dict[Path, bytes]:
    """What a cache holds, without the digests in front."""
    return {each: each.read_bytes()[32:] for each in cache.glob("??/*")}


def test_what_shows_the_same_is_not_filled_again(tmp_path: Path, converter: Converter, tiny: Theme) -> None:
    """Pages that an edit does not reach are the files of the build before; the edited one is not, nor is any in another voice."""
    one, other = (
        {each.language: each for each in parts(files, tmp_path / name, converter, tiny, "town")}
        for name, files in (("one", WORLD), ("other", edited(1)))
    )
    first = render_language(one["en"], Cache())
    former = {each.made_from: each for each in first if each.made_from}
    second = render_language(other["en"], Cache(), former)
    taken = {each.path for each in second if any(each is known for known in first)}
    assert second == render_language(other["en"], Cache())
    assert {"en/index.html", "en/imprint/index.html"} <= taken
    assert "en/work/jobs/index.html" not in taken
    assert not any(each is known for each in render_language(other["ar"], Cache(), former) for known in first)


def test_another_theme_takes_nothing(tmp_path: Path, converter: Converter, tiny: Theme) -> None:
    """A template that says something else is seen on every page."""
    [first] = [each for each in parts(WORLD, tmp_path / "one", converter, tiny, "town") if each.language == "en"]
    former = {each.made_from: each for each in render_language(first, Cache()) if each.made_from}
    template = tmp_path / "theme/templates/page.html"
    template.write_text(template.read_text().replace("<body", "<body data-new", 1))
    theme = read_theme(tmp_path / "theme")
    [second] = [each for each in parts(WORLD, tmp_path / "one", converter, theme, "town") if each.language == "en"]
    pages = {each.path: each.content for each in render_language(second, Cache(), former)}
    assert b"<body data-new" in pages["en/work/jobs/index.html"]


def test_a_cache_holds_one_state_of_each_language(make_job: MakeJob, tmp_path: Path, tiny: Theme) -> None:
    """However often a page is edited; and each state is that of a clean build."""
    for number in range(4):
        build(make_job(edited(number), theme=tiny, cache=Cache(tmp_path / "cache")))
    heads = [json.loads(data) for data in entries(tmp_path / "cache").values() if data.startswith(b'{"program"')]
    packs = [(digest, files[0][0].partition("/")[0]) for head in heads for _, digest, _, _, files in head["packs"]]
    assert sorted({language for _, language in packs}) == ["ar", "de", "en"]
    assert len(heads) == 3
    held = [
        hashlib.sha256(data).hexdigest()
        for data in entries(tmp_path / "cache").values()
        if data.startswith(b"\x1f\x8b")
    ]
    of_languages = [each for each in held if each in dict(packs)]
    assert sorted(of_languages) == sorted(dict(packs))
    assert len(held) - len(of_languages) <= 1, "packs of former states are left; one is that of the base"
    build(make_job(edited(3), theme=tiny, output=tmp_path / "clean"))
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "clean"))


def test_a_name_in_a_cache_leads_nobody_out_of_it(make_job: MakeJob, tmp_path: Path, tiny: Theme) -> None:
    """Whoever has filled a cache cannot have another file read, or removed, in place of the state before."""
    build(make_job(edited(0), theme=tiny, cache=Cache(tmp_path / "cache")))
    other = tmp_path / "precious"
    other.write_text("not yours")
    names = [each for each, data in entries(tmp_path / "cache").items() if re.fullmatch(rb"[0-9a-f]{64}", data)]
    assert len(names) == 3
    for name in names:
        plant(name, b"ab" + str(other).encode())
    build(make_job(edited(1), theme=tiny, cache=Cache(tmp_path / "cache")))
    assert other.read_text() == "not yours"
    build(make_job(edited(1), theme=tiny, output=tmp_path / "clean"))
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "clean"))
