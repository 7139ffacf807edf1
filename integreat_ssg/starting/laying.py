"""Files into a folder that may hold others: nothing that is there is ever changed."""

import os
from collections.abc import Mapping
from pathlib import Path

from integreat_ssg.errors import WorldError


def lay(folder: Path, files: Mapping[str, bytes], *, replacing: bool = False) -> list[str]:
    """Writes files by their paths in `folder`, and tells which it wrote, sorted. What is there already stays as it is, or is
    replaced where `replacing` says so. Raises WorldError where the disk refuses, or a way leads out through a link."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        root = folder.resolve()
        written = []
        for path in sorted(files):
            target = folder / path
            if os.path.lexists(target) and not replacing:
                continue
            if target.is_symlink() or not target.parent.resolve().is_relative_to(root):
                raise WorldError(f"{target} leads out of {folder} through a link; nothing is written there.")
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.is_file() and target.read_bytes() == files[path]:
                continue
            with target.open("wb" if replacing else "xb") as file:
                file.write(files[path])
            written.append(path)
    except OSError as problem:
        raise WorldError(f"{problem.filename or folder} cannot be written: {problem.strerror}") from problem
    return written


def is_empty(folder: Path) -> bool:
    """Whether nothing is in a folder, or there is none; git's own folder does not count. Raises WorldError where it cannot be
    looked into."""
    try:
        return not folder.exists() or all(each.name == ".git" for each in folder.iterdir())
    except OSError as problem:
        raise WorldError(f"{problem.filename or folder} cannot be read: {problem.strerror}") from problem
