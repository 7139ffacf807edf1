"""The tree that stood before, kept as a spare: the next one is made of it by what differs.

A spare has no bytes of its own. Each of its files is a hard link of one that stands, so it costs folders and names. A file of it
is taken only where the site that stands has that very file, read or known from the list, so no list tells of the spare itself.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from integreat_ssg.writing.known import Row, seen


def reused(spare: Path, new: Path, paths: Iterable[str], standing: Mapping[str, Row]) -> set[str]:
    """Makes `new` a tree of the folders that files of these paths need, out of `spare` where it is there, and tells which files
    it has: of those in `standing`, paths with their rows, the ones that are the same file in the spare. Nothing else is left in
    it. Raises OSError where the disk refuses."""
    wanted = _above(paths)
    files, folders = set[str](), set[str]()
    if spare.is_dir() and not spare.is_symlink():
        spare.rename(new)
        files, folders = _cleared(new, wanted, standing)
    else:
        new.mkdir()
    for folder in sorted(wanted - folders):
        (new / folder).mkdir()
    return files


def keep(former: Path, spare: Path, files: Iterable[str], shared: Collection[str]) -> None:
    """Makes a tree that is no longer needed the spare. Of its files those that are not `shared` with the next tree are removed;
    where there are no hard links, this is all of them, and folders remain."""
    if not former.exists():
        return
    try:
        for path in files:
            if path not in shared:
                (former / path).unlink()
        former.rename(spare)
    except OSError:  # it is of no use any more, and is not worth a failure
        shutil.rmtree(former, ignore_errors=True)


def _above(paths: Iterable[str]) -> set[str]:
    """Every folder that one of these paths leads through."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _cleared(root: Path, wanted: Collection[str], standing: Mapping[str, Row]) -> tuple[set[str], set[str]]:
    """Removes all from a tree but what may stay: its files and its folders."""
    files: set[str] = set()
    folders = [""]
    for folder in folders:  # it grows on the way
        with os.scandir(f"{root}/{folder}") as entries:
            found = list(entries)
        for entry in found:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                if path in wanted:
                    folders.append(f"{path}/")
                else:
                    shutil.rmtree(entry.path)
            elif path in standing and seen(entry.stat(follow_symlinks=False)) == standing[path][:3]:
                files.add(path)
            else:
                # Removed, not overwritten: its bytes may be those of a file that stands.
                Path(entry).unlink()
    return files, {folder.removesuffix("/") for folder in folders}
