"""A site to a folder, all or nothing. The new tree is made beside the old one and the two are exchanged in one step.

A kill or a full disk at any moment leaves the old site or the new one. Everything that is not yet or no longer a site
lies in `.integreat/` inside the output folder; what a killed build left there, the next one removes.
"""

import ctypes
import errno
import fcntl
import json
import os
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from integreat_ssg.errors import WorldError
from integreat_ssg.model.site import MANIFEST, Artifact, Site

WORKSHOP = ".integreat"
PORTAL_LIST = "integreat-portal.json"
REPORT_LIST = "integreat-report.json"
PATIENCE = 1.0
"""Seconds to wait for another build in silence."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a site: files that are new or changed, files as they were, bytes in all."""

    changed: int
    unchanged: int
    size: int


def write_site(site: Site, output: Path, waiting: Callable[[], None] = lambda: None) -> Written:
    """Puts `site` at `output/<region>`. While another build writes the same region it waits, and after a second says so
    by calling `waiting`.

    Raises WorldError where the disk refuses, or where something that is not a site of ours is in the way.
    """
    target = output / site.slug
    size = sum(len(artifact.content) for artifact in site.artifacts)
    with _world(target, size), _locked(output, site.slug, waiting):
        _recover(output, site.slug)
        if not _is_ours(target):
            raise WorldError(f"{target} is no site that this program has written. Remove it or name another --output.")
        new = output / WORKSHOP / f"{site.slug}.new"
        try:
            written = _write_tree(site, target, new)
            _publish(new, target, output / WORKSHOP / f"{site.slug}.old")
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return written


def write_portal(artifacts: tuple[Artifact, ...], output: Path, waiting: Callable[[], None] = lambda: None) -> None:
    """Puts the portal's files beside the regions: what pages refer to first, each file by renaming, old files last.

    The list of its files names at any moment all of them that may be there, so that a killed build leaves nothing that
    the next one would not know. Raises WorldError as `write_site` does; a file that is not on the list is never touched.
    """
    _write_listed(artifacts, output, PORTAL_LIST, waiting)


def write_report(artifacts: tuple[Artifact, ...], output: Path) -> None:
    """Puts a report's files into a folder of their own, as `write_portal` does."""
    _write_listed(artifacts, output, REPORT_LIST, lambda: None)


def _write_listed(artifacts: tuple[Artifact, ...], output: Path, listing: str, waiting: Callable[[], None]) -> None:
    size = sum(len(artifact.content) for artifact in artifacts)
    with _world(output, size), _locked(output, "portal", waiting):
        before, now = _listed(output, listing), {artifact.path for artifact in artifacts}
        foreign = [
            artifact.path
            for artifact in artifacts
            if artifact.path not in before
            and os.path.lexists(output / artifact.path)
            and not _same(output / artifact.path, artifact.content)
        ]
        if foreign:
            raise WorldError(
                f"{output} holds files that this program has not written, in the place of its own: {', '.join(foreign)}. "
                "Remove them or name another --output."
            )
        try:
            _write_list(output, listing, before | now)
            for artifact in sorted(artifacts, key=lambda each: (each.path.endswith(".html"), each.path)):
                _write_file(output, artifact)
            for path in sorted(before - now):
                _remove(output, path)
            _write_list(output, listing, now)
        finally:
            (output / WORKSHOP / "portal.file").unlink(missing_ok=True)


def recover(output: Path) -> None:
    """Puts right what killed builds left of any region, except where another build is at work on it this moment."""
    leftovers = {each.stem for ending in ("old", "new") for each in (output / WORKSHOP).glob(f"*.{ending}")}
    for slug in sorted(leftovers):
        with _world(output / slug), _lock_file(output, slug) as lock:
            if _alone(lock):
                _recover(output, slug)


