"""A good site, built once, and ways to break a copy of it. A way is a function of the content folder."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Budget, Converter
from tests.conftest import write_files

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
    """The site as it is when nothing is wrong: its files, what a clean build of them gives, and the cache of that build."""

    content: Path
    built: Path
    cache: Path
    theme: Theme

    def copy_to(self, folder: Path) -> None:
        """`content`, `build` and `.cache` in `folder`, as a good build has left them."""
        for source, name in ((self.content, "content"), (self.built, "build"), (self.cache, ".cache")):
            shutil.copytree(source, folder / name)

    def mend(self, folder: Path) -> None:
        """The good content again, and a build of it."""
        shutil.rmtree(folder / "content")
        shutil.copytree(self.content, folder / "content")
        run(folder / "content", folder / "build", folder / ".cache", self.theme)


def run(content: Path, output: Path, cache: Path, theme: Theme) -> bool:
    """One build in this process; whether all regions were written."""
    with Converter(Cache(cache), Budget(processes=1)) as converter:
        job = Job(content, output, theme, Cache(cache), converter)
        return all(region.written for region in build(job).regions)


def make_good(folder: Path, files: Mapping[str, str | bytes], theme: Theme) -> Good:
    """The site of `files`, built in `folder`."""
    good = Good(write_files(folder / "content", files), folder / "build", folder / ".cache", theme)
    assert run(good.content, good.built, good.cache, theme), "the good site is not good"
    return good
