"""What a rule says about content, as a value: a code, a severity, a place and details.

The sentences live in `reporting/findings.yaml`, in German and English; a finding carries only what they need.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much a finding weighs. Only errors keep a region from being written."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the worst, so that sorting puts errors first."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: path relative to the content folder, line and column counted from 1, 0 where unknown."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `details` fill the gaps of the sentence that `code` stands for."""

    code: str
    severity: Severity
    place: Place
    details: tuple[tuple[str, str], ...] = ()

    @property
    def order(self) -> tuple[object, ...]:
        """Reading order: file by file, top to bottom."""
        return (self.place, self.severity.rank, self.code, self.details)


def line_of(lines: Mapping[str, int], *keys: object) -> int:
    """The line of a key, named by its way from the top ("phones", 1, "number"), or of the nearest one above it; 0 where there
    is none. `lines` is what a YAML file tells: its keys with their way in front ("phones.1.number") to their lines."""
    ways = (".".join(map(str, keys[:length])) for length in range(len(keys), 0, -1))
    return next((lines[way] for way in ways if way in lines), 0)


def error(code: str, place: Place, **details: object) -> Finding:
    """A finding that keeps its region from being written."""
    return _finding(code, Severity.ERROR, place, details)


def warning(code: str, place: Place, **details: object) -> Finding:
    """A finding that should be mended, while the site is written all the same."""
    return _finding(code, Severity.WARNING, place, details)


def note(code: str, place: Place, **details: object) -> Finding:
    """A finding for information."""
    return _finding(code, Severity.NOTE, place, details)


def plain(finding: Finding) -> list[object]:
    """A finding as lists and texts, which JSON can carry."""
    place = finding.place
    return [
        finding.code,
        finding.severity.value,
        [place.file, place.line, place.column],
        [list(each) for each in finding.details],
    ]


def finding_of(written: Any) -> Finding:
    """The finding that `plain` has written. Raises ValueError or TypeError for anything else."""
    code, severity, (file, line, column), details = written
    return Finding(str(code), Severity(severity), Place(str(file), int(line), int(column)),
                   tuple((str(key), str(value)) for key, value in details))  # fmt: skip


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings without doubles, sorted by file and line."""
    return tuple(sorted(set(findings), key=lambda finding: finding.order))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding forbids writing."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _finding(code: str, severity: Severity, place: Place, details: dict[str, object]) -> Finding:
    return Finding(code, severity, place, tuple(sorted((key, str(value)) for key, value in details.items())))
