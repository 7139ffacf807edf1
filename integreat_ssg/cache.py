"""A store of pure results under the digest of everything they were made from. Losing it costs time, never correctness."""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST = 1_000_000_000
"""Bytes that a cache's folder may hold."""
KEPT = 0.75
"""The part of them that is left when it holds more."""
RECENT = 7 * 24 * 60 * 60
"""Seconds for which an entry stays in any case: of 60,000 pages more is in use than `MOST`."""
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError)
"""What comes of reading plain data that is not what it should be."""


@dataclass(frozen=True)
class Cache:
    """Results as files below `folder`; with None nothing is remembered.

    Every entry carries the digest of its name and bytes, so that one that is damaged, or in the place of another, counts as
    missing. Entries appear by renaming and may go at any moment, so that several builds can share a folder. A file's time is
    that of its last use.
    """

    folder: Path | None = None

    def get(self, key: str) -> bytes | None:
        """The result remembered under `key`, or None."""
        if self.folder is None:
            return None
        file = self._file(key)
        try:
            entry = file.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        digest, data = entry[:32], entry[32:]
        return data if _digest(key, data) == digest else None

    def put(self, key: str, data: bytes) -> bool:
        """Remembers `data`, and says whether it could. A disk that is full or read-only is no reason to fail: the next build
        works it out again."""
        if self.folder is None:
            return False
        file = self._file(key)
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(_digest(key, data) + data)
            temporary.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            return False
        return True

    def drop(self, key: str) -> None:
        """Forgets what is remembered under `key`: it is not of use any more."""
        if self.folder is not None:
            with contextlib.suppress(OSError):
                self._file(key).unlink()

    def shrink(self, most: int = MOST) -> None:
        """Where the folder holds more than `most` bytes, removes what was not used for longest, but nothing that was used in the
        last week before its last use.

        What another build needs this moment, it works out again.
        """
        entries = sorted(self._entries())
        surplus = sum(size for _, size, _ in entries) - most
        if surplus <= 0:
            return
        surplus += int(most * (1 - KEPT))
        newest = entries[-1][0]
        for used, size, file in entries:
            if surplus <= 0 or used > newest - RECENT * 10**9:
                break
            with contextlib.suppress(OSError):
                file.unlink()
            surplus -= size

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """Time of the last use, bytes and file of each entry; what half a build has left counts as one."""
        for file in self.folder.glob("??/*") if self.folder else ():
            with contextlib.suppress(OSError):  # gone this moment
                status = file.lstat()
                yield status.st_mtime_ns, status.st_size, file

    def _file(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / key[2:]


def _digest(key: str, data: bytes) -> bytes:
    """What stands in front of an entry; keys all have the same length."""
    digest = hashlib.sha256(key.encode())
    digest.update(data)
    return digest.digest()


def key_of(kind: str, *parts: str | bytes) -> str:
    """The name of a result: a digest of what it is and everything it was made from."""
    digest = hashlib.sha256(kind.encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
