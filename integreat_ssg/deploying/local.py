"""A folder of this machine, or one that is mounted here, as a host."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from integreat_ssg.deploying.transport import (
    Abilities,
    CutError,
    DeniedError,
    NoRoomError,
    Seen,
    TransportError,
    Uploads,
)

PARTS = ".integreat-parts"
"""Where files are written before they are renamed; removed at the end of a deploy."""


class LocalFolder:
    """A host that is a folder. It is made where it is missing; links in it are never followed out of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def abilities(self) -> Abilities:
        """A disk can do all of it, file by file."""
        return Abilities(renames=True, lists=True, hashes=True, exclusive=True)

    def read(self, path: str) -> bytes | None:
        """The bytes of a regular file, None where there is none."""
        with self._told(path):
            file = self._inside(path)
            return file.read_bytes() if file.is_file() and not file.is_symlink() else None

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        """Copies the files that are there."""
        for path in paths:
            with self._told(path):
                data = self.read(path)
                if data is not None:
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    (folder / path).write_bytes(data)

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """Sizes and digests, as read from the disk."""
        seen = {}
        for path in paths:
            data = self.read(path)
            if data is not None:
                seen[path] = Seen(len(data), hashlib.sha256(data).hexdigest())
        return seen

    def claim(self, path: str, content: bytes) -> bool:
        """Writes the file beside its place and links it there, which only one can do."""
        with self._told(path):
            part = self._part(path)
            part.write_bytes(content)
            try:
                self._target(path).hardlink_to(part)
            except FileExistsError:
                return False
            finally:
                part.unlink()
        return True

    def put(self, uploads: Uploads) -> None:
        """Copies each file to a temporary name and renames it."""
        for upload in uploads.files:
            with self._told(upload.path):
                part, target = self._part(upload.path), self._target(upload.path)
                with (uploads.root / upload.path).open("rb") as source, part.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
                part.replace(target)

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files, and the folders that they leave empty."""
        for path in paths:
            with self._told(path):
                file = self._inside(path)
                with suppress(FileNotFoundError, NotADirectoryError):
                    file.unlink()
                for folder in file.parents:
                    if folder == self.root or not folder.is_relative_to(self.root):
                        break
                    with suppress(OSError):
                        folder.rmdir()

    def commit(self, message: str) -> None:
        """Removes what this deploy, or one that was killed, has left half written."""
        with self._told(PARTS):
            shutil.rmtree(self.root / PARTS, ignore_errors=True)

    def _inside(self, path: str) -> Path:
        """The file at `path`, if its folder really lies in the root."""
        file = self.root / path
        if not file.parent.resolve().is_relative_to(self.root.resolve()):
            raise DeniedError(f"{file.parent} leads out of {self.root}. Nothing is written there.")
        return file

    def _target(self, path: str) -> Path:
        file = self._inside(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir() and not file.is_symlink():
            raise DeniedError(f"{file} is a folder, and has to become a file. Remove it if it is not needed.")
        return file

    def _part(self, path: str) -> Path:
        parts = self.root / PARTS
        parts.mkdir(parents=True, exist_ok=True)
        return parts / hashlib.sha256(f"{os.getpid()} {path}".encode()).hexdigest()[:32]

    @contextmanager
    def _told(self, path: str) -> Iterator[None]:
        """The disk's refusals as those of a host."""
        try:
            yield
        except TransportError:
            raise
        except OSError as problem:
            place, reason = problem.filename or self.root / path, problem.strerror or type(problem).__name__
            kind: type[TransportError] = CutError
            if problem.errno in (
                errno.EACCES,
                errno.EPERM,
                errno.EROFS,
                errno.ENOTDIR,
                errno.EEXIST,
                errno.ENAMETOOLONG,
            ):
                kind = DeniedError
            elif problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                kind = NoRoomError
            raise kind(f"{place}: {reason}.") from problem
