"""What rendering makes and writing writes: artifacts, sealed into a site under one version."""

from collections.abc import Callable
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


@dataclass(frozen=True, eq=False)
class Artifact:
    """A finished file: its path below the region's folder, with "/" between names, and its bytes, or what brings them from where
    they are kept.

    What is asked of the bytes is worked out once. `made_from` is a digest of all that the file was made from by this program,
    where that is known: files of equal ones are equal. Two artifacts are equal where path and digest are.
    """

    path: str
    source: bytes | Callable[[], bytes] = field(repr=False)
    made_from: str = field(default="", repr=False)

    @classmethod
    def known(
        cls,
        path: str,
        source: bytes | Callable[[], bytes],
        size: int,
        digest: str,
        made_from: str = "",
        compressed: int | None = None,
    ) -> "Artifact":
        """A file whose size in bytes and digest were worked out before, and perhaps its size on the way."""
        artifact = cls(path, source, made_from)
        artifact.__dict__.update(size=size, digest=digest)
        if compressed is not None:
            artifact.__dict__["compressed"] = compressed
        return artifact

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Artifact) and (self.path, self.digest) == (other.path, other.digest)

    def __hash__(self) -> int:
        return hash((self.path, self.digest))

    @property
    def content(self) -> bytes:
        """The bytes. Where they are kept elsewhere they are brought each time, and not held."""
        return self.source if isinstance(self.source, bytes) else self.source()

    @cached_property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.content)

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
