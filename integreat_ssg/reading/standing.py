"""The pages of sites that stand in the output folder, as far as a host has to know them."""

import os
from collections.abc import Iterator
from pathlib import Path


def page_heads(output: Path, slug: str, length: int) -> Iterator[tuple[str, bytes]]:
    """The path of each HTML file of a region's site, the region in front, and its first `length` bytes, sorted. Links are not
    followed; a file that goes away meanwhile is left out."""
    root = output / slug
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            file = Path(folder, name)
            if name.endswith(".html") and not file.is_symlink():
                try:
                    with file.open("rb") as opened:
                        head = opened.read(length)
                except OSError:
                    continue
                yield file.relative_to(output).as_posix(), head
