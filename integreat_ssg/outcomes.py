"""What became of a build or a check."""

from dataclasses import dataclass

from integreat_ssg.model.excuses import Excused
from integreat_ssg.model.findings import Finding, in_order
from integreat_ssg.offline.sizes import SetSize
from integreat_ssg.writing import Written


@dataclass(frozen=True)
class RegionResult:
    """What became of a region. `written` is None where errors kept it from being written; `stands` says that a former
    site of it is still there. `sizes` is what a phone has to load for its sets."""

    slug: str
    findings: tuple[Finding, ...]
    version: str | None = None
    written: Written | None = None
    stands: bool = False
    sizes: tuple[SetSize, ...] = ()
    excused: tuple[Excused, ...] = ()


@dataclass(frozen=True)
class BuildResult:
    """All regions of a build, and the findings that belong to no single one."""

    regions: tuple[RegionResult, ...]
    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding once, in reading order; what several regions inherit is told once."""
        return in_order([*self.findings, *(each for region in self.regions for each in region.findings)])

    @property
    def all_excused(self) -> tuple[Excused, ...]:
        """Every finding that somebody has excused, once, in reading order."""
        found = {*self.excused, *(each for region in self.regions for each in region.excused)}
        return tuple(sorted(found, key=lambda each: each.order))
