"""What the sources look like: every file with what changes when it does, and values that are made anew when it has."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from integreat_ssg.reading.folder import is_left_behind

T = TypeVar("T")

Look = tuple[int, int, int]
"""What of a file changes when it does: the time of its last change, its size, its number on the disk."""
Snapshot = Mapping[str, Look]
"""Every file to what it looks like."""


@dataclass
class Fresh(Generic[T]):
    """A value that is made from the files of a folder, and made again only when one of them has changed."""

    folder: Path
    make: Callable[[], T]
    _made: tuple[object, T] | None = None

    def __call__(self) -> T:
        """The value of the folder as it is now. Raises what `make` raises."""
        seen = snapshot([self.folder], None)
        if self._made is None or self._made[0] != seen:
            self._made = (seen, self.make())
        return self._made[1]


def below(folders: list[Path], output: Path) -> Iterator[Path]:
    """All folders that are looked at: not the hidden ones, nor the output where it lies inside of the content."""
    ours = os.path.realpath(output)
    for folder in folders:
        for where, inner, _ in os.walk(os.path.realpath(folder)):
            inner[:] = [name for name in inner if not name.startswith(".") and os.path.join(where, name) != ours]  # noqa: PTH118
            yield Path(where)


def changes(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """The files that are there in one of two snapshots alone or look different, without those that nobody reads."""
    changed = {path for path, look in after.items() if before.get(path) != look}
    return frozenset(
        path for path in changed | (before.keys() - after.keys()) if not is_left_behind(path.rpartition("/")[2])
    )


def is_quiet(files: Iterable[str], seen: Snapshot) -> bool:
    """Whether some files still look as they did in a snapshot."""
    for path in files:
        try:
            now: Look | None = _look(os.lstat(path))
        except OSError:
            now = None
        if now != seen.get(path):
            return False
    return True


def snapshot(folders: list[Path], output: Path | None) -> Snapshot:
    """Every file with what changes when it does. There are thousands, and this is asked for every page: no path is split."""
    seen = {}
    ours = os.path.realpath(output) if output else ""
    waiting = [os.path.realpath(folder) for folder in folders]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as listing:
            for entry in listing:
                try:
                    if not entry.is_dir(follow_symlinks=False):
                        seen[entry.path] = _look(entry.stat(follow_symlinks=False))
                    elif not entry.name.startswith(".") and entry.path != ours:
                        waiting.append(entry.path)
                except OSError:  # it is gone by now
                    continue
    return seen


def _look(status: os.stat_result) -> Look:
    return status.st_mtime_ns, status.st_size, status.st_ino
