"""What rendering makes and writing writes: artifacts, sealed into a site under one version."""

from dataclasses import dataclass, field
from functools import cached_property
from gzip import compress
from hashlib import sha256

MANIFEST = "integreat-manifest.json"
"""Lists every file of a site with its digest."""
WORKER = "sw.js"
"""The service worker. Its name is for ever: phones ask for it by the name under which they first met it."""
NOT_FOUND = "404.html"
"""The page that hosts show for an address at which there is nothing."""

HOST_FILES = frozenset({".htaccess", ".nojekyll", "_headers", "_redirects", "staticwebapp.config.json"})
"""Files in a site that its host reads and may not hand out, so that nobody can compare them from outside."""


@dataclass(frozen=True)
class Artifact:
    """A finished file: its path below the region's folder, with "/" between names, and its bytes.

    What is asked of the bytes is worked out once, and travels with them from one process to another.
    """

    path: str
    content: bytes = field(repr=False)

    @classmethod
    def known(cls, path: str, content: bytes, digest: str) -> "Artifact":
        """A file whose digest was worked out before."""
        artifact = cls(path, content)
        artifact.__dict__["digest"] = digest
        return artifact

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, hexadecimal."""
        return sha256(self.content).hexdigest()

    @cached_property
    def compressed(self) -> int:
        """Bytes that a server sends of it, compressed as servers do (gzip, level 6)."""
        return len(compress(self.content, 6, mtime=0))


@dataclass(frozen=True, slots=True)
class Site:
    """All artifacts of one region, sorted by path; `version` is the digest of them all."""

    slug: str
    version: str
    artifacts: tuple[Artifact, ...]
