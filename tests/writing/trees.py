"""Folders as values, so that two of them can be compared byte by byte."""

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
    """What builds have left in `.integreat/` besides locks, what they know of the files that stand, and other names of these."""
    slugs = {each.name for each in workshop.parent.iterdir() if each.is_dir() and each != workshop}
    known = {"portal.lock", *(f"{slug}.{kind}" for slug in slugs for kind in ("lock", "known"))}
    return {each for each in names(workshop) - known if not _stands(workshop, each)}


def _stands(workshop: Path, path: str) -> bool:
    """Whether a file of a spare tree has no bytes of its own: it is the one that stands under the same path."""
    slug, is_spare, inside = path.partition(".spare/")
    standing = workshop.parent / slug / inside
    return bool(is_spare) and standing.exists() and standing.samefile(workshop / path)
