"""The empty folders of a tree, kept from one tree to the next: making and removing them is slow where there are thousands."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path


def only_folders(new: Path, spare: Path, paths: Iterable[str]) -> None:
    """Makes `new` a tree of the folders that files of these paths need, and of nothing else; out of `spare` where it is there."""
    wanted = _above(paths)
    if spare.is_dir() and not spare.is_symlink():
        spare.rename(new)
        there = set(_cleared(new, "", wanted))
    else:
        new.mkdir()
        there = set()
    for folder in sorted(wanted - there):
        (new / folder).mkdir()


def _above(paths: Iterable[str]) -> set[str]:
    """Every folder that one of these paths leads through."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def emptied(tree: Path, spare: Path) -> None:
    """Takes the files out of a tree that is no longer needed, and keeps its folders at `spare`."""
    if not tree.exists():
        return
    try:
        for _ in _cleared(tree, "", None):
            pass
        tree.rename(spare)
    except OSError:  # it is of no use any more, and is not worth a failure
        shutil.rmtree(tree, ignore_errors=True)


def _cleared(root: Path, folder: str, wanted: Iterable[str] | None) -> Iterator[str]:
    """The folders below one, after all else is removed from them; with `wanted` also every folder that is not among these."""
    with os.scandir(f"{root}/{folder}") as entries:
        found = list(entries)
    for entry in found:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if not entry.is_dir(follow_symlinks=False):
            Path(entry).unlink()
        elif wanted is not None and path not in wanted:
            shutil.rmtree(entry.path)
        else:
            yield path
            yield from _cleared(root, path, wanted)
