"""What stands in the output folder, as far as hosts and the portal have to know it."""

import os
from collections.abc import Iterator
from pathlib import Path

from integreat_ssg.model.site import API, BY_PATH


def page_heads(output: Path, slug: str, length: int) -> Iterator[tuple[str, bytes]]:
    """The path of each HTML file of a region's site, the region in front, and its first `length` bytes, sorted. Links are not
    followed; a file that goes away meanwhile is left out, and so are what the API tells about single pages and hidden folders, in
    one of which the writer keeps trees that are no sites."""
    root = output / slug
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            each for each in folders if not each.startswith(".") and not _is_by_path(root, Path(folder, each))
        )
        for name in sorted(files):
            file = Path(folder, name)
            if name.endswith(".html") and not file.is_symlink():
                try:
                    with file.open("rb") as opened:
                        head = opened.read(length)
                except OSError:
                    continue
                yield file.relative_to(output).as_posix(), head


def api_files(output: Path, slug: str) -> Iterator[tuple[str, bytes]]:
    """The files of a region's copy of Integreat's API, sorted, without what it tells about single pages; nothing where there
    is none."""
    root = output / slug / API
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(each for each in folders if each != BY_PATH)
        for name in sorted(files):
            file = Path(folder, name)
            if not file.is_symlink():
                try:
                    yield API + file.relative_to(root).as_posix(), file.read_bytes()
                except OSError:
                    continue


def _is_by_path(root: Path, folder: Path) -> bool:
    return folder.name == BY_PATH and API in f"{folder.relative_to(root).as_posix()}/"
