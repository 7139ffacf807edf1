"""The former tree is kept as a spare, and the next one made of it: by nothing that is seen in the site."""

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.model.site import Artifact, Site
from integreat_ssg.reading.standing import page_heads
from integreat_ssg.sealing import seal_release
from integreat_ssg.writing import recover, standing_tree, tree_digest, write_site
from tests.conftest import write_files
from tests.writing.children import die_at, end, refuse_exchange, refuse_links, start
from tests.writing.trees import difference, left_over, names, tree

SAME = {f"de/page-{number}/index.html": "same" for number in range(4)}


def site(files: dict[str, str]) -> Site:
    """A sealed site with the files of every version and these."""
    return seal_release("town", [Artifact(path, text.encode()) for path, text in {**SAME, **files}.items()])


VERSIONS = (
    site({"index.html": "1", "de/a": "a file", "de/old/index.html": "goes"}),
    site({"index.html": "2", "de/a/b/index.html": "a folder", "media/1.png": "comes"}),
    site({"index.html": "3", "de/a": "a file", "de/page-9": "same"}),
    site({"index.html": "1", "de/a/b": "a file", "de/old": "a file"}),
)


def whole(wanted: Site) -> dict[str, bytes]:
    """What stands where this site has been written."""
    return {artifact.path: artifact.content for artifact in wanted.artifacts}


@pytest.mark.parametrize("refused", [None, refuse_exchange, refuse_links], ids=["all", "no exchange", "no hard links"])
def test_any_version_after_any_other(tmp_path: Path, refused: Callable[[], None] | None) -> None:
    """Files become folders and folders files, some come, some go: what stands is the version that was written last, and what is
    kept takes up no room."""

    def work() -> None:
        if refused:
            refused()
        for number in (0, 1, 2, 3, 0, 2, 2, 1, 3, 1, 0):
            written = write_site(VERSIONS[number], tmp_path)
            assert not difference(tree(tmp_path / "town"), whole(VERSIONS[number]))
            assert written.changed + written.unchanged == len(VERSIONS[number].artifacts)
            assert left_over(tmp_path / ".integreat") == set()

    assert end(start(work)) == 0
    kept = [each for each in names(tmp_path / ".integreat") if each.startswith("town.spare/")]
    assert len(kept) == (0 if refused is refuse_links else len(SAME))


def test_unchanged_files_keep_their_inode(tmp_path: Path) -> None:
    """Over any number of trees; so backups and rsync see no change."""
    write_site(VERSIONS[0], tmp_path)
    before = {path: (tmp_path / "town" / path).stat().st_ino for path in SAME}
    for number in (1, 2, 3):
        assert write_site(VERSIONS[number], tmp_path).unchanged == len(SAME)
    assert {path: (tmp_path / "town" / path).stat().st_ino for path in SAME} == before


def _write_in_place(spare: Path, _: Path) -> None:
    (spare / "de/page-1/index.html").write_text("others")  # a link: it changes the site that stands as well


def _replace(spare: Path, _: Path) -> None:
    (spare / "de/page-1/index.html").unlink()
    (spare / "de/page-1/index.html").write_text("same")


def _swap(spare: Path, _: Path) -> None:
    (spare / "de/page-1/index.html").rename(spare / "de/page-2/index.html")


def _plant(spare: Path, elsewhere: Path) -> None:
    (spare / "de/page-1/index.html").unlink()
    (spare / "de/page-1/index.html").symlink_to(elsewhere / "page.html")
    (spare / "media").symlink_to(elsewhere)
    shutil.rmtree(spare / "de/page-2")
    (spare / "de/page-2").symlink_to(elsewhere)
    write_files(spare, {"sw.js": "planted", "fr/index.html": "planted"})


def _link_instead(spare: Path, elsewhere: Path) -> None:
    shutil.rmtree(spare)
    spare.symlink_to(elsewhere)


def _other(spare: Path, _: Path) -> None:
    shutil.rmtree(spare)
    spare.write_text("a file")


