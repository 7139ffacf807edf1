"""Each rule about places on a place that breaks it, told at the line to mend."""

from collections.abc import Callable
from datetime import date

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Check = Callable[..., BuildResult]

TODAY = date(2026, 11, 22)
REGION = (
    "kind: town\nname: Town\nlanguages: [de, ar]\nsource_language: de\nland: NI\n"
    "bounding_box: {south: 51, west: 10, north: 52, east: 11}\n"
    "aliases: {Seesen: {latitude: 51.9, longitude: 10.2}}\n"
    "audiences: {families: {name: Familien}}\n"
)
PLACE = (
    "name: {de: Bibliothek}\ncategories: [library]\ncontacts: [office]\nmunicipality: Seesen\n"
    "coordinates: {latitude: 51.9, longitude: 10.2}\nphones: [{number: +49 5321 1234}]\nemail: a@b.example\n"
    "website: https://b.example\nhours: Mo-Fr 08:00-12:00; PH off\nlanguages: [de]\naudiences: [families]\n"
)
WORLD = {
    **SMALL_SITE,
    "town/region.yaml": REGION,
    "town/contacts/office.yaml": "name: Amt\nphones: [{number: +49 5321 1234}]\n",
    "town/places/library.yaml": PLACE,
}


def told(check_site: Check, files: dict[str, str]) -> list[tuple[str, str, int]]:
    """Severity with code, file and line of what is found, without notes on missing translations."""
    result = check_site({**WORLD, **files}, today=TODAY)
    return [
        (f"{each.severity} {each.code}", each.place.file, each.place.line)
        for each in result.all_findings
        if each.code not in ("translation-missing", "no-git")
    ]


def test_a_good_place(check_site: Check) -> None:
    """A place with everything right has no findings."""
    assert told(check_site, {}) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("[library]", "[libary]", "error unknown-category", 2),
        ("[office]", "[office, ofice]", "error unknown-contact", 3),
        ("Seesen", "Sesen", "error unknown-municipality", 4),
        ("latitude: 51.9", "latitude: 10.2", "warning outside-bounding-box", 5),
        ("latitude: 51.9", "latitude: 519", "error not-on-earth", 5),
        ("+49 5321 1234", "+49 5", "error bad-phone", 6),
        ("a@b.example", "a@b", "error bad-mail", 7),
        ("https://b.example", "b.example", "error bad-website", 8),
        ("Mo-Fr 08:00-12:00", "Mo-Fr 8-12", "error bad-hours", 9),
        ("[de]\n", "[deutsch]\n", "error bad-spoken-language", 10),
        ("[families]", "[family]", "error unknown-audience", 11),
    ],
)
def test_mistakes(old: str, new: str, code: str, line: int, check_site: Check) -> None:
    """Each mistake is told at its line, and only that one."""
    assert told(check_site, {"town/places/library.yaml": PLACE.replace(old, new)}) == [
        (code, "town/places/library.yaml", line)
    ]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("closed: {from: 2026-12-01, until: 2026-11-30}\n", "error closure-ends-before-start"),
        ("closed: {until: 2026-11-21}\n", "warning closure-over"),
        ("appointment: {url: example}\n", "error bad-website"),
        ("organisation: town\n", "error unknown-organisation"),
        ("photo: media/house.jpg\n", "error no-such-file"),
        ("closed: {from: soon}\n", "error wrong-type"),
        ("closed: {since: 2026-12-01}\n", "error unknown-key"),
        ("access: {entrance: maybe}\n", "error wrong-type"),
        ("opening_hours: Mo\n", "error unknown-key"),
    ],
)
def test_more_mistakes(more: str, code: str, check_site: Check) -> None:
    """What may stand in a place and is wrong there."""
    assert [each[0] for each in told(check_site, {"town/places/library.yaml": PLACE + more})] == [code]


def test_the_last_day_of_a_closure_is_not_over(check_site: Check) -> None:
    """A place that is closed until today is closed today."""
    assert told(check_site, {"town/places/library.yaml": PLACE + "closed: {until: 2026-11-22}\n"}) == []


def test_the_land(check_site: Check) -> None:
    """Where there are opening hours, the Land is known, and is one."""
    assert told(check_site, {"town/region.yaml": REGION.replace("land: NI\n", "")}) == [
        ("warning no-land", "town/region.yaml", 0)
    ]
    assert told(check_site, {"town/region.yaml": REGION.replace("land: NI", "land: DE-NI")}) == [
        ("error unknown-land", "town/region.yaml", 5)
    ]


def test_blocks_name_places(check_site: Check) -> None:
    """A place that a text shows exists; the nearest one is offered."""
    page = "---\ntitle: A\n---\nText.\n\n[[place: libary]]\n"
    result = check_site({**WORLD, "town/de/a.md": page}, today=TODAY)
    finding = next(each for each in result.all_findings if each.code == "unknown-place")
    assert (finding.place.line, dict(finding.details)["nearest"]) == (6, "library")
    assert told(check_site, {"town/de/a.md": page.replace("libary", "library")}) == []


def test_a_contact_that_nothing_shows(check_site: Check) -> None:
    """It is probably forgotten, and that is a note."""
    files = {"town/contacts/old.yaml": "name: Alt\nphones: [{number: +49 5321 1234}]\n"}
    assert told(check_site, files) == [("note contact-unused", "town/contacts/old.yaml", 0)]


def test_an_inherited_place_may_name_what_a_region_lacks(check_site: Check) -> None:
    """A shared place with an audience that this region does not have is a note, and the region's own place wins."""
    files = {
        "town/region.yaml": REGION + "inherits: [shared]\n",
        "shared/region.yaml": "kind: shared\nname: Shared\nlanguages: [de]\n",
        "shared/places/hotline.yaml": "name: Telefon\naudiences: [students]\nphones: [{number: '116117'}]\n",
        "shared/places/library.yaml": "name: Fremd\naudiences: [students]\n",
    }
    assert told(check_site, files) == [("note unknown-audience", "shared/places/hotline.yaml", 2)]
