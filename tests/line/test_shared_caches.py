"""A cache that others have filled, damaged, moved or are writing this moment: it may cost time, and never changes the output."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from integreat_ssg import chunks
from integreat_ssg.cache import Cache
from tests.conftest import REPOSITORY
from tests.line.edits import Guide
from tests.line.test_edit_sequences import Desk, sequence
from tests.writing.trees import difference, tree

ANOTHER_VERSION = """

_fill = Templates.fill
Templates.fill = lambda self, name, view: _fill(self, name, view).replace("<main", "<main data-foreign", 1)
"""
"""At the end of a module of a copy of the program, which then renders all pages otherwise."""
MARK = b"data-foreign"


def command(desk: Desk, output: Path, cache: Path) -> list[str]:
    """A build of this guide in a process of its own."""
    folders = {"content": desk.folder / "content", "theme": desk.folder / "theme", "output": output, "cache": cache}
    options = [part for name, folder in folders.items() for part in (f"--{name}", str(folder))]
    build = [sys.executable, "-m", "integreat_ssg", "build", *options, "--date", str(desk.guide.today)]
    return [*build, "--processes", "2", "--language", "en"]


def started(desk: Desk, output: Path, cache: Path, program: Path = REPOSITORY) -> subprocess.Popen[bytes]:
    """The build, begun, with the program that lies in this folder."""
    environment = {**os.environ, "PYTHONPATH": str(program)}
    return subprocess.Popen(
        command(desk, output, cache), cwd=program, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def ended(process: subprocess.Popen[bytes]) -> None:
    """Waits for a build, which must be a good one."""
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The guide that is edited, saved."""
    desk = Desk(tmp_path)
    desk.save()
    return desk


@pytest.fixture
def clean(desk: Desk, tmp_path: Path) -> dict[str, bytes]:
    """What a build makes that knows nothing."""
    desk.build(tmp_path / "clean", Cache())
    return tree(tmp_path / "clean")


def test_what_another_version_remembers_is_no_answer(desk: Desk, clean: dict[str, bytes], tmp_path: Path) -> None:
    """Another version of the program, one that makes other pages, has built the same content before, with the same cache and
    into the same folder."""
    other, output, cache = tmp_path / "other version", tmp_path / "build", tmp_path / "cache"
    shutil.copytree(REPOSITORY / "integreat_ssg", other / "integreat_ssg", ignore=shutil.ignore_patterns("__pycache__"))
    with (other / "integreat_ssg/rendering/templates.py").open("a") as module:
        module.write(ANOTHER_VERSION)
    ended(started(desk, output, cache, other))
    assert MARK in tree(output)["town/de/work/jobs/index.html"], "the other version is none"
    ended(started(desk, output, cache))
    assert not difference(tree(output), clean)


def test_builds_at_once_share_a_cache_and_an_output(desk: Desk, clean: dict[str, bytes], tmp_path: Path) -> None:
    """Three builds of the same begin together with an empty cache, two of them into one folder; so does the build of another
    guide. Each folder holds what its guide makes, and what they remember is right."""
    one, two, cache = tmp_path / "one", tmp_path / "two", tmp_path / "cache"
    other = Desk(tmp_path / "other", desk.guide.put("town/de/work/jobs.md", "---\ntitle: Anderes\n---\nAnders.\n"))
    other.folder.mkdir()
    other.save()
    builds = [started(desk, one, cache), started(desk, one, cache), started(desk, two, cache)]
    builds.append(started(other, tmp_path / "three", cache))
    for each in builds:
        ended(each)
    other.build(tmp_path / "clean other", Cache())
    assert not difference(tree(one), clean)
    assert not difference(tree(two), clean)
    assert not difference(tree(tmp_path / "three"), tree(tmp_path / "clean other"))
    desk.build(tmp_path / "four", Cache(cache))
    assert not difference(tree(tmp_path / "four"), clean)


def test_a_cache_can_be_carried_elsewhere(
    desk: Desk, clean: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Content and cache, copied to folders of other names on another machine: nothing is rendered there, and the site is the
    same. The copy is as git and CI make it: all files are new."""
    desk.build(tmp_path / "build", Cache(tmp_path / "cache"))
    there = Desk(tmp_path / "far/away", desk.guide)
    there.folder.mkdir(parents=True)
    there.save()
    shutil.copytree(tmp_path / "cache", there.folder / "remembered", copy_function=shutil.copyfile)

    def refuse(*_: object) -> None:
        raise AssertionError("a language is rendered again")

    monkeypatch.setattr(chunks, "render_language", refuse)
    there.build(there.folder / "build", Cache(there.folder / "remembered"))
    assert not difference(tree(there.folder / "build"), clean)


def _damage(folder: Path, source: random.Random) -> None:
    """A fifth of all entries is cut, changed, emptied, replaced by another one or by a folder, or is a stranger's."""
    entries = sorted(each for each in folder.rglob("*") if each.is_file())
    for entry in source.sample(entries, len(entries) // 5):
        data, way = bytearray(entry.read_bytes()), source.randrange(6)
        if way == 0:
            entry.write_bytes(data[: source.randrange(len(data) + 1)])
        elif way == 1 and data:
            data[source.randrange(len(data))] ^= 1 << source.randrange(8)
            entry.write_bytes(data)
        elif way == 2:
            entry.write_bytes(b"")
        elif way == 3:
            other = source.choice(entries)
            entry.write_bytes(other.read_bytes() if other.is_file() else b"")
        elif way == 4:
            entry.unlink()
            entry.mkdir()
        else:
            entry.write_bytes(source.randbytes(200))


def test_damage_between_builds_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    """Again and again the guide is edited, a part of all that is remembered is damaged, and the build is as a clean one."""
    source, cache, output = random.Random(5), Cache(tmp_path / "cache"), tmp_path / "build"
    desk.build(output, cache)
    good: list[Guide] = [desk.guide]
    for number in range(6):
        desk.guide, names = sequence(good[-1], source, good)
        desk.save()
        _damage(tmp_path / "cache", source)
        found = desk.build(output, cache)
        fresh = desk.build(tmp_path / f"clean/{number}", Cache())
        assert [each.findings for each in found.regions] == [each.findings for each in fresh.regions], names
        for each in fresh.regions:
            if each.written:
                assert not difference(tree(output / each.slug), tree(tmp_path / f"clean/{number}/{each.slug}")), names
        if all(each.written for each in fresh.regions):
            good.append(desk.guide)
    assert len(good) > 2
