"""Files of tiles from anywhere: what the map can be drawn from is published, anything else is told and never shown."""

import gzip
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.folder import MAX_TILES_BYTES
from tests.conftest import SMALL_SITE, Files
from tests.tiles import EAST, LAYERS, MIDDLE, NORTH, SOUTH, WEST, make_tiles

CREDIT = "© OpenStreetMap contributors (ODbL)"
HEAD = 127
METADATA = 24
"""Where in the head the offset and the length of the file's description stand."""


@pytest.fixture(scope="module")
def tiles(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A file of tiles that tippecanoe has made."""
    return make_tiles(tmp_path_factory.mktemp("tiles"))


def town(
    data: bytes | None, *, settings: str = f"tiles: map/town.pmtiles, tiles_credit: {CREDIT}", box: str = ""
) -> Files:
    """A town with a place on its map, and these tiles."""
    region = SMALL_SITE["town/region.yaml"]
    assert isinstance(region, str)
    place = f"name: Rathaus\ncoordinates: {{latitude: {MIDDLE}, longitude: 10.05}}\n"
    files = {**SMALL_SITE, "town/places/hall.yaml": place}
    files["town/region.yaml"] = f"{region}{box}map: {{{settings}}}\n" if settings else region
    return files if data is None else {**files, "town/map/town.pmtiles": data}


def codes(result: BuildResult) -> list[str]:
    """What was found about the map."""
    return sorted(
        each.code for each in result.all_findings if "tiles" in f"{each.code} {each.details} {each.place.file}"
    )


def changed(data: bytes, position: int, value: bytes) -> bytes:
    """The file with other bytes at a position of its head."""
    return data[:position] + value + data[position + len(value) :]


def described(data: bytes, text: bytes) -> bytes:
    """The file with another description, put at its end."""
    return changed(data, METADATA, struct.pack("<2Q", len(data), len(text))) + text


def test_tiles_become_a_set(build_site: Callable[..., BuildResult], tmp_path: Path, tiles: bytes) -> None:
    """They are published under a name of their own, and saved with what draws them, apart from all else."""
    result = build_site(town(tiles))
    assert codes(result) == []
    site = tmp_path / "build" / "town"
    (published,) = (site / "map").iterdir()
    assert published.read_bytes() == tiles
    sizes = {each.name: each.size for each in result.regions[0].sizes}
    bundle = sum(file.stat().st_size for file in site.glob("assets/*/libraries/map.*"))
    assert sizes["map"] == len(tiles) + bundle
    sets = json.loads((site / "release.json").read_text())["sets"]
    index = json.loads((site / f"release/index/{sets['map'][0]}.json").read_text())
    named = {
        path
        for pack, *_ in index["packs"]
        for path, *_ in json.loads((site / f"release/contents/{pack}.json").read_text())
    }
    assert named == {file.relative_to(site).as_posix() for file in (published, *site.glob("assets/*/libraries/map.*"))}
    assert 'data-enhance="tiles"' in (site / "de/map/index.html").read_text()
    assert 'data-set="map"' in (site / "de/offline/index.html").read_text()


def test_without_tiles_nothing_of_it_is_there(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """A region without tiles carries neither the library nor the scripts, and offers nothing."""
    result = build_site(town(None, settings=""))
    site = tmp_path / "build" / "town"
    assert not [file for file in site.rglob("*") if file.match("libraries/map.*") or file.name.startswith("tiles")]
    assert "map" not in {each.name for each in result.regions[0].sizes}
    assert "tiles" not in (site / "de/map/index.html").read_text()
    assert 'data-set="map"' not in (site / "de/offline/index.html").read_text()


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda data: b"SQLite format 3\0" + data[16:], "tiles-format"),
        (lambda data: data[: HEAD - 1], "tiles-format"),
        (lambda data: changed(data, 7, b"\2"), "tiles-version"),
        (lambda data: data[:-1], "tiles-damaged"),
        (lambda data: changed(data, 56, b"\xff" * 8), "tiles-damaged"),
        (lambda data: changed(data, 100, b"\x10\x01"), "tiles-damaged"),
        (lambda data: changed(data, 101, b"\xff"), "tiles-damaged"),
        (lambda data: changed(data, 102, struct.pack("<i", 110_000_000)), "tiles-damaged"),
        (lambda data: described(data, b"no gzip"), "tiles-damaged"),
        (lambda data: described(data, gzip.compress(b"[" * 100_000)), "tiles-damaged"),
        (lambda data: described(data, gzip.compress(b'{"vector_layers": "' + b"a" * 40_000_000)), "tiles-damaged"),
        (lambda data: described(data, gzip.compress(b"[]")), "tiles-damaged"),
        (
            lambda data: described(data, gzip.compress(b'{"vector_layers": [1, {}, {"id": []}]}')),
            "tiles-unknown-layers",
        ),
        (lambda data: described(data, gzip.compress(b"{}")), "tiles-unknown-layers"),
        (lambda data: changed(data, 99, b"\2"), "tiles-not-vectors"),
        (lambda data: changed(data, 97, b"\3"), "tiles-compression"),
        (lambda data: changed(data, 98, b"\4"), "tiles-compression"),
    ],
)
def test_what_cannot_be_drawn_is_told(
    check_site: Callable[..., BuildResult], tiles: bytes, damage: Callable[[bytes], bytes], code: str
) -> None:
    """Once, at the file, whatever is wrong with it."""
    assert codes(check_site(town(damage(tiles)))) == [code]


def test_the_settings_are_checked(check_site: Callable[..., BuildResult], tiles: bytes) -> None:
    """A file that is not there, a credit that is missing, another region's tiles, a file that nobody names."""
    assert codes(check_site(town(None))) == ["names-nothing"]
    assert codes(check_site(town(tiles, settings="tiles: map/town.pmtiles"))) == ["no-tiles-credit"]
    elsewhere = "bounding_box: {south: 47, west: 8, north: 48, east: 9}\n"
    assert "tiles-elsewhere" in codes(check_site(town(tiles, box=elsewhere)))
    here = f"bounding_box: {{south: {SOUTH}, west: {WEST}, north: {NORTH}, east: {EAST}}}\n"
    assert codes(check_site(town(tiles, box=here))) == []
    assert codes(check_site(town(tiles, settings=""))) == ["tiles-not-named"]


def test_size(check_site: Callable[..., BuildResult], tiles: bytes) -> None:
    """Beyond the region's budget it is a warning, beyond what a phone can hold the file is not read."""
    assert codes(check_site(town(tiles, box="budgets: {map: 200}\n"))) == ["map-over-budget"]
    assert codes(check_site(town(tiles + bytes(MAX_TILES_BYTES)))) == ["file-too-large"]


def test_other_layers(check_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Tiles that follow another scheme would be an empty map: that is told, with the names they have."""
    other = make_tiles(tmp_path / "other", {"gewaesser": LAYERS["water"]})
    assert codes(check_site(town(other))) == ["tiles-unknown-layers"]
