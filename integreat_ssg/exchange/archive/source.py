"""An archive from disk: a folder, its file of lines, or a zip file. Nobody says that it is ours: everything has a limit.

Of a zip file only those entries are read that a line names, by that name, and no longer than the line says: nothing is unpacked.
They are stored or deflated: Python's zipfile unpacks no other method in steps, so that a few bytes could fill the memory.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.archive.packing import ZIP
from integreat_ssg.model.archive import LINES

MAX_LINE_BYTES = 4 * 1024 * 1024
MAX_LINE_VALUES = 30_000
"""Texts, numbers, lists and objects in a line; what says of each that it is wrong takes longer than what reads it."""
MAX_LINES = 200_000
MAX_LINES_BYTES = 512 * 1024 * 1024
MAX_FINDINGS = 10_000
"""Behind the line that has the last of them nothing more is read."""
MAX_MEDIA_BYTES = 2 * 1024 * 1024 * 1024
"""Of all media of an archive together."""


class DamagedError(Exception):
    """A file of the archive is not there or cannot be read."""


class TooLargeError(Exception):
    """There is more than an archive may hold."""


@dataclass(frozen=True)
class Source:
    """An archive that is open; `packed` is its zip file, None where it is a folder."""

    folder: Path
    packed: zipfile.ZipFile | None = None

    def lines(self) -> Iterator[bytes]:
        """The lines with their ends; one that is too long is cut off, and the rest of it no line. Raises DamagedError,
        TooLargeError."""
        total = count = 0
        with self._file(LINES) as file:
            while line := _read(file, MAX_LINE_BYTES + 1, to_line_end=True):
                yield line
                while len(line) > MAX_LINE_BYTES and not line.endswith(b"\n"):
                    line = _read(file, MAX_LINE_BYTES + 1, to_line_end=True)
                    total += len(line)
                total, count = total + len(line), count + 1
                if total > MAX_LINES_BYTES or count > MAX_LINES:
                    raise TooLargeError

    def medium(self, path: str, limit: int) -> bytes:
        """A file beside the lines, of at most `limit` bytes and one more. Raises DamagedError."""
        with self._file(path) as file:
            return _read(file, limit + 1)

    @contextmanager
    def _file(self, path: str) -> Iterator[IO[bytes]]:
        try:
            with self._packed_file(path) if self.packed else _regular(self.folder, path) as file:
                yield file
        except (OSError, KeyError, RuntimeError, ValueError, zipfile.BadZipFile) as problem:
            # RuntimeError: the entry is encrypted, or a patch of another; ValueError: its name is no UTF-8, its place no number.
            raise DamagedError from problem

    def _packed_file(self, path: str) -> IO[bytes]:
        assert self.packed
        if path == LINES and self.packed.namelist().count(path) > 1:
            raise KeyError(path)
        entry = self.packed.getinfo(path)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(f"compression method {entry.compress_type}")
        return self.packed.open(entry)


@contextmanager
def open_archive(path: Path) -> Iterator[Source]:
    """The archive at `path`. Raises UsageError where there is none."""
    if path.is_dir() and (path / LINES).is_file():
        yield Source(path)
    elif path.is_file() and path.name == LINES:
        yield Source(path.parent)
    elif path.is_file() and path.suffix.lower() == ZIP:
        try:
            packed = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, RuntimeError, ValueError) as problem:
            # RuntimeError: it is for a later version of unpackers; ValueError: names are no UTF-8.
            raise UsageError(f"{path} is no zip file, or a damaged one.") from problem
        except OSError as problem:
            raise WorldError(f"{path} cannot be read: {problem.strerror}") from problem
        with packed:
            if LINES not in packed.namelist():
                raise UsageError(f"{path} is no archive: it has no file {LINES} at its top.")
            yield Source(path.parent, packed)
    else:
        raise UsageError(f"{path} is no archive: a folder with a file {LINES}, or a zip file of one.")


def _read(file: IO[bytes], limit: int, *, to_line_end: bool = False) -> bytes:
    try:
        return file.readline(limit) if to_line_end else file.read(limit)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as problem:
        raise DamagedError from problem


@contextmanager
def _regular(folder: Path, path: str) -> Iterator[IO[bytes]]:
    """A regular file inside of `folder`; no link leads out of it, no pipe makes this wait."""
    target = folder / path
    if not target.parent.resolve().is_relative_to(folder.resolve()):
        raise FileNotFoundError(path)
    descriptor = os.open(target, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        with suppress(OSError):
            os.close(descriptor)
        raise FileNotFoundError(path)
    with os.fdopen(descriptor, "rb") as file:
        yield file
