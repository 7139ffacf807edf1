"""What deploying asks of a host. A folder, a git branch and everything that rclone reaches are transports.

Paths are those of the host's folder, with "/" between names, never absolute and never with "..". Each call may be repeated:
deploying tries again after `CutError` and `UnreachableError`, and what is there already is put again without harm.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from integreat_ssg.errors import WorldError


class TransportError(WorldError):
    """The host did not do what it was asked. No text of these exceptions holds a secret: see `Credentials.hide`."""


class RefusedError(TransportError):
    """The credentials were refused, or the host's key is not the one that is known. Asking again does not help."""


class DeniedError(TransportError):
    """The host knows us, and forbids this: no permission, a folder that is read only. Asking again does not help."""


class NoRoomError(TransportError):
    """The host's disk or quota is full. Asking again does not help."""


class UnreachableError(TransportError):
    """No connection came about. Worth another try."""


class CutError(TransportError):
    """The connection ended, or the host stumbled, in the middle of something. Worth another try."""


class OvertakenError(TransportError):
    """Another deploy has changed the host meanwhile. A new plan may succeed."""


@dataclass(frozen=True, slots=True)
class Headers:
    """What a file should be served with, for hosts that let us say so."""

    content_type: str
    cache_control: str
    content_encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to put: its path on the host, the local file with its bytes, their SHA-256 (hexadecimal) and their number.

    All files of one call lie in one local folder under the very paths that they get on the host, so that `Uploads.root`
    and the paths are enough for a tool that copies trees.
    """

    path: str
    digest: str
    size: int
    headers: Headers


@dataclass(frozen=True, slots=True)
class Uploads:
    """Files to put in one go, in this order where the transport puts one after the other. `root / path` is the local file."""

    root: Path
    files: tuple[Upload, ...] = field(repr=False)

    @property
    def size(self) -> int:
        """Bytes of all."""
        return sum(each.size for each in self.files)

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of all."""
        return tuple(each.path for each in self.files)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a host tells about a file: bytes, and SHA-256 (hexadecimal) where it can tell."""

    size: int
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a host can do.

    `renames`: a file appears whole or not at all. `lists`: `look` tells which files are there. `hashes`: it also tells their
    digests. `headers`: it takes headers. `exclusive`: `claim` lets only one of several win. `whole`: nothing is seen before
    `commit`, and then all of it; such a host needs no lock.
    """

    renames: bool = False
    lists: bool = False
    hashes: bool = False
    headers: bool = False
    exclusive: bool = False
    whole: bool = False


class Transport(Protocol):
    """A host's folder. Every method raises TransportError, and only that, for what the host or the network does."""

    @property
    def abilities(self) -> Abilities:
        """What it can do."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none."""

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        """Copies files from the host into `folder`, under their paths; those that are not there are left out."""

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """What there is of these files. Empty where the host does not list, which `abilities` tells."""

    def claim(self, path: str, content: bytes) -> bool:
        """Puts a small file where there is none; False where there is one. Best effort without the ability `exclusive`:
        two may then win at a time, so the caller reads it again."""

    def put(self, uploads: Uploads) -> None:
        """Puts files, in parallel if it likes, and replaces those that are there."""

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files, and folders that it leaves empty where that is known to be safe. What is not there is no fault."""

    def commit(self, message: str) -> None:
        """Ends a deploy: tidies up, or shows everything where the ability `whole` says so. OvertakenError where another
        deploy was faster."""
