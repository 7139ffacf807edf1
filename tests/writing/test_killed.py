"""kill -9 at any moment leaves the old site or the new one, and the next build finds nothing that it cannot put right."""

import random
import shutil
import time
from pathlib import Path

import pytest

from integreat_ssg.cli import main
from integreat_ssg.model.site import Artifact, Site
from integreat_ssg.sealing import seal_release
from integreat_ssg.writing import recover, write_portal, write_site
from tests.conftest import SMALL_SITE, write_files
from tests.writing.children import die_at, end, kill, refuse_exchange, start
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, left_over, tree

Version = tuple[Site, tuple[Artifact, ...]]


def version(word: str, gone: str, kept: int = 3) -> Version:
    """A region's site and a portal: files that every version has, files that say `word`, files that only this one has."""
    same = [Artifact(f"de/page-{number}/index.html", b"same") for number in range(kept)]
    other = [Artifact(f"de/{number}/index.html", f"{word} {number}".encode()) for number in range(3)]
    only = [Artifact(f"media/{gone}/{gone}.png", gone.encode())]
    portal = (
        Artifact("index.html", word.encode()),
        Artifact(f"assets/{gone}/style.css", gone.encode()),
        Artifact(f"index.{gone}.html", gone.encode()),
    )
    return seal_release("town", [*same, *other, *only]), portal


OLD, NEW = version("old", "ar"), version("new", "uk")


def publish(wanted: Version, output: Path) -> None:
    """What `build` does with a rendered site."""
    recover(output)
    write_site(wanted[0], output)
    write_portal(wanted[1], output)


def clean(wanted: Version, folder: Path) -> dict[str, bytes]:
    """The tree of a version that was written into an empty folder."""
    publish(wanted, folder)
    return tree(folder)


def region(whole: dict[str, bytes]) -> dict[str, bytes]:
    """The part of a tree that is the region's site."""
    return {path: data for path, data in whole.items() if path.startswith("town/")}


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange in one step", "no exchange"])
def test_killed_before_every_step(tmp_path: Path, exchange: bool) -> None:
    """The published site is byte-identical to the old or the new one, and every file of the portal too. Where the system
    cannot exchange folders, the site may be aside for a moment; the next build puts it back before anything else."""
    old, new = clean(OLD, tmp_path / "old"), clean(NEW, tmp_path / "new")
    output = tmp_path / "build"
    seen = set()
    for step in range(1, 10_000):
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(tmp_path / "old", output)

        def work(step: int = step) -> None:
            if not exchange:
                refuse_exchange()
            die_at(step)
            publish(NEW, output)

        code = end(start(work))
        aside = not (output / "town").exists()
        assert not (aside and exchange), f"no site after a kill before step {step}"
        recover(output)
        left = tree(output)
        assert region(left) in (region(old), region(new)), f"a mixed site after a kill before step {step}"
        portal = {
            path: data for path, data in left.items() if path not in region(left) and path != "integreat-portal.json"
        }
        assert all(data in (old.get(path), new.get(path)) for path, data in portal.items()), f"step {step}: {portal}"
        seen.add((region(left) == region(new), aside))

        publish(NEW, output)
        assert not difference(tree(output), new), f"not healed after a kill before step {step}"
        assert left_over(output / ".integreat") == set()
        if code == 0:
            break
    assert step > 40, "too few steps were counted for this test to mean anything"
    assert seen >= {(False, False), (True, False)}
    assert ((False, True) in seen) is not exchange


def test_killed_before_every_step_of_a_first_build(tmp_path: Path) -> None:
    """Where nothing was, there is nothing or the whole site."""
    new = clean(NEW, tmp_path / "new")
    output = tmp_path / "build"
    for step in range(1, 10_000):
        shutil.rmtree(output, ignore_errors=True)
        code = end(start(lambda step=step: (die_at(step), publish(NEW, output))))
        assert region(tree(output)) in ({}, region(new)), f"half a site after a kill before step {step}"
        if code == 0:
            break
        publish(NEW, output)
        assert not difference(tree(output), new), f"not healed after a kill before step {step}"
    assert step > 20


def test_killed_at_fifty_random_moments(tmp_path: Path) -> None:
    """The same for the whole command with its helpers, on a generated site of 40 pages, at any moment of its life."""
    pages = {f"town/de/work/page-{number}.md": f"---\ntitle: Seite {number}\n---\nALT\n" for number in range(40)}
    theme = write_tiny_theme(tmp_path / "theme")
    contents = {
        "A": write_files(tmp_path / "a", {**SMALL_SITE, **pages}),
        "B": write_files(
            tmp_path / "b", {**SMALL_SITE, **{path: text.replace("ALT", "NEU") for path, text in pages.items()}}
        ),
    }

    def build(name: str, output: Path) -> int:
        options = [
            "--theme",
            str(theme),
            "--output",
            str(output),
            "--cache",
            str(tmp_path / "cache"),
            "--processes",
            "2",
        ]
        return start(lambda: main(["build", "--content", str(contents[name]), *options]))

    whole = {}
    for name in contents:
        assert end(build(name, tmp_path / name)) == 0
        whole[name] = tree(tmp_path / name)
    shutil.copytree(tmp_path / "A", tmp_path / "build")
    began = time.monotonic()
    assert end(build("B", tmp_path / "timing")) == 0
    duration = time.monotonic() - began

    moments = random.Random(2026)
    for attempt in range(50):
        if attempt % 10 == 0:
            shutil.rmtree(
                tmp_path / "cache", ignore_errors=True
            )  # now and then the processes that convert Markdown are at work too
        process = build("AB"[attempt % 2 == 0], tmp_path / "build")
        time.sleep(moments.uniform(0, duration * 1.1))
        kill(process)
        left = tree(tmp_path / "build")
        assert left in whole.values(), f"attempt {attempt}: {[difference(left, each) for each in whole.values()]}"
    for name, wanted in whole.items():
        assert end(build(name, tmp_path / "build")) == 0
        assert not difference(tree(tmp_path / "build"), wanted)
        assert left_over(tmp_path / "build/.integreat") == set()
