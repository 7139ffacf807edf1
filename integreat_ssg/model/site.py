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
API_FOLDER = "api/"
"""Where the copy of Integreat's API lies in a site, with the pictures that it shows."""
API = f"{API_FOLDER}v3/"
"""The folder of its answers. These files are JSON, also where their names end with `.html`."""
BY_PATH = "by-path"
"""In the API the folder of what is told about single pages, which hosts find by rewriting."""

HOST_FILES = frozenset({".htaccess", ".nojekyll", "_headers", "_redirects", "staticwebapp.config.json"})
"""Files in a site that its host reads and may not hand out, so that nobody can compare them from outside."""


@dataclass(frozen=True)
class Artifact:
    """A finished file: its path below the region's folder, with "/" between names, and its bytes.

    What is asked of the bytes is worked out once, and travels with them from one process to another. `made_from` is a digest of
    all that the file was made from by this program, where that is known: files of equal ones are equal.
    """

    path: str
    content: bytes = field(repr=False)
    made_from: str = field(default="", repr=False, compare=False)

    @classmethod
    def known(
        cls, path: str, content: bytes, digest: str, made_from: str = "", compressed: int | None = None
    ) -> "Artifact":
        """A file whose digest was worked out before, and perhaps its size on the way."""
        artifact = cls(path, content, made_from)
        artifact.__dict__["digest"] = digest
        if compressed is not None:
            artifact.__dict__["compressed"] = compressed
        return artifact

    @property
    def known_compressed(self) -> int | None:
        """`compressed`, where somebody has asked for it."""
        return self.__dict__.get("compressed")

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
