"""An archive to disk: a folder, or a zip file of the same files. The same archive gives the same bytes.

A folder is made beside its place and put there in one step; what stood there stays until then.
"""

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.archive.plain import plain
from integreat_ssg.model.archive import LINES, Archive, ArchiveHead, ArchiveLine

ZIP = ".zip"
_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that zip files know; every file in them has it."""


def archive_files(archive: Archive) -> dict[str, bytes]:
    """Every file of an archive by its path in it."""
    lines = [archive.head, *archive.lines]
    text = "".join(json.dumps(_line(each), ensure_ascii=False, separators=(",", ":")) + "\n" for each in lines)
    return {LINES: text.encode(), **{file: archive.files[file] for file in sorted(archive.files)}}


def write_archive(archive: Archive, target: Path) -> int:
    """Writes a folder, or a zip file where `target` ends in ".zip"; returns the bytes of all files. A former archive is replaced.

    Raises UsageError where something else is in the way, WorldError where the disk refuses.
    """
    files = archive_files(archive)
    with _told(target):
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ZIP:
            _write_zip(files, target)
        else:
            _write_folder(files, target)
    return sum(map(len, files.values()))


def _line(line: ArchiveHead | ArchiveLine) -> dict[str, Any]:
    """A line with all that can be said of it; only what its file leaves out is left out of `data`."""
    told = {each.name: plain(getattr(line, each.name)) for each in fields(line)}
    return {key: value for key, value in told.items() if key == "data" or value not in (None, "", {})}


def _write_zip(files: dict[str, bytes], target: Path) -> None:
    if target.is_symlink() or (target.exists() and not zipfile.is_zipfile(target)):
        raise UsageError(f"{target} is there already, and no archive; it stays as it is.")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _DAY)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if path == LINES else zipfile.ZIP_STORED
            packed.writestr(entry, data)
    new = target.with_name(f".{target.name}.new")
    try:
        new.write_bytes(held.getvalue())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _write_folder(files: dict[str, bytes], target: Path) -> None:
    there = os.path.lexists(target)
    if there and not (target.is_dir() and not target.is_symlink() and _is_archive(target)):
        raise UsageError(f"{target} is there already, and no archive; it stays as it is.")
    workshop = Path(mkdtemp(prefix=f".{target.name}.", dir=target.absolute().parent))
    try:
        new, old = workshop / "new", workshop / "old"
        for path, data in files.items():
            file = new / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        if there:
            target.rename(old)
        try:
            new.rename(target)
        except OSError:
            if there:
                old.rename(target)
            raise
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _is_archive(folder: Path) -> bool:
    return (folder / LINES).is_file() or not any(folder.iterdir())


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise WorldError(f"{problem.filename or target} cannot be written: {problem.strerror or problem}.") from problem
