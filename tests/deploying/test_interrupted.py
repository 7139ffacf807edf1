"""A deploy is cut after every single operation. After each cut readers find a whole site, and the next deploy completes it."""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.deploying.local import PARTS, LocalFolder
from integreat_ssg.deploying.record import JOURNAL, KEPT, RECORD
from integreat_ssg.deploying.run import Deploy, Wish
from integreat_ssg.deploying.site import read_sites
from integreat_ssg.deploying.transport import Abilities, CutError, Seen, Upload, Uploads
from integreat_ssg.model.hosts import Host
from tests.conftest import WHOLE
from tests.deploying.conftest import Releases
from tests.deploying.crawling import Folder, former_gaps, mixed, release_gaps

HOST = Host("folder", folder="www", max_deletes=1000)
OURS = (RECORD, JOURNAL, KEPT, PARTS)


@dataclass
class Cut:
    """A real folder that is out of reach after so many operations; files of one call arrive in any order, here backwards every
    other time."""

    inner: LocalFolder
    left: int
    backwards: bool = False
    done: int = 0

    @property
    def abilities(self) -> Abilities:
        return self.inner.abilities

    def read(self, path: str) -> bytes | None:
        self._operation()
        return self.inner.read(path)

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        self._operation()
        self.inner.fetch(paths, folder)

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        self._operation()
        return self.inner.look(paths)

    def claim(self, path: str, content: bytes) -> bool:
        self._operation()
        return self.inner.claim(path, content)

    def put(self, uploads: Uploads) -> None:
        files: list[Upload] = list(uploads.files)
        for upload in reversed(files) if self.backwards else files:
            self._operation()
            self.inner.put(Uploads(uploads.root, (upload,)))

    def delete(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._operation()
            self.inner.delete([path])

    def commit(self, message: str) -> None:
        self._operation()
        self.inner.commit(message)

    def _operation(self) -> None:
        if self.left <= 0:
            raise CutError("The connection is gone.")
        self.left -= 1
        self.done += 1


def test_readers_find_a_whole_site_after_every_cut(releases: Releases, tmp_path: Path) -> None:
    """An edit that changes a page, brings one and takes one away, cut after each of its operations in turn: whoever comes for
    the first time, whoever holds the former release, and whoever asks for the release finds every file; no file is of neither
    release; the next deploy makes the host equal to one that was never cut."""
    every_cut(tmp_path, releases.first, releases.second, releases)


def test_a_first_deploy_shows_nothing_before_it_is_whole(releases: Releases, tmp_path: Path) -> None:
    """Until the entrance is there nothing can be reached; then all of it."""
    operations = operations_of(tmp_path, None, releases.first)
    for left in range(0, operations, 3 if WHOLE else 21):
        root = tmp_path / "www"
        shutil.rmtree(root, ignore_errors=True)
        cut_deploy(root, releases.first, left, tmp_path / "tokens", backwards=left % 2 == 1)
        assert not [each for each in Folder(root / "town").missing(["index.html"]) if ".js → " not in each]


def every_cut(tmp_path: Path, first: Path, second: Path, releases: Releases, region: str = "town") -> int:
    """Cuts the deploy of `second` over `first` everywhere; tells how many operations it has."""
    old, new = releases.files(first, region), releases.files(second, region)
    start = tmp_path / "start"
    cut_deploy(start, first, 10**9, tmp_path / "none", region)
    whole = tmp_path / "whole"
    shutil.copytree(start, whole)
    operations = cut_deploy(whole, second, 10**9, tmp_path / "none", region)
    clean = tree(whole)
    starts = ["index.html", *(path for path in old if path.endswith(".html"))]
    optional = {*Folder(start / region).missing(starts), *Folder(whole / region).missing(starts)}
    assert all(".js → " in each for each in optional), "scripts may name others that this guide needs nowhere"
    for left in range(operations):
        root = tmp_path / "www"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(start, root, copy_function=os.link)  # a put never writes into a file that is there
        assert cut_deploy(root, second, left, tmp_path / "tokens", region, backwards=left % 2 == 1) == left
        site = root / region
        assert not set(Folder(site).missing(starts)) - optional, f"after {left} operations"
        assert not former_gaps(site, old), f"after {left} operations"
        assert not release_gaps(site), f"after {left} operations"
        assert not mixed(site, old, new, OURS), f"after {left} operations"
        cut_deploy(root, second, 10**9, tmp_path / "tokens", region)
        assert tree(root) == clean, f"after {left} operations"
    return operations


def operations_of(tmp_path: Path, before: Path | None, output: Path) -> int:
    root = tmp_path / "count"
    if before:
        cut_deploy(root, before, 10**9, tmp_path / "none")
    return cut_deploy(root, output, 10**9, tmp_path / "none")


def cut_deploy(
    root: Path, output: Path, left: int, tokens: Path, region: str = "town", *, backwards: bool = False
) -> int:
    """Deploys one region, but no more than so many operations; tells how many there were."""
    host = Cut(LocalFolder(root), left, backwards)
    try:
        Deploy("web", HOST, host, Wish(remembered=tokens)).run(read_sites(output, [region]))
    except CutError:
        assert host.left == 0
    return host.done


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
