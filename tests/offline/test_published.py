"""Building over what is published: nothing new costs nothing, an edit a patch, and former releases are kept for a while."""

import pytest

from integreat_ssg.build import build
from integreat_ssg.errors import UsageError
from tests.conftest import SMALL_SITE
from tests.offline.conftest import MIDNIGHT, Town, edited, logo
from tests.offline.reader import apply_patch, former, index, name_of, pointer, read_release
from tests.writing.trees import tree

PAGE = "de/work/jobs/index.html"


@pytest.fixture
def town(quick_town: Town) -> Town:
    """It is all one here how pages look."""
    return quick_town


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
