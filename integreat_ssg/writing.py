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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.errors import WorldError
from integreat_ssg.model.site import Artifact, Site
from integreat_ssg.sealing import MANIFEST

WORKSHOP = ".integreat"
PORTAL_LIST = "integreat-portal.json"

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a site: files that are new or changed, files as they were, bytes in all."""

    changed: int
    unchanged: int
    size: int


def write_site(site: Site, output: Path) -> Written:
    """Puts `site` at `output/<region>`. Waits while another build writes the same region.

    Raises WorldError where the disk refuses, or where something that is not a site of ours is in the way.
    """
    target = output / site.slug
    with _world(target), _locked(output, site.slug):
        _recover(output, site.slug)
        if target.exists() and not (target / MANIFEST).is_file() and any(target.iterdir()):
            raise WorldError(f"{target} is no site that this program has written. Remove it or name another --output.")
        new = output / WORKSHOP / f"{site.slug}.new"
        try:
            written = _write_tree(site, target, new)
            _publish(new, target, output / WORKSHOP / f"{site.slug}.old")
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return written


def write_portal(artifacts: tuple[Artifact, ...], output: Path) -> None:
    """Puts the portal's files beside the regions: what pages refer to first, each file by renaming, old files last."""
    with _world(output), _locked(output, "portal"):
        listing = output / PORTAL_LIST
        before: list[str] = json.loads(listing.read_text()) if listing.is_file() else []
        for artifact in sorted(artifacts, key=lambda each: (each.path.endswith(".html"), each.path)):
            _write_file(output, artifact)
        now = sorted(artifact.path for artifact in artifacts)
        _write_file(output, Artifact(PORTAL_LIST, (json.dumps(now, indent=0) + "\n").encode()))
        for path in set(before) - set(now):
            _remove(output, path)


def site_version(output: Path, slug: str) -> str | None:
    """The version of the region's site that stands in `output`; None where there is none."""
    try:
        version = json.loads((output / slug / MANIFEST).read_bytes())["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(version)


def _write_tree(site: Site, old: Path, new: Path) -> Written:
    changed = unchanged = size = 0
    made: set[Path] = set()
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
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
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
        new.rename(target)
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
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (old, new):
        shutil.rmtree(leftover, ignore_errors=True)


def _write_file(root: Path, artifact: Artifact) -> None:
    file = root / artifact.path
    if _same(file, artifact.content):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = root / WORKSHOP / "portal.file"
    temporary.write_bytes(artifact.content)
    temporary.replace(file)


def _remove(root: Path, path: str) -> None:
    if path.startswith("/") or ".." in path.split("/"):
        return
    file = root / path
    file.unlink(missing_ok=True)
    for folder in file.parents:
        if folder == root or any(folder.iterdir()):
            break
        folder.rmdir()


@contextmanager
def _locked(output: Path, name: str) -> Iterator[None]:
    """Alone with a region's folder. The kernel gives the lock back when its process ends, however it ends."""
    (output / WORKSHOP).mkdir(parents=True, exist_ok=True)
    with (output / WORKSHOP / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _world(target: Path) -> Iterator[None]:
    """The disk's refusals, told with the path."""
    try:
        yield
    except OSError as problem:
        where = problem.filename or target
        raise WorldError(
            f"{where} cannot be written: {problem.strerror or problem}. The former site stands."
        ) from problem
