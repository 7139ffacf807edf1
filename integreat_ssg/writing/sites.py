"""A site to a folder, all or nothing. The new tree is made beside the old one and the two are exchanged in one step.

A kill or a full disk at any moment leaves the old site or the new one. Everything that is not yet or no longer a site
lies in `.integreat/` inside the output folder; what a killed build left there, the next one removes. Where nothing has changed,
nothing is written; where little has, the next tree is made of the old one before it, which is kept (see `spares`).

Files of different trees are hard links of each other, so no file is ever opened for writing but in the moment it is made.
"""

import json
import os
import shutil
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.errors import WorldError
from integreat_ssg.model.site import MANIFEST, Artifact, Site
from integreat_ssg.writing.exchange import publish
from integreat_ssg.writing.known import Row, Standing, look, remember, seen, tree_digest
from integreat_ssg.writing.places import WORKSHOP, locked, locked_at_once, world
from integreat_ssg.writing.spares import keep, reused


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
    target, listing = output / site.slug, _listing(output, site.slug)
    size = sum(artifact.size for artifact in site.artifacts)
    with world(target, size), locked(output, site.slug, waiting):
        _recover(output, site.slug)
        if not _is_ours(target):
            raise WorldError(f"{target} is no site that this program has written. Remove it or name another --output.")
        standing = look(target, listing)
        if standing.digests == {artifact.path: artifact.digest for artifact in site.artifacts}:
            _keep_list(standing, listing)
            return Written(0, len(site.artifacts), size)
        rows, unchanged = _replaced(site, target, output / WORKSHOP, standing)
        with suppress(OSError):  # the next build will look closer
            remember(rows, listing)
    return Written(len(rows) - unchanged, unchanged, size)


def _replaced(site: Site, target: Path, workshop: Path, standing: Standing) -> tuple[Mapping[str, Row], int]:
    """Exchanges the tree that stands; the rows of the new one's files for the list, and how many are those that stood."""
    new, spare, old = (workshop / f"{site.slug}.{kind}" for kind in ("new", "spare", "old"))
    same = {
        artifact.path: standing.rows[artifact.path]
        for artifact in site.artifacts
        if standing.digests.get(artifact.path) == artifact.digest
    }
    rows: dict[str, Row] = {}
    try:
        there = reused(spare, new, (artifact.path for artifact in site.artifacts), same)
        for artifact in site.artifacts:
            path = artifact.path
            if path in there or (path in same and _linked(f"{target}/{path}", f"{new}/{path}")):
                rows[path] = same[path]
            else:
                same.pop(path, None)
                rows[path] = _write(f"{new}/{path}", artifact)
        publish(new, target, old)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    for former in (new, old):
        keep(former, spare, standing.rows, same)
    return rows, len(same)


def standing_tree(output: Path, slug: str) -> str:
    """The digest of the files that stand in the output folder as the site of a region (`tree_digest`); "" where none do.

    Raises WorldError where the disk refuses.
    """
    target, listing = output / slug, _listing(output, slug)
    if target.is_symlink() or not target.is_dir():
        return ""
    with world(target), locked_at_once(output, slug) as alone:
        standing = look(target, listing)
        if alone:  # else the list is about to be written by somebody who knows better
            _keep_list(standing, listing)
    return tree_digest(standing.digests)


def recover(output: Path) -> None:
    """Puts right what killed builds left of any region, except where another build is at work on it this moment."""
    for slug in sorted(_half_done(output)):
        with world(output / slug), locked_at_once(output, slug) as alone:
            if alone:
                _recover(output, slug)


def is_at_rest(output: Path) -> bool:
    """Whether no build is at work on a site, or was killed at it."""
    return not _half_done(output)


def _half_done(output: Path) -> set[str]:
    """The regions of which killed builds have left something, or of which only the spare tree is left."""
    workshop = output / WORKSHOP
    left = {each.stem for ending in ("old", "new") for each in workshop.glob(f"*.{ending}")}
    return left | {each.stem for each in workshop.glob("*.spare") if not os.path.lexists(output / each.stem)}


def site_version(output: Path, slug: str) -> str | None:
    """The version of the region's site that stands in `output`; None where there is none."""
    try:
        version = json.loads((output / slug / MANIFEST).read_bytes())["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(version)


def standing_sites(output: Path, besides: Collection[str] = ()) -> list[str]:
    """The regions whose sites stand in `output`, whoever asked for them, without those that are known to the caller."""
    slugs = sorted(file.parent.name for file in output.glob(f"*/{MANIFEST}"))
    return [slug for slug in slugs if slug not in besides and site_version(output, slug)]


def _is_ours(target: Path) -> bool:
    """Whether the place is free, or holds a site of this program. A link is never followed: it may lead anywhere."""
    if target.is_symlink() or not target.is_dir():
        return not os.path.lexists(target)
    return (target / MANIFEST).is_file() or not any(target.iterdir())


def _listing(output: Path, slug: str) -> Path:
    return output / WORKSHOP / f"{slug}.known"


def _keep_list(standing: Standing, listing: Path) -> None:
    """Spares the next build the files that were read because the list did not tell enough of them."""
    if standing.guessed:
        with suppress(OSError):  # the next build will read them as well
            remember(standing.rows, listing)


def _linked(former: str, file: str) -> bool:
    """Whether the unchanged file could be linked instead of written; some file systems know no hard links."""
    try:
        os.link(former, file, follow_symlinks=False)
    except OSError:
        return False
    return True


def _write(file: str, artifact: Artifact) -> Row:
    """Writes a file that is not there yet, for one that is may be a link of one that stands. Raises FileExistsError else."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        rest = memoryview(artifact.content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        return *seen(os.fstat(descriptor)), artifact.digest
    finally:
        os.close(descriptor)


def _recover(output: Path, slug: str) -> None:
    """Puts right what a killed build left: the site moved aside, half a tree. A spare goes with the site that it belongs to."""
    old, new, spare = (output / WORKSHOP / f"{slug}.{kind}" for kind in ("old", "new", "spare"))
    target = output / slug
    if old.exists() and not os.path.lexists(target):
        old.rename(target)
    for leftover in (old, new) if os.path.lexists(target) else (old, new, spare):
        if leftover.is_symlink() or leftover.is_file():
            leftover.unlink()
        elif leftover.exists():
            shutil.rmtree(leftover)
