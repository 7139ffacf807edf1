"""A plan onto the disk: everything is prepared beside what stands, then exchanged; what goes wrong on the way is undone."""

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from integreat_ssg.errors import WorldError
from integreat_ssg.starting.moving.plan import MovePlan


def carry_out(root: Path, plan: MovePlan) -> None:
    """Moves and writes files below the content folder `root`. Raises WorldError where the disk refuses; all is then as it was."""
    undo: list[Callable[[], object]] = []
    try:
        prepared = {file: _prepare(root, plan, file, undo) for file in plan.texts}
        for file in sorted({*plan.moves, *plan.texts}):
            target = root / plan.moves.get(file, file)
            _make_folder(target.parent, root, undo)
            _exchange(root / file, target, prepared.get(file), undo)
    except OSError as problem:
        for step in reversed(undo):
            with contextlib.suppress(OSError):
                step()
        raise WorldError(f"{problem.filename} cannot be written: {problem.strerror}. Nothing was moved.") from problem
    for folder in {(root / file).parent for file in plan.moves}:
        _remove_empty(folder, root)


def _prepare(root: Path, plan: MovePlan, file: str, undo: list[Callable[[], object]]) -> Path:
    """The new text of a file, beside where it will stand, under a name that no reader takes for content."""
    target = root / plan.moves.get(file, file)
    _make_folder(target.parent, root, undo)
    beside = target.with_name(f".{target.name}.moving")
    undo.append(lambda: beside.unlink(missing_ok=True))
    beside.write_bytes(plan.texts[file])
    shutil.copymode(root / file, beside)
    return beside


def _exchange(old: Path, new: Path, prepared: Path | None, undo: list[Callable[[], object]]) -> None:
    if old != new and os.path.lexists(new):
        raise FileExistsError(17, "there is one already", str(new))
    if prepared is None:
        old.rename(new)
        undo.append(lambda: new.rename(old))
        return
    before = old.read_bytes()
    prepared.replace(new)
    undo.append(lambda: new.unlink() if old != new else old.write_bytes(before))
    if old != new:
        old.unlink()
        undo.append(lambda: old.write_bytes(before))


def _make_folder(folder: Path, root: Path, undo: list[Callable[[], object]]) -> None:
    """Makes a folder and those above it; none of them is a link that leads elsewhere."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        undo.append(each.rmdir)
    if not folder.resolve().is_relative_to(root.resolve()):
        raise OSError(40, "a link leads out of the content folder", str(folder))


def _remove_empty(folder: Path, root: Path) -> None:
    """Removes a folder without files, and those above it that it leaves without."""
    with contextlib.suppress(OSError):  # gone already, not empty, or not ours to remove
        while folder != root:
            folder.rmdir()
            folder = folder.parent
