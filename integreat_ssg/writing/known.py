"""What stands in a folder, by digest, without reading again what was read before.

Of each file that was written or read, a list keeps inode, size and time of change. A file that is as it says is not read, as
git does with its index. One that had changed shortly before the list was written may have changed once more within the
same tick of the clock, and is read. A list that is damaged, or tells of other files, is as none.
"""

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system in use (FAT)."""

Row = tuple[int, int, int, str]
"""Inode, size, time of change in nanoseconds, SHA-256. The time at which its status changed, which reading looks at as well, is
no help: a link into the next tree changes it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Path to SHA-256 of every file in a folder; "" stands for what is no file, and for a folder with nothing in it. `rows` are
    the files with their status, and `guessed` says that the list did not tell all of them."""

    digests: Mapping[str, str]
    rows: Mapping[str, Row]
    guessed: bool


def look(root: Path, listing: Path) -> Standing:
    """What stands in `root`; nothing where it is not there. Links are not followed. Raises OSError where it cannot be listed."""
    rows, since = _rows(listing)
    digests: dict[str, str] = {}
    now: dict[str, Row] = {}
    guessed = False
    for path, status in _files(root) if root.is_dir() else ():
        row = rows.get(path)
        if status is None:
            digests[path] = ""
            continue
        if row and row[:3] == seen(status) and row[2] < since - TICK:
            digests[path], now[path] = row[3], row
        else:
            digests[path] = _digest(root / path)
            now[path] = (*seen(status), digests[path])
            guessed = True
    return Standing(digests, now, guessed)


def seen(status: os.stat_result) -> tuple[int, int, int]:
    """Inode, size and time of change: what a row says of a file's status. They are the same for all its links."""
    return status.st_ino, status.st_size, status.st_mtime_ns


def remember(rows: Mapping[str, Row], listing: Path) -> None:
    """Keeps that these files stand in a folder. Raises OSError where it cannot."""
    new = listing.with_name(f"{listing.name}.part")
    new.write_text(json.dumps(rows))
    new.replace(listing)


def tree_digest(digests: Mapping[str, str]) -> str:
    """SHA-256, hexadecimal, of a folder's files: their paths, each with its SHA-256."""
    return hashlib.sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:  # gone this moment, or not for us to read: whatever it is, it is not what is wanted
        return ""


def _files(root: Path) -> Iterator[tuple[str, os.stat_result | None]]:
    """Every regular file with its status, and whatever else lies there with None."""
    folders = [""]
    for folder in folders:  # it grows on the way: thousands of generators inside each other take longer
        with os.scandir(f"{root}/{folder}") as entries:
            found = list(entries)
        if not found and folder:
            yield folder.removesuffix("/"), None
        for entry in found:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{path}/")
            else:
                status = entry.stat(follow_symlinks=False)
                yield path, status if stat.S_ISREG(status.st_mode) else None


def _rows(listing: Path) -> tuple[dict[str, Row], int]:
    """What the list says, and when it was written."""
    try:
        since, written = listing.lstat().st_mtime_ns, json.loads(listing.read_bytes())
        return {str(path): (int(inode), int(size), int(time), str(digest))
                for path, (inode, size, time, digest) in written.items()}, since  # fmt: skip
    except (OSError, ValueError, TypeError, AttributeError):
        return {}, 0
