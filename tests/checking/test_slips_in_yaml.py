"""Slips of an editor's pen in places, events, contacts and settings: each is told in its line, once, and breaks nothing."""

from collections.abc import Callable
from datetime import date

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

TODAY = date(2026, 11, 22)
REGION = """kind: town
name: Town
languages: [de, ar]
source_language: de
land: NI
bounding_box: {south: 51, west: 10, north: 52, east: 11}
aliases:
  Seesen: {latitude: 51.9, longitude: 10.2}
audiences:
  families:
    name: Familien
"""
PLACE = """name: {de: Bibliothek}
categories: [library]
contacts: [office]
municipality: Seesen
coordinates: {latitude: 51.9, longitude: 10.2}
phones:
  - number: +49 5321 1234
  - number: +49 5321 1235
hours: Mo-Fr 08:00-12:00; PH off
closed: {from: 2026-12-20, until: 2026-12-30}
"""
EVENT = """title: {de: Treff}
start: 2026-12-01 17:00
end: 2026-12-01 18:00
repeat: FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601
place: library
free: yes
registration:
  phone: +49 5321 1234
  email: a@b.example
"""
OFFICE = """name: Amt
phones:
  - label: Zentrale
    number: +49 5321 1234
organisation: town
"""
FILES = {
    "region": "town/region.yaml",
    "place": "town/places/library.yaml",
    "event": "town/events/cafe.yaml",
    "contact": "town/contacts/office.yaml",
    "organisation": "town/organisations/town.yaml",
    "correction": "town/events/overrides/cafe.yaml",
}
TEXTS = {
    **dict(zip(FILES, (REGION, PLACE, EVENT, OFFICE, "name: Stadt\n"), strict=False)),
    "correction": "title: {de: Treffen}\n",
}
WORLD = {**SMALL_SITE, **{FILES[kind]: text for kind, text in TEXTS.items()}}

