"""Building over what is published: nothing new costs nothing, an edit a patch, and former releases are kept for a while."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.errors import UsageError
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.theme import read_theme
from tests.conftest import SMALL_SITE, Files, write_files
from tests.offline.conftest import MIDNIGHT, Town, edited
from tests.offline.reader import apply_patch, index, name_of, pointer, read_release
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import tree

PAGE = "de/work/jobs/index.html"


@pytest.fixture(scope="module")
def quick_theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A theme of a few lines with a worker: it is all one here how pages look."""
    folder = write_tiny_theme(tmp_path_factory.mktemp("theme"))
    return read_theme(write_files(folder, {"worker/1.js": "// nothing\n"}))


@pytest.fixture
def town(make_job: Callable[..., Job], quick_theme: Theme, tmp_path: Path) -> Town:
    """The small site's only region in that theme; nothing is published yet."""
    return Town(partial(make_job, theme=quick_theme), tmp_path / "build" / "town", tmp_path / "published")


def former(site: Path) -> list[dict[str, Any]]:
    """The releases that are carried along."""
    found: list[dict[str, Any]] = json.loads((site / "release/former.json").read_bytes())["releases"]
    return found


def immutable(files: dict[str, bytes]) -> set[str]:
    """The files whose names change with their bytes."""
    return {path for path in files if path.startswith(("release/", "assets/", "media/"))} - {"release/former.json"}


def test_the_same_content_is_the_same_release(town: Town) -> None:
    """Byte by byte, however often it is built; phones have nothing to do."""
    assert town.release() == MIDNIGHT
    before = tree(town.site)
    assert town.release() == MIDNIGHT
    assert tree(town.site) == before
    town.release(edited())
    before = tree(town.site)
    town.release(edited())
    assert tree(town.site) == before


def test_an_edit_makes_a_newer_release(town: Town) -> None:
    """Even where the clock has not moved on, or is slow."""
    assert town.release() == MIDNIGHT
    assert town.release(edited()) == MIDNIGHT + 1
    assert town.release(edited(text="Noch neuer."), today=None) == MIDNIGHT + 2
    assert town.release() == MIDNIGHT + 3, "going back is a new release"


def test_an_edited_page_comes_as_a_patch(town: Town) -> None:
    """From what readers have to what the new release holds, by the hashes of both."""
    town.release()
    old = (town.site / PAGE).read_bytes()
    town.release(edited())
    new = (town.site / PAGE).read_bytes()
    patches = index(town.site, "text/de")["patches"]
    [(before, after, size)] = [each for each in patches if each[1] == name_of(new)]
    assert before == name_of(old)
    data = (town.site / f"release/patches/{before}-{after}.bin").read_bytes()
    assert len(data) == size < 200
    assert apply_patch(old, data) == new
    assert read_release(town.site)["text/de"][PAGE] == new


def test_a_patch_is_kept_as_long_as_a_phone_may_need_it(town: Town) -> None:
    """While the release with the old page is carried along, and the new page is still the page."""
    town.release()
    town.release(edited())
    [patch] = index(town.site, "text/de")["patches"]
    for step in range(2):
        town.release({**edited(), "town/de/privacy.md": f"---\ntitle: Datenschutz\n---\nText {step}.\n"})
        assert patch in index(town.site, "text/de")["patches"]
    town.release({**edited(), "town/de/privacy.md": "---\ntitle: Datenschutz\n---\nText 3.\n"})
    assert patch not in index(town.site, "text/de")["patches"]
    town.release({**edited(text="Anders."), "town/de/privacy.md": "---\ntitle: Datenschutz\n---\nText 3.\n"})
    assert name_of((town.site / PAGE).read_bytes()) in {new for _, new, _ in index(town.site, "text/de")["patches"]}


def test_where_nearly_all_pages_change_there_are_no_patches(town: Town) -> None:
    """A new theme changes every page: loading the packs is less than asking for each page's patch."""
    pages = {f"town/de/work/page-{number}.md": f"---\ntitle: Seite {number}\n---\nText.\n" for number in range(40)}
    town.release({**SMALL_SITE, **pages})
    region = SMALL_SITE["town/region.yaml"]
    assert isinstance(region, str)
    town.release({**SMALL_SITE, **pages, "town/region.yaml": f"{region}colours: {{brand: '#222222'}}\n"})
    assert "patches" not in index(town.site, "text/de")


