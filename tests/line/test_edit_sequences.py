"""Whatever editors do, one after the other: what a build makes over what earlier builds have left, the output, the cache and
all that they remember, is what a build makes that knows nothing.

`make build-matrix` runs 500 sequences, `make test` the first of them. A sequence that fails names its seed and its edits.
"""

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.findings import has_errors
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.unchanged import Asked, remembered_build
from tests.conftest import write_files
from tests.line.edits import EDITS, Guide, start
from tests.writing.trees import difference, tree

WHOLE = os.environ.get("MATRIX") == "all"
SEEDS = range(20 if WHOLE else 2)
SEQUENCES = 25 if WHOLE else 13
"""For each seed; they go on from each other, so that many states lie behind the last."""
MOST = 4
"""Edits in a sequence."""


@dataclass
class Desk:
    """A folder with content that is edited and built again and again, and what is known of its last builds."""

    folder: Path
    guide: Guide = field(default_factory=start)
    theme: Theme | None = None
    good: dict[str, dict[str, bytes]] = field(default_factory=dict)
    laid: Guide = field(default_factory=lambda: Guide({}))

    def save(self) -> None:
        """Brings the folders to what the guide is: only files that are other are written, as editors do."""
        content, theme = self.folder / "content", self.folder / "theme"
        if self.theme is None:
            shutil.copytree(default_theme(), theme)
        for path in self.laid.files.keys() - self.guide.files.keys():
            (content / path).unlink()
            for above in (content / path).parents:
                if above == content or any(above.iterdir()):
                    break
                above.rmdir()
        write_files(
            content, {path: text for path, text in self.guide.files.items() if self.laid.files.get(path) != text}
        )
        if self.theme is None or self.laid.theme != self.guide.theme:
            write_files(theme, self.guide.theme)
            self.theme = read_theme(theme)
        self.laid = self.guide

    def known(self, output: Path, cache: Cache) -> BuildResult | None:
        """What is known without a build."""
        assert self.theme
        asked = Asked(self.folder / "content", output, self.theme.digest, today=self.guide.today)
        return remembered_build(asked, cache)

    def build(self, output: Path, cache: Cache) -> BuildResult:
        """Builds all regions, as the command does: if it must."""
        assert self.theme
        if known := self.known(output, cache):
            return known
        with _converter(cache) as converter:
            return build(Job(self.folder / "content", output, self.theme, cache, converter, today=self.guide.today))


@contextmanager
def _converter(cache: Cache) -> Iterator[Converter]:
    with Converter(cache, Budget(processes=1)) as converter:
        yield converter


def sequence(guide: Guide, source: random.Random, former: list[Guide]) -> tuple[Guide, list[str]]:
    """The guide after one to four edits, and their names. Now and then everything is as it was some time ago."""
    names = []
    for _ in range(source.randint(1, MOST)):
        if len(former) > 2 and source.random() < 0.06:
            guide = source.choice(former)
            names.append("back to a former state")
            continue
        name = source.choice(list(EDITS))
        edited = EDITS[name](guide, source)
        if edited:
            guide = edited
            names.append(name)
    return guide, names


@pytest.mark.parametrize("seed", SEEDS)
def test_a_build_over_others_is_a_clean_build(seed: int, tmp_path: Path) -> None:
    """After each sequence of edits: the same bytes, the same files, the same findings. A region with errors stands as it did
    when it had none; then its guide goes back to what it was."""
    source, desk, cache, output = random.Random(seed), Desk(tmp_path), Cache(tmp_path / "cache"), tmp_path / "build"
    former, written = [desk.guide], 0
    desk.save()
    desk.build(output, cache)
    for number in range(SEQUENCES):
        desk.guide, names = sequence(former[-1], source, former)
        desk.save()
        found, clean = desk.build(output, cache), tmp_path / "clean"
        known = desk.known(output, cache)
        fresh = desk.build(clean, Cache())
        story = f"seed {seed}, sequence {number}: {', '.join(names)}"
        slugs = [each.slug for each in fresh.regions]
        for slug in {"town", "city"} - set(slugs):  # a region that is gone stays until somebody removes it, as is told
            shutil.rmtree(output / slug, ignore_errors=True)
            desk.good.pop(slug, None)
        faulty = [each.slug for each in fresh.regions if each.written is None]
        assert [each.slug for each in found.regions if each.written is None] == faulty, story
        assert [each.findings for each in found.regions] == [each.findings for each in fresh.regions], story
        if faulty:
            for slug in faulty:
                assert not desk.good.get(slug) or not difference(tree(output / slug), desk.good[slug]), story
        elif "region" not in names:  # the portal shows what stands
            assert not difference(tree(output), tree(clean)), story
            former.append(desk.guide)
            written += 1
        assert bool(known) is not has_errors(fresh.all_findings), story
        assert known is None or known.all_findings == found.all_findings, story
        for slug in set(slugs) - set(faulty):
            assert not difference(tree(output / slug), tree(clean / slug)), f"{story}: {slug}"
            desk.good[slug] = tree(output / slug)
        shutil.rmtree(clean)
    assert written > SEQUENCES / 3, "hardly any of these sequences can be built: they prove little"
