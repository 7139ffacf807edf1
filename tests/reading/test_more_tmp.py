"""The state of translations over long scripted histories, against a second calculation with `git show` alone.

The second calculation knows a page by a word in its front matter, reads every file of every commit, and follows the
definition: a translation was made from the source text beside which its words first stood, or which a stamp named last.
"""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from integreat_ssg.reading.history import read_history
from integreat_ssg.reading.texts import Layout
from tests.reading.edits import SOURCE, write_history

EDITS = 300

Unit = tuple[str, str, str]
"""Name of the page or place, field, language."""


def show(folder: Path, *arguments: str) -> str:
    """What git answers."""
    done = subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=True)
    return done.stdout.decode()


class Seen:
    """Every commit of a repository as `git ls-tree` and `git show` tell it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.text = cache(lambda blob: show(folder, "show", blob))
        self.units = cache(self._units)

    def _units(self, commit: str) -> dict[Unit, tuple[str, str, tuple[str, ...]]]:
        """Each unit's name in the history, its stamp and its words."""
        found = {}
        for entry in show(self.folder, "ls-tree", "-r", "-z", commit).split("\0")[:-1]:
            (_, _, blob), path = entry.partition("\t")[0].split(), entry.partition("\t")[2]
            for unit, (way, stamp, words) in self.read(path, self.text(blob)):
                found[unit] = path + way, stamp, tuple(words)
        return found

    @staticmethod
    def read(path: str, text: str) -> Iterator[tuple[Unit, tuple[str, str, list[str]]]]:
        """The units of one file."""
        if path.endswith(".md"):
            _, head, body = re.split(r"^---\r?\n", text, maxsplit=2, flags=re.MULTILINE)
            page = yaml.safe_load(head)
            words = [*page["title"].split(), *re.sub(r"\(.*?\)", "", body).split()]
            yield (page["keywords"][0], "", path.split("/")[1]), ("", page.get("translation_of", ""), words)
        else:
            spot = yaml.safe_load(text)
            for way, field in (("name", spot["name"]), ("access.note", spot["access"]["note"])):
                for tag, words in field.items():
                    yield (spot["website"], way, tag), (f"#{way}.{tag}", "", words.split())

    def commits(self, tip: str) -> list[list[str]]:
        """Every commit with its parents, parents first."""
        listed = show(self.folder, "rev-list", "--topo-order", "--reverse", "--parents", tip)
        return [line.split() for line in listed.splitlines()]

    def outdated(self, tip: str) -> dict[str, set[str]]:
        """Each outdated text with the commits in which its source text left what it was made from."""
        made: dict[tuple[Unit, tuple[str, ...]], tuple[str, ...]] = {}
        commits = self.commits(tip)
        for commit, *parents in commits:
            units = self.units(commit)
            for unit, (_, stamp, words) in units.items():
                source = units[*unit[:2], SOURCE][2]
                stamped = stamp and all(self.units(parent)[unit][1] != stamp for parent in parents)
                if (unit, words) not in made or stamped:
                    made[unit, words] = source
        found = {}
        units = self.units(tip)
        for unit, (name, _, words) in units.items():
            source_unit = (*unit[:2], SOURCE)
            if unit[2] != SOURCE and units[source_unit][2] != (base := made[unit, words]):
                found[name] = {
                    commit[:10]
                    for commit, *parents in commits
                    if self.units(commit)[source_unit][2] != base
                    and any(self.units(parent)[source_unit][2] == base for parent in parents)
                }
        return found


@pytest.mark.parametrize("seed", range(3, 23))
def test_two_hundred_edits(seed: int, tmp_path: Path) -> None:
    """Edits, translations, formatting, front matter, moves, stamps, reverts and merges: both calculations agree all along."""
    folder = tmp_path / "content"
    line = write_history(folder, seed, EDITS)
    seen = Seen(folder)
    told = 0
    for tip in [*line[6::7], line[-1]]:
        show(folder, "update-ref", "--no-deref", "HEAD", tip)
        history, findings = read_history(folder, Layout({"town": SOURCE}))
        expected = seen.outdated(tip)
        assert not findings
        assert set(history.outdated) == set(expected), tip
        assert all(history.outdated[name].since in expected[name] for name in expected), tip
        told += len(expected)
    assert told > 50, "the histories are interesting"
