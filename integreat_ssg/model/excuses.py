"""Excuses: a finding that somebody has looked at and lets stand, with the reason, beside the text it is about."""

from dataclasses import astuple, dataclass
from typing import Any

from integreat_ssg.model.findings import Finding, Place, finding_of, plain

TO_THE_END = 1_000_000
"""A line that no file reaches: they are 256 kB at most."""


@dataclass(frozen=True, slots=True, order=True)
class Excuse:
    """Lets the findings of one code stand that lie in `file` between two lines, both included. `place` is where it is written;
    `reason` is empty where none is given."""

    place: Place
    code: str
    reason: str
    file: str
    first: int = 0
    last: int = TO_THE_END

    def covers(self, finding: Finding) -> bool:
        """Whether it is about this finding. One about a file as a whole lies in every line of it."""
        here = finding.code == self.code and finding.place.file == self.file
        return here and (self.first <= finding.place.line <= self.last or self.first == 0)


@dataclass(frozen=True, slots=True)
class Excused:
    """A finding that is not told, and what excuses it."""

    finding: Finding
    excuse: Excuse

    @property
    def order(self) -> tuple[object, ...]:
        """Reading order, as of findings."""
        return self.finding.order


def plain_excused(excused: Excused) -> list[object]:
    """An excused finding as lists and texts, which JSON can carry."""
    return [plain(excused.finding), astuple(excused.excuse)]


def excused_of(written: Any) -> Excused:
    """What `plain_excused` has written. Raises ValueError or TypeError for anything else."""
    finding, (place, code, reason, file, first, last) = written
    return Excused(finding_of(finding), Excuse(Place(*place), str(code), str(reason), str(file), int(first), int(last)))
