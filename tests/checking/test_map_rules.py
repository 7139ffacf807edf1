"""Each rule about the map on a region that breaks it."""

import json
from collections.abc import Callable

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Check = Callable[..., BuildResult]

REGION = (
    str(SMALL_SITE["town/region.yaml"])
    + "bounding_box: {south: 51, west: 10, north: 52, east: 11}\n"
    + "map:\n  boundary: map/boundary.geojson\n  credit: © Amt\n  licence: dl-de/by-2-0\n  url: https://geo.example/\n"
)


def square(south: float, west: float, side: float = 0.5) -> str:
    """A GeoJSON file with a square."""
    corners = [[west, south], [west + side, south], [west + side, south + side], [west, south + side]]
    return json.dumps({"type": "Polygon", "coordinates": [corners]})


WORLD = {**SMALL_SITE, "town/region.yaml": REGION, "town/map/boundary.geojson": square(51.2, 10.2)}


def told(check_site: Check, files: dict[str, str]) -> list[tuple[str, str, int]]:
    """Severity with code, file and line of what is found, without notes on missing translations."""
    result = check_site({**WORLD, **files})
    return [
        (f"{each.severity} {each.code}", each.place.file, each.place.line)
        for each in result.all_findings
        if each.code not in ("translation-missing", "no-git")
    ]


def test_a_good_map(check_site: Check) -> None:
    """A boundary where the region is, with its credit and licence, has no findings."""
    assert told(check_site, {}) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("  boundary: map/boundary", "  boundary: map/boundry", "error names-nothing", 7),
        ("  credit: © Amt\n", "", "error no-map-credit", 7),
        ("  licence: dl-de/by-2-0\n", "", "error no-map-credit", 7),
        ("https://geo.example/", "geo", "error bad-website", 10),
    ],
)
def test_settings_of_the_map(check_site: Check, old: str, new: str, code: str, line: int) -> None:
    """What is wrong in the settings is told at its line."""
    found = told(check_site, {"town/region.yaml": REGION.replace(old, new)})
    assert (code, "town/region.yaml", line) in found


def test_an_outline_drawn_for_the_guide_is_owed_to_nobody(check_site: Check) -> None:
    """With `illustrative` neither credit nor licence is asked for."""
    own = REGION.partition("  credit")[0] + "  illustrative: true\n"
    assert told(check_site, {"town/region.yaml": own}) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (square(10.2, 51.2), "error boundary-elsewhere"),
        (square(51.2, 10.2, side=2), "warning boundary-elsewhere"),
        (square(5_700_000, 590_000), "error not-in-degrees"),
        ("{}", "error bad-geojson"),
        ('{"type": "Point", "coordinates": [10.2, 51.2]}', "error no-polygon"),
    ],
    ids=["axes swapped", "too wide", "metres", "not GeoJSON", "a point"],
)
def test_boundaries_that_are_wrong(check_site: Check, content: str, code: str) -> None:
    """What is wrong in the file is told with the file."""
    found = told(check_site, {"town/map/boundary.geojson": content})
    assert [(each, file) for each, file, _ in found] == [(code, "town/map/boundary.geojson")]


def test_a_forgotten_boundary(check_site: Check) -> None:
    """A file that the settings do not name is told, and drawn nowhere."""
    assert told(check_site, {"town/map/old.geojson": square(51, 10)}) == [
        ("note boundary-not-named", "town/map/old.geojson", 0)
    ]
