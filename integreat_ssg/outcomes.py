"""What became of a build or a check, and how the next build knows it."""

import json
from dataclasses import astuple, dataclass
from typing import Any

from integreat_ssg.cache import UNREADABLE, Cache
from integreat_ssg.model.excuses import Excused, excused_of, plain_excused
from integreat_ssg.model.findings import Finding, finding_of, in_order, plain
from integreat_ssg.model.sizes import SetSize
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
    tree: str = ""
    """The digest of the files that were written; "" where nothing was."""


@dataclass(frozen=True)
class BuildResult:
    """All regions of a build, and the findings that belong to no single one. `portal` is the digest of the portal's files; ""
    where it was not written."""

    regions: tuple[RegionResult, ...]
    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...] = ()
    portal: str = ""

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding once, in reading order; what several regions inherit is told once."""
        return in_order([*self.findings, *(each for region in self.regions for each in region.findings)])

    @property
    def all_excused(self) -> tuple[Excused, ...]:
        """Every finding that somebody has excused, once, in reading order."""
        found = {*self.excused, *(each for region in self.regions for each in region.excused)}
        return tuple(sorted(found, key=lambda each: each.order))


def remember_region(key: str, result: RegionResult, cache: Cache) -> None:
    """Keeps what became of a region that was written, under the digest of everything it was made from."""
    if cache.folder is not None and result.written:
        cache.put(key, json.dumps(plain_region(result)).encode())


def remembered_region(key: str, cache: Cache) -> RegionResult | None:
    """What became of a region when it was built from the same; None where that is not known, or not what it should be."""
    try:
        return region_of(json.loads(cache.get(key) or b""))
    except UNREADABLE:
        return None


def plain_region(result: RegionResult) -> dict[str, Any]:
    """The result of a region that was written, as JSON has it, for `region_of`."""
    assert result.written
    return {
        "slug": result.slug,
        "version": result.version,
        "tree": result.tree,
        "count": result.written.changed + result.written.unchanged,
        "size": result.written.size,
        "findings": [plain(each) for each in result.findings],
        "excused": [plain_excused(each) for each in result.excused],
        "sizes": [astuple(each)[:3] for each in result.sizes],
    }


def region_of(written: Any) -> RegionResult:
    """A region of which nothing is written, since it is as it was. Raises one of `UNREADABLE` for anything that `plain_region`
    has not made."""
    return RegionResult(
        str(written["slug"]),
        tuple(finding_of(each) for each in written["findings"]),
        str(written["version"]),
        Written(0, int(written["count"]), int(written["size"])),
        sizes=tuple(SetSize(str(name), int(size), int(budget)) for name, size, budget in written["sizes"]),
        excused=tuple(excused_of(each) for each in written["excused"]),
        tree=str(written["tree"]),
    )