def site_version(output: Path, slug: str) -> str | None:
    """The version of the region's site that stands in `output`; None where there is none."""
    try:
        version = json.loads((output / slug / MANIFEST).read_bytes())["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(version)


def standing_sites(output: Path) -> list[str]:
    """The regions whose sites stand in `output`, whoever asked for them."""
    return sorted(file.parent.name for file in output.glob(f"*/{MANIFEST}") if site_version(output, file.parent.name))


def _is_ours(target: Path) -> bool:
    """Whether the place is free, or holds a site of this program. A link is never followed: it may lead anywhere."""
    if target.is_symlink() or not target.is_dir():
        return not os.path.lexists(target)
    return (target / MANIFEST).is_file() or not any(target.iterdir())


def _write_tree(site: Site, old: Path, new: Path) -> Written:
    changed = unchanged = size = 0
    new.mkdir()
    made = {new}
    for artifact in site.artifacts:
        file, former = new / artifact.path, old / artifact.path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        size += len(artifact.content)
        if _same(former, artifact.content) and _linked(former, file):
            unchanged += 1
        else:
            file.write_bytes(artifact.content)
            changed += 1
    return Written(changed, unchanged, size)


def _same(file: Path, content: bytes) -> bool:
    """Whether `file` is a regular file with these bytes; neither a link nor a pipe can stand in for one."""
    try:
        status = file.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


def _linked(former: Path, file: Path) -> bool:
    """Whether the unchanged file could be linked instead of written; some file systems know no hard links."""
    try:
        os.link(former, file, follow_symlinks=False)
    except OSError:
        return False
    return True


def _publish(new: Path, target: Path, old: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    if not _exchanged(new, target):
        # Two steps where the file system knows no exchange: between them only `_recover` knows where the site is.
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Swaps two folders in one step by Linux's renameat2(2); False where the system or the file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))


def _recover(output: Path, slug: str) -> None:
    """Puts right what a killed build left: the site moved aside, half a tree."""
    old, new, target = (output / WORKSHOP / f"{slug}.old", output / WORKSHOP / f"{slug}.new", output / slug)
    if old.exists() and not os.path.lexists(target):
        old.rename(target)
    for leftover in (old, new):
        if leftover.is_symlink() or leftover.is_file():
            leftover.unlink()
        elif leftover.exists():
            shutil.rmtree(leftover)


def _listed(output: Path, listing: str) -> set[str]:
    """The files that an earlier run has written; none where their list is missing or damaged."""
    try:
        listed = json.loads((output / listing).read_text())
    except (FileNotFoundError, ValueError):
        return set()
    paths = {path for path in listed if isinstance(path, str)} if isinstance(listed, list) else set()
    return {path for path in paths if not path.startswith("/") and ".." not in path.split("/")}


def _write_list(output: Path, listing: str, paths: set[str]) -> None:
    _write_file(output, Artifact(listing, (json.dumps(sorted(paths), indent=0) + "\n").encode()))


def _write_file(root: Path, artifact: Artifact) -> None:
    file = root / artifact.path
    if _same(file, artifact.content):
        return
    if not _is_inside(root, file):
        raise WorldError(f"{file.parent} leads out of {root}. Remove it or name another --output.")
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = root / WORKSHOP / "portal.file"
    temporary.write_bytes(artifact.content)
    temporary.replace(file)


def _remove(root: Path, path: str) -> None:
    """Removes a file of the portal, and the folders that it leaves empty."""
    file = root / path
    if not _is_inside(root, file):
        return
    with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
        file.unlink()
    for folder in file.parents:
        if folder == root:
            break
        with suppress(OSError):
            folder.rmdir()


def _is_inside(root: Path, file: Path) -> bool:
    """Whether the file's folder really lies in `root`, whatever links there are on the way."""
    return file.parent.resolve().is_relative_to(root.resolve())


@contextmanager
def _locked(output: Path, name: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Alone with a region's folder. The kernel gives the lock back when its process ends, however it ends."""
    (output / WORKSHOP).mkdir(parents=True, exist_ok=True)
    with _lock_file(output, name) as lock:
        patient_until = time.monotonic() + PATIENCE
        while not _alone(lock):
            if time.monotonic() > patient_until:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
                break
            time.sleep(0.02)
        yield


def _lock_file(output: Path, name: str) -> TextIO:
    return (output / WORKSHOP / f"{name}.lock").open("w")


def _alone(lock: TextIO) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _world(target: Path, size: int = 0) -> Iterator[None]:
    """The disk's refusals, told with the path, and with the bytes needed where there is no room."""
    try:
        yield
    except OSError as problem:
        room = f" It needs up to {size / 1e6:.1f} MB." if problem.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        raise WorldError(
            f"{problem.filename or target} cannot be written: {problem.strerror or problem}.{room}"
            " What was published before stands."
        ) from problem