def test_files_of_former_releases_are_carried_along_for_a_while(town: Town) -> None:
    """A phone in the middle of a download, or a page still open, finds its packs, styles and pictures: for three releases."""
    trees, sequences = [], []
    for number in range(6):
        sequences.append(town.release({**edited(text=f"Text {number}."), **logo(number)}))
        trees.append(tree(town.site))
        kept = former(town.site) if number else []
        assert [each["sequence"] for each in kept] == sequences[-2 : -2 - min(number, 3) : -1]
        for back, release in enumerate(kept, 2):
            own = immutable(trees[-back]) - {path for older in trees[:-back] for path in older}
            assert own <= set(release["files"])
            assert all(trees[-1][path] == trees[-back][path] for path in release["files"])
    gone = immutable(trees[0]) - immutable(trees[-1])
    assert any(path.startswith("release/packs/") for path in gone)
    assert any(path.startswith("assets/") for path in gone)
    assert sum(path.endswith("/logo.svg") for path in trees[-1]) == 4


def logo(number: int) -> Files:
    """Another logo, and so another folder of assets."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 {number + 9}"><path d="M0 0h9v9z"/></svg>'
    region = "kind: town\nname: Town\nlanguages: [de, ar]\nlogo: media/logo.svg\n"
    return {"town/region.yaml": region, "town/media/logo.svg": drawing}


def test_how_many_are_kept_is_the_regions_choice(town: Town) -> None:
    """None at all is possible too."""
    for number in range(3):
        region = f"{SMALL_SITE['town/region.yaml']!s}offline: {{kept_releases: {2 - number}}}\n"
        town.release({**edited(text=str(number)), "town/region.yaml": region})
        assert len(former(town.site) if (town.site / "release/former.json").exists() else []) == (0, 1, 0)[number]


def test_carried_files_do_not_count_as_the_sites_own(town: Town) -> None:
    """A page is not heavier because former style sheets lie beside its own."""
    town.release()
    for number in range(3):
        result = town.build({**edited(text=str(number)), **logo(number)})
        town.publish()
        assert not [each for each in result.findings if each.code == "page-too-heavy"]


def test_taking_back_and_coming_back(town: Town) -> None:
    """A killed release is newer than what it kills, and is killed once; afterwards the region can start anew."""
    off = f"{SMALL_SITE['town/region.yaml']!s}features: {{offline: false}}\n"
    town.release()
    assert town.release({**SMALL_SITE, "town/region.yaml": off}) == MIDNIGHT + 1
    assert not (town.site / "release").exists()
    assert town.release({**SMALL_SITE, "town/region.yaml": off}) == MIDNIGHT + 1
    assert town.release() == MIDNIGHT + 2
    assert read_release(town.site)["base"]


def test_a_first_release_is_told_as_such(town: Town) -> None:
    """Nothing is wrong when a region is published for the first time."""
    town.published.mkdir()
    result = town.build()
    [found] = [each for each in result.findings if "published" in each.code]
    assert (found.code, found.severity) == ("nothing-published", "note")
    assert pointer(town.site)["sequence"] == MIDNIGHT


def test_a_folder_that_is_not_there_is_the_callers_mistake(town: Town) -> None:
    """It is told before anything is written."""
    with pytest.raises(UsageError, match="--published"):
        build(town.job(SMALL_SITE, published=town.published))
    assert not town.site.exists()


def _rewrite(path: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(site: Path) -> None:
        file = next(site.glob(path))
        file.write_bytes(change(file.read_bytes()))

    return damage


def _link(path: str, target: str) -> Callable[[Path], None]:
    def damage(site: Path) -> None:
        place = next(site.glob(path))
        if place.is_dir():
            place.rename(site.parent / "elsewhere")
        else:
            place.rename(site.parent / "elsewhere.file")
        place.symlink_to(site.parent / target)

    return damage


def _manifest(**files: list[object]) -> Callable[[Path], None]:
    """Puts entries into the manifest."""

    def damage(site: Path) -> None:
        manifest = json.loads((site / "integreat-manifest.json").read_bytes())
        manifest["files"] |= {path.replace("__", "/"): entry for path, entry in files.items()}
        (site / "integreat-manifest.json").write_text(json.dumps(manifest))

    return damage


def _pointer(**entries: object) -> Callable[[Path], None]:
    """Changes release.json, and the manifest with it: whole as a file, nonsense as a pointer."""

    def damage(site: Path) -> None:
        data = json.dumps({**json.loads((site / "release.json").read_bytes()), **entries}).encode()
        (site / "release.json").write_bytes(data)
        _manifest(**{"release.json": [hashlib.sha256(data).hexdigest(), len(data)]})(site)

    return damage


def _pipe(site: Path) -> None:
    shutil.rmtree(site)
    os.mkfifo(site)


def _elsewhere(site: Path) -> None:
    site.rename(site.parents[1] / "elsewhere")
    site.symlink_to(site.parents[1] / "elsewhere")


def _circle(site: Path) -> None:
    shutil.rmtree(site)
    site.symlink_to(site)


UNREADABLE: dict[str, Callable[[Path], None]] = {
    "no manifest": lambda site: (site / "integreat-manifest.json").unlink(),
    "empty manifest": _rewrite("integreat-manifest.json", lambda _: b""),
    "manifest of nothing": _rewrite("integreat-manifest.json", lambda _: b"[]"),
    "deep manifest": _rewrite("integreat-manifest.json", lambda _: b"[" * 100_000),
    "other entries": _manifest(x=["a"]),
    "negative size": _manifest(x=["a", -1]),
    "cut pointer": _rewrite("release.json", lambda data: data[:-9]),
    "edited pointer": _rewrite("release.json", lambda data: data.replace(b'"sequence":1', b'"sequence":2')),
    "no pointer": lambda site: (site / "release.json").unlink(),
    "linked pointer": _link("release.json", "elsewhere.file"),
    "other region": _pointer(site="city"),
    "other format": _pointer(format=2),
    "sequence in words": _pointer(sequence="many"),
    "endless sequence": _pointer(sequence=2**60),
    "negative sequence": _pointer(sequence=-1),
    "sets in a list": _pointer(sets=[]),
    "other hashes": _pointer(sets={"base": ["../../etc", 1]}),
    "region in a pipe": _pipe,
    "region as a link": _elsewhere,
    "links in a circle": _circle,
}


@pytest.mark.parametrize("damage", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_a_warning(town: Town, damage: Callable[[Path], None]) -> None:
    """The build goes on as if nothing were published, and says so."""
    town.release()
    damage(town.published / "town")
    result = town.build(edited())
    [found] = [each for each in result.findings if "published" in each.code]
    assert (found.code, found.severity) == ("published-unreadable", "warning")
    assert pointer(town.site)["sequence"] == MIDNIGHT
    assert read_release(town.site)
    assert not (town.site / "release/former.json").exists()


DAMAGED: dict[str, Callable[[Path], None]] = {
    "changed pack": _rewrite("release/packs/*.bin", lambda data: data[:-1] + b"?"),
    "cut pack": _rewrite("release/packs/*.bin", lambda data: data[:100]),
    "grown index": _rewrite("release/index/*.json", lambda data: data + b" "),
    "changed page": _rewrite(PAGE, lambda data: data.replace(b"Text", b"Taxt")),
    "linked page": _link(PAGE, "elsewhere.file"),
    "linked folder": _link("release/contents", "elsewhere"),
    "lost style": lambda site: next(site.glob("assets/*/style.css")).unlink(),
    "file that is not there": _manifest(media__x=["a", 3]),
    "file outside": _manifest(**{"media__..__..__x": ["a", 3]}),
    "list of former releases": _rewrite("release/former.json", lambda data: b"{" + data),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_is_damaged_is_left_behind(town: Town, damage: Callable[[Path], None]) -> None:
    """The sequence rises all the same, and nothing of what is damaged gets into the new release."""
    town.release(edited(text="Text eins."))
    town.release(edited(text="Text zwei."))
    good = tree(town.published / "town")
    damage(town.published / "town")
    result = town.build({**edited(text="Text drei."), **logo(1)})
    found = [each for each in result.findings if "published" in each.code]
    assert [(each.code, each.severity) for each in found] in ([("published-damaged", "warning")], [])
    assert bool(found) == (damage is not DAMAGED["file outside"]), "what nobody would look for is no damage"
    assert pointer(town.site)["sequence"] == MIDNIGHT + 2
    assert read_release(town.site)
    now = tree(town.site)
    carried = {path for release in former(town.site) for path in release["files"]}
    assert carried
    assert all(now[path] == good[path] for path in carried)


def test_only_what_the_manifest_lists_is_carried(town: Town) -> None:
    """A file that somebody has put beside the site does not get published by the next build."""
    town.release()
    (town.published / "town/media").mkdir(exist_ok=True)
    (town.published / "town/media/000000000000-strange.svg").write_text("<svg/>")
    town.build(edited())
    assert not (town.site / "media/000000000000-strange.svg").exists()