@pytest.mark.parametrize("meddle", [_write_in_place, _replace, _swap, _plant, _link_instead, _other])
def test_a_spare_that_was_meddled_with(tmp_path: Path, meddle: Callable[[Path, Path], None]) -> None:
    """Whatever somebody has done to it, the next site is as it should be, and nothing is changed where a link leads."""
    output, elsewhere = tmp_path / "build", tmp_path / "elsewhere"
    write_files(elsewhere, {"index.html": "years of work", "page.html": "same"})
    before = tree(elsewhere)
    write_site(VERSIONS[0], output)
    write_site(VERSIONS[1], output)
    meddle(output / ".integreat/town.spare", elsewhere)
    for number in (2, 1):
        write_site(VERSIONS[number], output)
        assert not difference(tree(output / "town"), whole(VERSIONS[number]))
        assert not any((output / "town" / path).is_symlink() for path in names(output / "town"))
    assert not difference(tree(elsewhere), before)


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange in one step", "no exchange"])
def test_killed_before_every_step_with_a_spare(tmp_path: Path, exchange: bool) -> None:
    """The site is the old or the new one, whole, and the next build leaves nothing that takes up room."""
    seen = set()
    for step in range(1, 1_000):
        output = tmp_path / str(step)
        write_site(VERSIONS[0], output)
        write_site(VERSIONS[1], output)

        def work(step: int = step, output: Path = output) -> None:
            if not exchange:
                refuse_exchange()
            die_at(step)
            write_site(VERSIONS[2], output)

        code = end(start(work))
        assert (output / "town").exists() or not exchange
        recover(output)
        left = tree(output / "town")
        assert left in (whole(VERSIONS[1]), whole(VERSIONS[2])), f"a mixed site after a kill before step {step}"
        seen.add(left == whole(VERSIONS[2]))
        write_site(VERSIONS[3], output)
        assert not difference(tree(output / "town"), whole(VERSIONS[3])), f"not healed after step {step}"
        assert left_over(output / ".integreat") == set()
        if code == 0:
            break
    assert step > 25, "too few steps were counted for this test to mean anything"
    assert seen == {True, False}


def test_the_spare_of_a_site_that_was_removed_goes_with_it(tmp_path: Path) -> None:
    """Else it would keep on the disk what somebody wanted to be rid of."""
    write_site(VERSIONS[0], tmp_path)
    write_site(VERSIONS[1], tmp_path)
    shutil.rmtree(tmp_path / "town")
    recover(tmp_path)
    assert not (tmp_path / ".integreat/town.spare").exists()


def test_hosts_are_not_told_of_a_spare(tmp_path: Path) -> None:
    """What hosts have to know is read from the sites alone."""
    write_site(VERSIONS[0], tmp_path)
    write_site(VERSIONS[1], tmp_path)
    assert (tmp_path / ".integreat/town.spare/de/page-1/index.html").exists()
    pages = {path for path in whole(VERSIONS[1]) if path.endswith(".html")}
    assert {path for path, _ in page_heads(tmp_path, ".", 10)} == {f"town/{path}" for path in pages}


def test_files_are_read_once_to_know_that_they_stand(tmp_path: Path) -> None:
    """Their list is kept anew when they had to be read, unless another process is at the region; nobody waits for that."""
    write_site(VERSIONS[0], tmp_path)
    digests = {artifact.path: artifact.digest for artifact in VERSIONS[0].artifacts}
    for path in digests:  # long enough ago to be believed, but not what the list says
        os.utime(tmp_path / "town" / path, (1_000_000_000, 1_000_000_000))
    listing = tmp_path / ".integreat/town.known"
    said = listing.read_bytes()
    with (tmp_path / ".integreat/town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert standing_tree(tmp_path, "town") == tree_digest(digests)
        assert listing.read_bytes() == said
    assert standing_tree(tmp_path, "town") == tree_digest(digests)
    assert listing.read_bytes() != said
    os.utime(listing, (1_500_000_000, 1_500_000_000))  # later than the files, earlier than now
    assert standing_tree(tmp_path, "town") == tree_digest(digests)
    assert listing.stat().st_mtime == 1_500_000_000, "the list was written though it told everything"
    (tmp_path / "town/index.html").write_text("other")
    assert standing_tree(tmp_path, "town") != tree_digest(digests)
