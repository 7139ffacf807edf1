"""Folders as values, so that two of them can be compared byte by byte."""

import os
from pathlib import Path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, without what the writer keeps for itself; a link counts as its target."""
    return {
        path: os.readlink(folder / path).encode() if (folder / path).is_symlink() else (folder / path).read_bytes()
        for path in names(folder)
        if not path.startswith(".integreat/")
    }


def names(folder: Path) -> set[str]:
    """The path of every file and link below `folder`."""
    return {
        os.path.relpath(os.path.join(where, name), folder) for where, _, files in os.walk(folder) for name in files
    }


def difference(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The paths in which two trees differ; for a message a stranger understands."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))
