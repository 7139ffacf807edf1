"""The portal's files beside the regions, and what is found after a build that was killed in the middle."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from integreat_ssg.errors import WorldError
from integreat_ssg.model.site import Artifact
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.sealing import seal_release
from integreat_ssg.writing import PORTAL_LIST, recover, site_version, write_portal, write_site
from tests.conftest import SMALL_SITE, write_files
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, left_over, names, tree

Build = Callable[..., BuildResult]

HOME, STYLE, ARABIC = (
    Artifact("index.html", b"home"),
    Artifact("assets/1/style.css", b"style"),
    Artifact("index.ar.html", b"arabic"),
)
SITE = seal_release("town", [Artifact("index.html", b"old"), Artifact("de/index.html", b"old")])
NEXT = seal_release("town", [Artifact("index.html", b"new"), Artifact("de/index.html", b"old")])


def test_files_no_longer_needed_go_and_others_stay(tmp_path: Path) -> None:
    """Of the portal's own files those of the last build remain, with no empty folder; what others put there is not touched."""
    write_portal((HOME, STYLE, ARABIC), tmp_path)
    write_files(tmp_path, {"CNAME": "guide.example", "assets/1/mine.txt": "mine", "assets/2/mine.txt": "mine"})
    write_portal((HOME, Artifact("assets/3/style.css", b"style")), tmp_path)
    assert {each for each in names(tmp_path) if not each.startswith(".integreat")} == {
        "index.html",
        PORTAL_LIST,
        "assets/3/style.css",
        "CNAME",
        "assets/1/mine.txt",
        "assets/2/mine.txt",
    }
    write_portal((HOME,), tmp_path)
    assert not (tmp_path / "assets/3").exists()


def test_a_region_that_is_no_longer_listed_is_told_and_stays(build_site: Build, tmp_path: Path) -> None:
    """Nothing that was published is deleted unasked: a note names the folder, and the portal no longer leads there."""
    other = {path.replace("town/", "village/"): text for path, text in SMALL_SITE.items() if path.startswith("town/")}
    two = {**SMALL_SITE, **other, "site.yaml": "title: Guide\nregions: [town, village]\n"}
    assert "site-left-over" not in {each.code for each in build_site(two).findings}
    before = tree(tmp_path / "build/village")
    shutil.rmtree(tmp_path / "content/village")
    result = build_site({"site.yaml": "title: Guide\nregions: [town]\n"})
    [told] = [each for each in result.findings if each.code == "site-left-over"]
    assert (told.severity, dict(told.details)) == (
        "note",
        {"region": "village", "folder": str(tmp_path / "build/village")},
    )
    assert tree(tmp_path / "build/village") == before
    assert "village/" not in (tmp_path / "build/index.html").read_text()
    assert "site-left-over" not in {each.code for each in build_site({"site.yaml": "title: [\n"}).findings}


def test_a_region_that_can_have_no_site_leaves_the_others_alone(build_site: Build, tmp_path: Path) -> None:
    """A name without a folder and a shared region in site.yaml: these are told, the town is written and in the portal."""
    shared = {"land/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n"}
    result = build_site({**SMALL_SITE, **shared, "site.yaml": "title: Guide\nregions: [nowhere, assets, land, town]\n"})
    codes = {
        each.slug: [finding.code for finding in each.findings if finding.severity == "error"] for each in result.regions
    }
    assert codes == {
        "nowhere": ["no-region-folder"],
        "assets": ["reserved-region"],
        "land": ["shared-region-listed"],
        "town": [],
    }
    assert [each.slug for each in result.regions if each.written] == ["town"]
    assert "town/" in (tmp_path / "build/index.html").read_text()


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    """An `index.html` that no build has written, in a folder that was named by mistake, is refused and stays."""
    write_files(tmp_path, {"index.html": "my homepage"})
    with pytest.raises(WorldError, match=r"has not written, in the place of its own: index\.html"):
        write_portal((STYLE, HOME), tmp_path)
    assert tree(tmp_path) == {"index.html": b"my homepage"}


@pytest.mark.parametrize("damage", ["", "{", "[1, null]", "{}", "null", '["../../victim", "/victim", "assets"]', "\0"])
def test_a_damaged_list_is_no_obstacle(tmp_path: Path, damage: str) -> None:
    """The list of the portal's files can be anything: nothing outside is removed, and the same portal heals it."""
    write_files(tmp_path, {"victim": "mine"})
    output = tmp_path / "a/build"
    write_portal((HOME, STYLE), output)
    good = tree(output)
    (output / PORTAL_LIST).write_text(damage)
    write_portal((HOME, STYLE), output)
    assert not difference(tree(output), good)
    assert (tmp_path / "victim").read_text() == "mine"


def test_links_do_not_lead_the_writer_out(tmp_path: Path) -> None:
    """A folder in the output that is a link elsewhere: nothing is written or removed there."""
    output = tmp_path / "build"
    write_portal((HOME, STYLE), output)
    write_files(tmp_path, {"elsewhere/1/style.css": "mine"})
    shutil.rmtree(output / "assets")
    (output / "assets").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorldError, match="assets"):
        write_portal((HOME, Artifact("assets/1/style.css", b"new")), output)
    write_portal((HOME,), output)
    assert tree(tmp_path / "elsewhere") == {"1/style.css": b"mine"}


