"""What became of a build or a check, and how the next build knows it."""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass

from integreat_ssg.cache import Cache
from integreat_ssg.model.excuses import Excused, excused_of, plain_excused
from integreat_ssg.model.findings import Finding, finding_of, in_order, plain
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


@dataclass(frozen=True)
class Remembered:
    """A region that was built from the same before: what became of it, and the SHA-256 of each file of its site."""

    result: RegionResult
    digests: Mapping[str, str]


def remember_region(key: str, result: RegionResult, digests: Mapping[str, str], cache: Cache) -> None:
    """Keeps what became of a region that was written, under the digest of everything it was made from."""
    if cache.folder is not None and result.written:
        written = {
            "version": result.version,
            "size": result.written.size,
            "findings": [plain(each) for each in result.findings],
            "excused": [plain_excused(each) for each in result.excused],
            "sizes": [astuple(each)[:3] for each in result.sizes],
            "files": dict(digests),
        }
        cache.put(key, json.dumps(written).encode())


def remembered_region(key: str, slug: str, cache: Cache) -> Remembered | None:
    """What became of a region when it was built from the same; None where that is not known, or not what it should be."""
    data = cache.get(key)
    try:
        written = json.loads(data) if data is not None else None
        if written is None:
            return None
        digests = {str(path): str(digest) for path, digest in written["files"].items()}
        result = RegionResult(
            slug,
            tuple(finding_of(each) for each in written["findings"]),
            str(written["version"]),
            Written(0, len(digests), int(written["size"])),
            sizes=tuple(SetSize(str(name), int(size), int(budget)) for name, size, budget in written["sizes"]),
            excused=tuple(excused_of(each) for each in written["excused"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return Remembered(result, digests)
