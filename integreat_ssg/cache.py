"""A store of pure results under the digest of everything they were made from. Losing it costs time, never correctness."""

import contextlib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cache:
    """Results as files below `folder`; with None nothing is remembered.

    Every entry carries the digest of its bytes, so that a damaged one counts as missing. Entries appear by renaming, so
    that several builds can share a folder.
    """

    folder: Path | None = None

    def get(self, key: str) -> bytes | None:
        """The result remembered under `key`, or None."""
        if self.folder is None:
            return None
        try:
            entry = self._file(key).read_bytes()
        except OSError:
            return None
        digest, data = entry[:32], entry[32:]
        return data if hashlib.sha256(data).digest() == digest else None

    def put(self, key: str, data: bytes) -> None:
        """Remembers `data`. A disk that is full or read-only is no reason to fail: the next build works it out again."""
        if self.folder is None:
            return
        file = self._file(key)
        temporary = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(hashlib.sha256(data).digest() + data)
            temporary.replace(file)
        except OSError:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / key[2:]


def key_of(kind: str, *parts: str | bytes) -> str:
    """The name of a result: a digest of what it is and everything it was made from."""
    digest = hashlib.sha256(kind.encode())
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