def test_a_planted_link_does_not_become_part_of_a_site(tmp_path: Path) -> None:
    """A link in the standing site counts as a changed file, even when it leads to the right bytes."""
    write_site(SITE, tmp_path)
    write_files(tmp_path, {"elsewhere.html": "old"})
    (tmp_path / "town/de/index.html").unlink()
    (tmp_path / "town/de/index.html").symlink_to(tmp_path / "elsewhere.html")
    write_site(SITE, tmp_path)
    assert not (tmp_path / "town/de/index.html").is_symlink()


def test_nobody_elses_file_in_a_site_survives(tmp_path: Path) -> None:
    """A region's folder holds the files of its manifest and no other."""
    write_site(SITE, tmp_path)
    write_files(tmp_path, {"town/sw.js": "planted", "town/de/index.html": "changed by hand"})
    write_site(SITE, tmp_path)
    listed = json.loads((tmp_path / "town/integreat-manifest.json").read_text())["files"]
    assert names(tmp_path / "town") == {*listed, "integreat-manifest.json"}
    assert (tmp_path / "town/de/index.html").read_text() == "old"


def test_a_change_within_the_same_tick_is_seen(tmp_path: Path) -> None:
    """A file that is changed right after it was written, to as many bytes at the same time by the clock, is put right."""
    write_site(SITE, tmp_path)
    file = tmp_path / "town/de/index.html"
    status = file.stat()
    with file.open("r+") as opened:
        opened.write("OLD")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (file.stat().st_ino, file.stat().st_size) == (status.st_ino, status.st_size)
    write_site(SITE, tmp_path)
    assert file.read_text() == "old"


@pytest.mark.parametrize("said", ["", "{", "[]", '{"de/index.html": [1]}', '{"de/index.html": [0, 3, 0, "00"]}'])
def test_a_damaged_list_of_what_stands_is_as_none(tmp_path: Path, said: str) -> None:
    """Whatever stands in it, the site is as it should be, and unchanged files count as such."""
    write_site(SITE, tmp_path)
    write_files(tmp_path, {".integreat/town.known": said})
    assert write_site(SITE, tmp_path).unchanged == len(SITE.artifacts)
    assert write_site(NEXT, tmp_path).changed == 2
    assert (tmp_path / "town/index.html").read_text() == "new"


LEFT = {
    "half of a new tree": {"town.new/index.html": "half"},
    "the rest of the old tree after an exchange": {"town.new/de/index.html": "old"},
    "the old tree aside": {"town.old/": "moved"},
    "the old tree aside, the new one not yet in place": {"town.old/": "moved", "town.new/index.html": "new"},
    "the old tree half removed": {"town.old/de/index.html": "old"},
    "a file of the portal": {"portal.file": "half"},
    "a link": {"town.new": "link"},
    "a tree of a region that is gone": {"gone.new/index.html": "half", "gone.old/index.html": "old"},
}


@pytest.mark.parametrize("left", LEFT.values(), ids=LEFT)
@pytest.mark.parametrize("good", [True, False], ids=["a good build follows", "the region has errors by then"])
def test_what_a_killed_build_left_is_put_right(tmp_path: Path, left: dict[str, str], good: bool) -> None:
    """The last good site is where it belongs after the next build, though that one may not write the region itself."""
    output, workshop = tmp_path / "build", tmp_path / "build/.integreat"
    write_site(SITE, output)
    write_files(tmp_path, {"elsewhere/thesis.txt": "years of work"})
    for path, what in left.items():
        if what == "moved":
            (output / "town").rename(workshop / "town.old")
        elif what == "link":
            (workshop / path).symlink_to(tmp_path / "elsewhere")
        else:
            write_files(workshop, {path: what})
    recover(output)
    if good:
        write_site(NEXT, output)
        write_portal((HOME,), output)
    wanted = NEXT if good else SITE
    assert site_version(output, "town") == wanted.version
    assert names(output / "town") == {artifact.path for artifact in wanted.artifacts}
    assert left_over(workshop) <= (set() if good else {"portal.file"}), "leftovers stay"
    assert (tmp_path / "elsewhere/thesis.txt").exists()


def test_a_broken_region_gets_its_site_back(tmp_path: Path, run_cli: Callable[..., CompletedProcess[str]]) -> None:
    """A build is killed where folders cannot be exchanged, then somebody breaks a page: the last good site is back."""
    write_files(tmp_path / "content", SMALL_SITE)
    write_tiny_theme(tmp_path / "theme")
    assert run_cli("build", "--theme", "theme").returncode == 0
    good = tree(tmp_path / "build")
    (tmp_path / "build/town").rename(tmp_path / "build/.integreat/town.old")
    write_files(tmp_path / "content", {"town/de/work/jobs.md": "broken"})
    done = run_cli("build", "--theme", "theme", "--language", "en")
    assert done.returncode == 1
    assert "The last good site was left as it is." in done.stdout
    assert not difference(tree(tmp_path / "build"), good)
