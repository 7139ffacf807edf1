"""What readers find on the map page: numbers that lead to the list, whose outline it is, and a page that stays light."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.checking.site import FIRST_VIEW
from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]
Read = Callable[..., str]

TODAY = date(2026, 11, 22)
DRAWING = 3000
"""Bytes that a drawing may add to a page, compressed."""
REGION = (
    str(SMALL_SITE["town/region.yaml"])
    + "land: NI\nbounding_box: {south: 51.5, west: 10.0, north: 52.5, east: 11.0}\n"
    + "aliases: {Nordhof: {latitude: 52.3, longitude: 10.5}, Süd: {latitude: 51.7, longitude: 10.4}}\n"
)
MAP = "map: {boundary: map/b.geojson, credit: © Amt, licence: dl-de/by-2-0, url: https://geo.example/}\n"
SQUARE = json.dumps({"type": "Polygon", "coordinates": [[[10.1, 51.6], [10.9, 51.6], [10.9, 52.4], [10.1, 52.4]]]})


def place(latitude: float, longitude: float, name: str = "Amt", town: str = "Nordhof") -> str:
    """A place at some point."""
    at = f"{{latitude: {latitude:.5f}, longitude: {longitude:.5f}}}"
    return f"name: {{de: {name}, ar: دائرة}}\ncategories: [authority]\nmunicipality: {town}\ncoordinates: {at}\n"


WORLD = {
    **SMALL_SITE,
    "town/region.yaml": REGION,
    "town/places/south.yaml": place(51.7, 10.4, "Südamt", "Süd"),
    "town/places/north.yaml": place(52.3, 10.5, "Nordamt"),
    "town/places/twin.yaml": place(52.3, 10.5, "Amt nebenan"),
}


@pytest.fixture
def read(build_site: Build, tmp_path: Path) -> Read:
    """A file of the town's site after a build on a fixed day, with some files changed."""

    def build_and_read(file: str, files: dict[str, str] | None = None) -> str:
        result = build_site({**WORLD, **(files or {})}, today=TODAY)
        assert result.regions[0].version, result.all_findings
        return (tmp_path / "build" / "town" / file).read_text()

    return build_and_read


def rows(html: str) -> list[tuple[str, str]]:
    """Number and name of each row of the list."""
    return re.findall(r'<b class="number">(.*?)</b>\n<a href="[^"]*">(?:<span[^>]*>)?(.*?)<', html)


def marks(html: str) -> dict[str, str]:
    """What each mark says, and where it leads."""
    return {
        says: url
        for url, says in re.findall(r'<a(?: id="n\d+")? href="(#?[^"]*)" tabindex="-1">.*?<text[^>]*>(.*?)<', html)
    }


def test_numbers_lead_from_the_map_to_the_list(read: Read) -> None:
    """From north to south; places in one house share a number; each mark leads to its first row."""
    html = read("de/map/index.html")
    assert rows(html) == [("1", "Amt nebenan"), ("1", "Nordamt"), ("2", "Südamt")]
    assert marks(html) == {"1": "#at-twin", "2": "#at-south"}
    assert 'id="at-twin"' in html


def test_list_map_and_place_lead_to_each_other(read: Read) -> None:
    """From the list to the map and back, and from a place to its mark."""
    assert 'href="../map/index.html"' in read("de/places/index.html")
    assert 'href="../places/index.html"' in read("de/map/index.html")
    assert 'href="../../map/index.html#n2"' in read("de/places/south/index.html")


def test_rows_tell_the_script_what_those_of_the_list_tell(read: Read) -> None:
    """The same attributes on both pages, so that the same filters work."""
    found = [
        dict(re.findall(r'<li[^>]*?( data-kind=[^>]*)>\s*(?:<b.*</b>\s*)?<a href="(?:[^"]*/)?(\w+)/index', read(file)))
        for file in ("de/places/index.html", "de/map/index.html")
    ]
    assert found[0] == found[1]
    assert found[0]


def test_names_of_municipalities(read: Read) -> None:
    """They stand beside the marks, as they are written on road signs."""
    assert re.findall(r"<text [^>]*>(\w{3,})</text>", read("ar/map/index.html")) == ["Nordhof", "Süd"]


def test_the_drawing_is_nothing_to_listen_to(read: Read) -> None:
    """Screen readers hear one sentence that leads them to the list; no key has to pass the marks."""
    html = read("de/map/index.html")
    label = re.search(r'<svg class="land"[^>]* role="img" aria-label="([^"]*)"', html)
    assert label
    assert "Liste" in label[1]
    assert '<svg class="marks" aria-hidden="true">' in html
    inside = html.partition('<svg class="marks"')[2].partition("</div>")[0]
    assert inside.count("<a ") == inside.count('tabindex="-1"') == 2


def test_whose_outline_it_is(read: Read) -> None:
    """Credit and licence stand below the map, with the way to where it is from."""
    html = read("de/map/index.html", {"town/region.yaml": REGION + MAP, "town/map/b.geojson": SQUARE})
    assert '<bdi lang="de"><a href="https://geo.example/">© Amt</a> (dl-de/by-2-0)</bdi>' in html
    assert "nicht amtlich" not in html
    assert '<path class="outline" d="M' in html


def test_an_illustrative_outline_says_so(read: Read) -> None:
    """Nobody takes an outline drawn by hand for an official one."""
    own = REGION + "map: {boundary: map/b.geojson, illustrative: true}\n"
    html = read("de/map/index.html", {"town/region.yaml": own, "town/map/b.geojson": SQUARE})
    assert "nicht amtlich" in html


