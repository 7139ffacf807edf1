"""Builds of several generators by turns, so that whatever else the machine does meets all of them alike."""

import json
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.bench.corpus import Size
from tests.bench.generators import CONTACT, PAGE, THEME, TITLE, Generator
from tests.bench.processes import Cost, FailedError, cost_of

COLD, UNCHANGED = "cold", "unchanged"
CASES = (COLD, UNCHANGED, PAGE, CONTACT, TITLE, THEME)


@dataclass(frozen=True)
class Figure:
    """What one generator took for one case: every build, the stages of the fastest, the files that it wrote anew and the pages
    that the site has."""

    case: str
    generator: str
    pages: int
    costs: Sequence[Cost]
    stages: dict[str, float] = field(default_factory=dict)
    changed: int | None = None

    @property
    def wall(self) -> float:
        """Seconds of the fastest build: what else the machine does only ever adds to it."""
        return min(each.wall for each in self.costs)

    @property
    def median(self) -> float:
        """Seconds of the build in the middle."""
        return statistics.median(each.wall for each in self.costs)

    @property
    def cpu(self) -> float:
        """Seconds of processors, least of all builds."""
        return min(each.cpu for each in self.costs)

    @property
    def memory(self) -> float:
        """Megabytes, most of all builds."""
        return max(each.memory for each in self.costs)

    def plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {**asdict(self), "wall": self.wall, "median": self.median, "cpu": self.cpu, "memory": self.memory}


@dataclass(frozen=True)
class Entrant:
    """A generator with the guide that it gets, which lies in `folder`."""

    generator: Generator
    size: Size
    folder: Path

    def prepare(self, case: str, number: int) -> bool:
        """Makes the guide ready for a case; whether it can be edited so."""
        if case == COLD:
            self.generator.forget(self.folder)
        elif case != UNCHANGED:
            if case not in self.generator.edits:
                return False
            self.generator.edits[case].make(self.folder, number)
        return True

    def build(self) -> tuple[Cost, str]:
        """One build."""
        return cost_of(self.generator.called(self.folder), self.folder)


def compete(
    entrants: Sequence[Entrant], cases: Sequence[str], rounds: int, say: Callable[[str], None] = lambda _: None
) -> Iterator[Figure]:
    """Each case in turn: all entrants build once, then again, as many `rounds` as are wanted. The guides are written first.

    Raises FailedError where a build fails or leaves pages out.
    """
    for each in entrants:
        if not each.folder.exists():
            each.folder.mkdir(parents=True)
            each.generator.write(each.folder, each.size)
        if COLD not in cases:
            each.build()
    number = 100
    for case in cases:
        found: dict[str, list[tuple[Cost, str]]] = {each.generator.name: [] for each in entrants}
        for _ in range(rounds):
            number += 1
            for each in entrants:
                if each.prepare(case, number):
                    say(f"{case}: {each.generator.name}")
                    found[each.generator.name].append(each.build())
        for each in entrants:
            if builds := found[each.generator.name]:
                yield _figure(case, each, builds)


def _figure(case: str, entrant: Entrant, builds: Sequence[tuple[Cost, str]]) -> Figure:
    pages = entrant.generator.pages(entrant.folder)
    if pages < entrant.size.total:
        raise FailedError(f"{entrant.generator.name} made {pages} of {entrant.size.total} pages.")
    _, said = min(builds, key=lambda each: each[0].wall)
    told = _told(said)
    costs = [cost for cost, _ in builds]
    return Figure(case, entrant.generator.name, entrant.size.total, costs, told.get("stages", {}), told.get("changed"))


def _told(said: str) -> dict:  # type: ignore[type-arg]
    """What `staged.py` tells in its last line; other generators tell nothing."""
    last = said.rstrip().rpartition("\n")[2]
    return json.loads(last) if last.startswith("{") else {}
