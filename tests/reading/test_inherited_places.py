"""Places, contacts and events that a region inherits: laid over, left out, and filled in where shared texts name them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE, Files

Site = Callable[..., BuildResult]

TODAY = date(2026, 11, 22)
SHARED = "---\ntitle: Hilfe\n---\n[[contact: office]]\n\n[[place: library]]\n\n[[events: library]]\n"


def region(name: str, more: str = "") -> str:
    """Settings of a region that inherits everything of the country."""
    return f"kind: town\nname: {name}\nlanguages: [de]\nland: NI\ninherits: [country]\n{more}"


def office(name: str) -> str:
    """A contact that can be reached."""
    return f"name: {name}\nphones: [{{number: '115'}}]\n"


TWO: Files = {
    **{path: text for path, text in SMALL_SITE.items() if "/work/" not in path},
    "site.yaml": "title: Guide\nregions: [town, city]\n",
    **{
        path.replace("town/", "city/"): text
        for path, text in SMALL_SITE.items()
        if "town/de/" in path and "/work/" not in path
    },
    "town/region.yaml": region("Town"),
    "city/region.yaml": region("City"),
    "country/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n",
    "country/de/help.md": SHARED,
    "country/contacts/office.yaml": "name: Amt\n",
    "country/places/hotline.yaml": "name: Telefonseelsorge\nphones: [{number: '116117'}]\ncategories: [health]\n",
    "country/events/day.yaml": "title: Tag der Bibliotheken\nstart: 2026-12-01\nrepeat: FREQ=YEARLY\ncategories: [library]\n",
    "town/contacts/office.yaml": office("Amt in Town"),
    "city/contacts/office.yaml": office("Amt in City"),
    "town/places/library.yaml": "name: Bücherei Town\n",
    "city/places/library.yaml": "name: Bücherei City\n",
    "city/places/hotline.yaml": "name: Seelsorge der City\nphones: [{number: '116117'}]\n",
}


@pytest.fixture
def read(build_site: Site, tmp_path: Path) -> Callable[..., str]:
    """A file of the built regions, with some files changed."""

    def build_and_read(file: str, **files: str) -> str:
        result = build_site({**TWO, **{path.replace("__", "/"): text for path, text in files.items()}}, today=TODAY)
        assert all(each.version for each in result.regions), result.all_findings
        return (tmp_path / "build" / file).read_text()

    return build_and_read


def told(result: BuildResult) -> list[tuple[str, str, int]]:
    """What is found, without what the small site always has."""
    return [
        (f"{each.severity} {each.code}", each.place.file, each.place.line)
        for each in result.all_findings
        if each.code not in ("no-git", "hours-without-holidays")
    ]


def test_a_shared_text_shows_what_each_region_has(read: Callable[..., str]) -> None:
    """One text, and in each region its own office and library, and its events."""
    for slug, other in (("town", "City"), ("city", "Town")):
        html = read(f"{slug}/de/help/index.html")
        assert f"Amt in {slug.title()}" in html
        assert f"Bücherei {slug.title()}" in html
        assert "Tag der Bibliotheken" in html
        assert other not in html.partition("<main")[2].partition("</main")[0]


def test_inherited_places_are_in_the_list_and_own_ones_win(read: Callable[..., str]) -> None:
    """A hotline is written once; the city has one of its own."""
    assert "Telefonseelsorge" in read("town/de/places/index.html")
    html = read("city/de/places/index.html")
    assert "Seelsorge der City" in html
    assert "Telefonseelsorge" not in html


def test_a_region_leaves_out_an_inherited_place_or_event(build_site: Site, tmp_path: Path) -> None:
    """`exclude` names them by folder and key; what a region has itself stays."""
    exclude = region("Town", "exclude: [places/hotline, events/day]\n")
    city = region("City", "exclude: [places/hotline]\n")
    result = build_site({**TWO, "town/region.yaml": exclude, "city/region.yaml": city}, today=TODAY)
    assert not [each for each in told(result) if each[0].startswith("error")]
    assert not (tmp_path / "build/town/de/places/hotline").exists()
    assert not (tmp_path / "build/town/de/events").exists()
    assert (tmp_path / "build/city/de/places/hotline").exists()
    assert (tmp_path / "build/city/de/events/day").exists()


def test_a_text_may_show_a_place_that_is_left_out(check_site: Site, build_site: Site, tmp_path: Path) -> None:
    """Readers of that region see the text without the card; an editor gets a note."""
    files = {
        **TWO,
        "country/de/help.md": SHARED + "\n[[place: hotline]]\n",
        "town/region.yaml": region("Town", "exclude: [places/hotline]\n"),
    }
    assert told(check_site(files, today=TODAY)) == [("note link-to-excluded", "country/de/help.md", 10)]
    build_site(files, today=TODAY)
    assert "Telefonseelsorge" not in (tmp_path / "build/town/de/help/index.html").read_text()


def test_a_key_that_a_region_has_not_filled(check_site: Site) -> None:
    """The finding names the file that the region has to write; the other region is in order."""
    files = {path: text for path, text in TWO.items() if path != "town/places/library.yaml"}
    assert told(check_site(files, today=TODAY)) == [("error place-not-filled", "town/places/library.yaml", 0)]


def test_excluding_what_is_not_inherited(check_site: Site) -> None:
    """A slip in `exclude` is told, with the place that was probably meant."""
    files = {**TWO, "town/region.yaml": region("Town", "exclude: [places/hotlin]\n")}
    result = check_site(files, today=TODAY)
    assert told(result) == [("error unknown-exclude", "town/region.yaml", 6)]
    finding = next(each for each in result.all_findings if each.code == "unknown-exclude")
    assert dict(finding.details)["nearest"] == "places/hotline"
