"""What rendering makes and writing writes: artifacts, sealed into a site under one version."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: its path below the region's folder, with "/" between names, and its bytes."""

    path: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Site:
    """All artifacts of one region, sorted by path; `version` is the digest of them all."""

    slug: str
    version: str
    artifacts: tuple[Artifact, ...]
