"""A good site, built once, and ways to break a copy of it. A way is a function of the content folder."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from tests.conftest import write_files
from tests.writing.tiny_theme import write_tiny_theme

Break = Callable[[Path], object]


def put(files: Mapping[str, str | bytes]) -> Break:
    """Writes files over the good ones."""
    return lambda content: write_files(content, files)


def page(body: str, path: str = "town/de/work/jobs.md", head: str = "title: Stellen") -> Break:
    """Gives a page another head and body; the body begins in line 4 of the file."""
    return put({path: f"---\n{head}\n---\n{body}\n"})


def without(path: str) -> Break:
    """Takes a file or a folder away."""

    def take(content: Path) -> None:
        if (content / path).is_dir():
            shutil.rmtree(content / path)
        else:
            (content / path).unlink()

    return take


def link(path: str, target: str | Path) -> Break:
    """Puts a symbolic link."""
    return lambda content: (content / path).symlink_to(target)


@dataclass(frozen=True)
class Good:
    """A folder as a good build has left it: `content`, `theme`, `build` and `.cache`."""

    folder: Path

    @property
    def built(self) -> Path:
        """What a clean build gives."""
        return self.folder / "build"

    def copy_to(self, folder: Path) -> None:
        """All of it again in `folder`."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)

    def mend(self, folder: Path) -> None:
        """The good content again, and a build of it."""
        shutil.rmtree(folder / "content")
        shutil.copytree(self.folder / "content", folder / "content")
        run(folder)


def run(folder: Path) -> None:
    """A build in this process; all regions must be written."""
    cache = Cache(folder / ".cache")
    with Converter(cache, Budget(processes=1)) as converter:
        result = build(Job(folder / "content", folder / "build", read_theme(folder / "theme"), cache, converter))
    assert all(region.written for region in result.regions), result.all_findings


def make_good(folder: Path, files: Mapping[str, str | bytes]) -> Good:
    """The site of `files`, built in `folder`."""
    write_files(folder / "content", files)
    write_tiny_theme(folder / "theme")
    run(folder)
    return Good(folder)