def test_places_that_are_not_on_the_map(read: Read) -> None:
    """A place without coordinates, or far outside, is in the list, and the map says that there are more."""
    html = read("de/map/index.html")
    assert "Einige Orte stehen nicht auf der Karte." not in html
    for extra in ("name: Ohne Ort\n", place(40.0, 10.5, "Weit weg")):
        html = read("de/map/index.html", {"town/places/extra.yaml": extra})
        assert "Einige Orte stehen nicht auf der Karte." in html
        assert len(rows(html)) == 3
        assert "#n" not in read("de/places/extra/index.html", {"town/places/extra.yaml": extra})


def test_no_coordinates_no_map(build_site: Build, tmp_path: Path) -> None:
    """A region whose places lie nowhere has a list and no map."""
    build_site({**SMALL_SITE, "town/places/office.yaml": "name: Amt\n"}, today=TODAY)
    assert (tmp_path / "build/town/de/places/index.html").exists()
    assert not (tmp_path / "build/town/de/map").exists()
    assert "map/index.html" not in (tmp_path / "build/town/de/places/index.html").read_text()


def test_a_crowded_town_gets_a_drawing_of_its_own(read: Read) -> None:
    """Places that are one mark on the map are told apart in a detail, which a letter leads to."""
    town = {f"town/places/t{at}.yaml": place(52.0 + at * 0.003, 10.6 + at % 3 * 0.004) for at in range(6)}
    html = read("de/map/index.html", town)
    assert marks(html)["A"] == "#detail-A"
    detail = html.partition('<figure id="detail-A">')[2].partition("</figure>")[0]
    assert len(marks(detail)) == 6
    assert "<b>A</b> <bdi>Nordhof</bdi>" in detail
    assert re.search(r"<bdi>\d00\sm</bdi>", detail)
    numbers = [int(number) for number, _ in rows(html)]
    assert numbers == sorted(numbers)


def border(points: int) -> str:
    """A region of nine municipalities, with many points and a ragged edge."""

    def line(start: tuple[float, float], end: tuple[float, float]) -> list[list[float]]:
        if start > end:  # neighbours agree on their border
            return [list(end_of) for end_of in (start, *reversed(line(end, start)[1:]))]
        ragged = [at * 7 % 11 - 5 if at else 0 for at in range(points)]
        return [
            [round(start[axis] + (end[axis] - start[axis]) * at / points + ragged[at] * 0.0015, 6) for axis in (0, 1)]
            for at in range(points)
        ]

    def ring(west: float, south: float) -> list[list[float]]:
        corners = [(west, south), (west + 0.25, south), (west + 0.25, south + 0.25), (west, south + 0.25)]
        return [
            point for start, end in zip(corners, corners[1:] + corners[:1], strict=True) for point in line(start, end)
        ]

    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Gemeinde {column}{row}"},
            "geometry": {"type": "Polygon", "coordinates": [ring(10.1 + column * 0.25, 51.6 + row * 0.25)]},
        }
        for column in range(3)
        for row in range(3)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_three_hundred_places_stay_light(build_site: Build, tmp_path: Path) -> None:
    """Every page of a long map fits into a server's first answer, its drawing into three kilobytes, and no place is lost."""
    many = {
        f"town/places/office-{at:03}.yaml": place(
            51.62 + at * 37 % 300 * 0.0025,
            10.12 + at * 61 % 300 * 0.0025,
            f"Amt für Angelegenheiten Nummer {at:03}",
            ("Nordhof", "Süd")[at % 2],
        )
        for at in range(300)
    }
    region = REGION + "map: {boundary: map/b.geojson, illustrative: true}\n"
    result = build_site(
        {**SMALL_SITE, **many, "town/region.yaml": region, "town/map/b.geojson": border(400)}, today=TODAY
    )
    assert not [each for each in result.all_findings if each.code == "page-too-heavy"]
    folder = tmp_path / "build/town"
    style = len(gzip.compress(next(folder.glob("assets/*/style.css")).read_bytes(), 6))
    for tag in ("de", "ar"):
        names: set[str] = set()
        for page in (folder / tag / "map").rglob("index.html"):
            html = page.read_text()
            whole = len(gzip.compress(html.encode(), 6))
            drawings = re.sub(r'<svg class="land".*?</svg>\s*</div>', "", html, flags=re.DOTALL)
            print(page.parent.name, whole, whole - len(gzip.compress(drawings.encode(), 6)), len(marks(html)))
            assert whole + style < FIRST_VIEW
            assert whole - len(gzip.compress(drawings.encode(), 6)) <= DRAWING
            names |= set(re.findall(r'id="at-(office-\d+)"', html))
            for target in marks(html).values():
                path, _, anchor = target.partition("#")
                other = (page.parent / path) if path else page
                assert f'id="{anchor}"' in other.read_text()
        assert len(names) == 300


def test_the_same_map_twice(build_site: Build, tmp_path: Path) -> None:
    """The same places in files of other names give the same drawing."""
    files = {**WORLD, "town/region.yaml": REGION + MAP, "town/map/b.geojson": border(50)}
    drawings = []
    for _ in range(2):
        build_site(files, today=TODAY)
        drawings.append((tmp_path / "build/town/de/map/index.html").read_bytes())
    assert drawings[0] == drawings[1]
