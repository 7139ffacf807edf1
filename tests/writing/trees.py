"""Folders as values, so that two of them can be compared byte by byte."""

import os
from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, without what the writer keeps for itself; of a link, where it leads."""
    paths = (path for path in names(folder) if not path.startswith(".integreat/"))
    return {path: content(folder / path) for path in paths}


def content(file: Path) -> bytes:
    """The bytes of a file, or where a link leads."""
    return str(file.readlink()).encode() if file.is_symlink() else file.read_bytes()


def names(folder: Path) -> set[str]:
    """The path of every file and link below `folder`."""
    every = folder.rglob("*")
    return {path.relative_to(folder).as_posix() for path in every if path.is_symlink() or not path.is_dir()}


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths in which two trees differ; for a message a stranger understands."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))


def left_over(workshop: Path) -> set[str]:
    """What builds have left in `.integreat/` that takes up room: all but locks, what they know of the files that stand, and
    spare trees as far as their files are those that stand."""
    kept = {each for each in names(workshop) if each.endswith((".lock", ".known")) or _stands_as_well(workshop, each)}
    return names(workshop) - kept


def _stands_as_well(workshop: Path, path: str) -> bool:
    slug, _, name = path.partition(".spare/")
    file, standing = workshop / path, workshop.parent / slug / name
    return bool(name) and standing.exists() and os.path.samestat(file.lstat(), standing.lstat())