SLIPS = [
    ("place", "categories:", "catgories:", "error unknown-key", 2),
    ("place", "latitude: 51.9", "latitude: 51,9", "error unknown-key", 5),
    ("place", "name: {de: Bibliothek}", "name: {de: Bibliothek, deutsch: B}", "warning text-not-listed", 1),
    ("place", "name: {de: Bibliothek}", "name: [Bibliothek]", "error wrong-type", 1),
    ("place", "[library]", "library", "error wrong-type", 2),
    ("place", "[library]", "\n  - library\n  - libary", "error unknown-category", 4),
    ("place", "latitude: 51.9, longitude: 10.2", "51.9, 10.2", "error unknown-key", 5),
    ("place", "{latitude: 51.9, longitude: 10.2}", "51.9, 10.2", "error wrong-type", 5),
    ("place", "  - number: +49 5321 1235", "  - +49 5321 1235", "error wrong-type", 8),
    ("place", "+49 5321 1235", "+49 5", "error bad-phone", 8),
    ("place", "  - number: +49 5321 1235", "   - number: +49 5321 1235", "error yaml-syntax", 8),
    ("place", "Mo-Fr 08:00-12:00", "Mo-Fr 8-12 Uhr", "error bad-hours", 9),
    ("place", "Mo-Fr 08:00-12:00; PH off", "Dec 24-Jan 01 off", "warning hours-never-open", 9),
    ("place", "Mo-Fr 08:00-12:00", "Mo-Fr 12:00-08:00", "warning hours-end-before-start", 9),
    ("place", "Mo-Fr 08:00-12:00", "Mo-Fr 08:00-31:00", "warning hours-end-before-start", 9),
    ("place", "Mo-Fr 08:00-12:00", "Mo-Fr 08:00-12:00; Th 14:00-18:00", "warning hours-replaced", 9),
    ("place", "Mo-Fr 08:00-12:00; PH off", "{Mo: 08:00-12:00}", "error wrong-type", 9),
    ("place", "from: 2026-12-20", "from: 20.12.2026", "error wrong-type", 10),
    ("place", "from: 2026-12-20", "from: 2026-02-30", "error wrong-type", 10),
    ("place", "until: 2026-12-30", "until: 2026-12-19", "error closure-ends-before-start", 10),
    ("event", "repeat:", "repat:", "error unknown-key", 4),
    ("event", "start: 2026-12-01 17:00", "start: 1.12.2026 17 Uhr", "error bad-moment", 2),
    ("event", "start: 2026-12-01 17:00\n", "", "error missing-key", 1),
    ("event", "FREQ=WEEKLY", "FREQ=WEEKLYY", "error bad-repeat", 4),
    ("event", "UNTIL=20270601", "INTERVAL=0", "error bad-repeat", 4),
    ("event", "UNTIL=20270601", "COUNT=0", "error bad-repeat", 4),
    ("event", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270601", "{freq: weekly}", "error wrong-type", 4),
    ("event", "place: library", "place: libary", "error names-nothing", 5),
    ("event", "free: yes", "free: vielleicht", "error wrong-type", 6),
    ("event", "+49 5321 1234", "12", "error bad-phone", 8),
    ("event", "a@b.example", "a@b", "error bad-mail", 9),
    ("event", "registration:\n  phone", "registration:\n phone", "error yaml-syntax", 9),
    ("correction", "title", "titel", "error unknown-key", 1),
    ("correction", "title: {de: Treffen}", "place: libary", "error names-nothing", 1),
    ("contact", "+49 5321 1234", "110 11", "error bad-phone", 4),
    ("contact", "organisation: town", "organisation: twon", "error unknown-organisation", 5),
    ("contact", "organisation: town", "organisation: town\nwebsite: b.example", "error bad-website", 6),
    ("organisation", "name: Stadt", "name: Stadt\nwebsite: www.town.example", "error bad-website", 2),
    ("region", "land: NI", "land: Niedersachsen", "error unknown-land", 5),
    ("region", "land: NI", "land: NI\ntime_zone: Berlin", "error unknown-time-zone", 6),
    ("region", "south: 51", "south: 53", "error bad-bounding-box", 6),
    ("region", "  Seesen: {latitude: 51.9", "  Seesen: {latitude: 58.9", "warning outside-bounding-box", 8),
    ("region", "audiences:", "categories: {repair: {name: R, icon: wrenchh}}\naudiences:", "error unknown-icon", 9),
    ("region", "audiences:", "categories: {repair: Reparatur}\naudiences:", "error wrong-type", 9),
    ("region", "    name: Familien", "    name: {de: Familien, ua: Родини}", "warning text-not-listed", 11),
]

Check = Callable[..., BuildResult]


def told(result: BuildResult) -> list[tuple[str, str, int]]:
    """What is found, without notes."""
    return [
        (f"{each.severity} {each.code}", each.place.file, each.place.line)
        for each in result.all_findings
        if each.severity != "note"
    ]


def test_the_files_without_slips(check_site: Check) -> None:
    """Otherwise the other tests would prove nothing."""
    assert told(check_site(WORLD, today=TODAY)) == []


@pytest.mark.parametrize(("kind", "right", "wrong", "code", "line"), SLIPS)
def test_a_slip_is_told_in_its_line(kind: str, right: str, wrong: str, code: str, line: int, check_site: Check) -> None:
    """With its file, and without a crowd of findings that only follow from it."""
    assert TEXTS[kind].count(right) == 1
    result = check_site({**WORLD, FILES[kind]: TEXTS[kind].replace(right, wrong)}, today=TODAY)
    assert (code, FILES[kind], line) in told(result)
    assert len([each for each in told(result) if each[1] == FILES[kind]]) <= 1 + (wrong == "51.9, 10.2") * 3


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind != "region"])
@pytest.mark.parametrize("text", ["- a\n- b\n", "Only words\n", "name: [\n", "\tname: a\n", "a: &x 1\nb: *x\n"])
def test_what_is_no_such_file_at_all(kind: str, text: str, check_site: Check) -> None:
    """A list, words, a bracket that nothing closes, a tab, an alias: one error in the file's own line, no fault of ours."""
    found = [each for each in told(check_site({**WORLD, FILES[kind]: text}, today=TODAY)) if each[1] == FILES[kind]]
    assert found
    assert all(code.startswith("error ") and line for code, _, line in found)


def test_a_region_in_site_yaml_that_is_not_there(check_site: Check) -> None:
    """The line of the list in which it stands."""
    site = {"site.yaml": "title: Guide\nregions:\n  - town\n  - twon\n"}
    assert told(check_site({**WORLD, **site}, today=TODAY)) == [("error no-region-folder", "site.yaml", 4)]
