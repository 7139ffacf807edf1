"""A few files beside others, each by renaming, under a list that names at any moment all that may be there."""

import hashlib
import json
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from integreat_ssg.errors import WorldError
from integreat_ssg.model.site import Artifact
from integreat_ssg.writing.known import tree_digest
from integreat_ssg.writing.places import WORKSHOP, locked, world

PORTAL_LIST = "integreat-portal.json"
REPORT_LIST = "integreat-report.json"


def write_portal(artifacts: tuple[Artifact, ...], output: Path, waiting: Callable[[], None] = lambda: None) -> None:
    """Puts the portal's files beside the regions: what pages refer to first, each file by renaming, old files last.

    The list of its files names at any moment all of them that may be there, so that a killed build leaves nothing that
    the next one would not know. Raises WorldError as `write_site` does; a file that is not on the list is never touched.
    """
    _write_listed(artifacts, output, PORTAL_LIST, waiting)


def portal_tree(output: Path) -> str:
    """The digest of the portal's files that stand in the output folder (`tree_digest`); "" where they are not all there."""
    paths = _listed(output, PORTAL_LIST)
    try:
        if not all(stat.S_ISREG((output / path).lstat().st_mode) for path in paths):
            return ""
        return tree_digest({path: hashlib.sha256((output / path).read_bytes()).hexdigest() for path in paths})
    except OSError:
        return ""


def write_report(artifacts: tuple[Artifact, ...], output: Path) -> None:
    """Puts a report's files into a folder of their own, as `write_portal` does."""
    _write_listed(artifacts, output, REPORT_LIST, lambda: None)


def _write_listed(artifacts: tuple[Artifact, ...], output: Path, listing: str, waiting: Callable[[], None]) -> None:
    size = sum(artifact.size for artifact in artifacts)
    with world(output, size), locked(output, "portal", waiting):
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


def _same(file: Path, content: bytes) -> bool:
    """Whether `file` is a regular file with these bytes; neither a link nor a pipe can stand in for one."""
    try:
        status = file.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size == len(content) and file.read_bytes() == content
    except OSError:
        return False


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
