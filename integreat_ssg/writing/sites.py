"""A site to a folder, all or nothing. The new tree is made beside the old one and the two are exchanged in one step.

A kill or a full disk at any moment leaves the old site or the new one. Everything that is not yet or no longer a site
lies in `.integreat/` inside the output folder; what a killed build left there, the next one removes. Where nothing has changed,
nothing is written; the empty folders of the old tree are kept for the next new one, since making thousands of them takes
longer than all else.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.errors import WorldError
from integreat_ssg.model.site import MANIFEST, Site
from integreat_ssg.writing.exchange import publish
from integreat_ssg.writing.folders import emptied, only_folders
from integreat_ssg.writing.known import Row, Standing, look, remember, row_of
from integreat_ssg.writing.places import WORKSHOP, alone, lock_file, locked, world


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
    target, workshop = output / site.slug, output / WORKSHOP
    size = sum(artifact.size for artifact in site.artifacts)
    with world(target, size), locked(output, site.slug, waiting):
        _recover(output, site.slug)
        if not _is_ours(target):
            raise WorldError(f"{target} is no site that this program has written. Remove it or name another --output.")
        standing = look(target, workshop / f"{site.slug}.known")
        if standing.digests == {artifact.path: artifact.digest for artifact in site.artifacts}:
            written = Written(0, len(site.artifacts), size)
            rows = standing.rows
            if not standing.guessed:
                return written
        else:
            written, rows = _replaced(site, target, workshop, standing)
        with suppress(OSError):  # the next build will look closer
            remember(rows, workshop / f"{site.slug}.known")
    return written


def _replaced(site: Site, target: Path, workshop: Path, standing: Standing) -> tuple[Written, Mapping[str, Row]]:
    """What became of the site, and the rows of its files for the list of those that stand."""
    new, spare, old = (workshop / f"{site.slug}.{kind}" for kind in ("new", "spare", "old"))
    try:
        only_folders(new, spare, {artifact.path for artifact in site.artifacts})
        rows: dict[str, Row] = {}
        unchanged = size = 0
        for artifact in site.artifacts:
            path, digest = artifact.path, artifact.digest
            size += artifact.size
            if standing.digests.get(path) == digest and _linked(f"{target}/{path}", f"{new}/{path}"):
                rows[path] = standing.rows[path]
                unchanged += 1
            else:
                file = new / path
                file.write_bytes(artifact.content)
                rows[path] = row_of(file, digest)
        publish(new, target, old)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for former in (new, old):
        emptied(former, spare)
    return Written(len(rows) - unchanged, unchanged, size), rows


def stands(output: Path, slug: str, digests: Mapping[str, str]) -> bool:
    """Whether exactly these files, paths to their SHA-256, stand in the output folder as the site of a region."""
    target = output / slug
    with world(target):
        return not target.is_symlink() and look(target, output / WORKSHOP / f"{slug}.known").digests == digests


def recover(output: Path) -> None:
    """Puts right what killed builds left of any region, except where another build is at work on it this moment."""
    leftovers = {each.stem for ending in ("old", "new") for each in (output / WORKSHOP).glob(f"*.{ending}")}
    for slug in sorted(leftovers):
        with world(output / slug), lock_file(output, slug) as lock:
            if alone(lock):
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


def _linked(former: str, file: str) -> bool:
    """Whether the unchanged file could be linked instead of written; some file systems know no hard links."""
    try:
        os.link(former, file, follow_symlinks=False)
    except OSError:
        return False
    return True


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
