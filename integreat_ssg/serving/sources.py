"""What the sources look like: every file with what changes when it does, and values that are made anew when it has."""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")


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


def snapshot(folders: list[Path], output: Path | None) -> object:
    """Every file with what changes when it does. There are thousands, and this is asked for every page: no path is split."""
    seen = {}
    ours = os.path.realpath(output) if output else ""
    waiting = [os.path.realpath(folder) for folder in folders]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as listing:
            for entry in listing:
                with contextlib.suppress(OSError):
                    if not entry.is_dir(follow_symlinks=False):
                        status = entry.stat(follow_symlinks=False)
                        seen[entry.path] = (status.st_mtime_ns, status.st_size, status.st_ino)
                    elif not entry.name.startswith(".") and entry.path != ours:
                        waiting.append(entry.path)
    return seen
