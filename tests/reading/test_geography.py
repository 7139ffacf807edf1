"""GeoJSON from anywhere: what can be drawn is read, everything else is told and ends soon."""

import json
import time
from typing import Any

import pytest

from integreat_ssg.model.findings import Finding
from integreat_ssg.model.geography import Boundary
from integreat_ssg.reading.geography import MAX_BYTES, MAX_POINTS, parse_boundary

SQUARE = [[[10, 52], [11, 52], [11, 53], [10, 53], [10, 52]]]
CORNERS = ((10, 52), (11, 52), (11, 53), (10, 53))


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """A feature with this geometry."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def polygon(rings: Any) -> dict[str, Any]:
    """A polygon's geometry."""
    return {"type": "Polygon", "coordinates": rings}


def collection(*features: Any) -> dict[str, Any]:
    """Features as a document."""
    return {"type": "FeatureCollection", "features": list(features)}


def read(document: Any) -> Boundary | Finding:
    """What a document, or bytes, is read as."""
    return parse_boundary(
        document if isinstance(document, bytes) else json.dumps(document).encode(), "town/map/b.geojson"
    )


@pytest.mark.parametrize(
    "document",
    [
        collection(feature(polygon(SQUARE))),
        feature(polygon(SQUARE)),
        polygon(SQUARE),
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [10, 52]}, polygon(SQUARE)]},
        {**collection(feature(polygon(SQUARE))), "bbox": [10, 52, 11, 53], "crs": None},
        collection(feature(polygon([[*([*point, 31.5] for point in SQUARE[0])]]))),
        polygon([SQUARE[0][:-1]]),
    ],
    ids=["collection", "feature", "polygon", "multi", "several", "old members", "heights", "not closed"],
)
def test_every_way_to_write_a_polygon(document: Any) -> None:
    """Whatever a map program exports, the same corners are read."""
    boundary = read(document)
    assert isinstance(boundary, Boundary)
    assert [area.rings for area in boundary.areas] == [(CORNERS,)]


def test_municipalities_keep_their_names() -> None:
    """A name that is a text is one; anything else is none."""
    boundary = read(collection(*(feature(polygon(SQUARE), name=name) for name in ("Seesen ", None, 7, {"de": "x"}))))
    assert isinstance(boundary, Boundary)
    assert [area.name for area in boundary.areas] == ["Seesen", "", "", ""]


DEEP = 50_000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bad-geojson"),
        (b"\xff\xfe{", "bad-geojson"),
        (b"{", "bad-geojson"),
        (b'{"type": "Topology"}', "bad-geojson"),
        (b'{"type": "Polygon"}', "bad-geojson"),
        (b'[{"type": "Polygon"}]', "bad-geojson"),
        (b"[" * DEEP, "bad-geojson"),
        (b'{"a":' * DEEP, "bad-geojson"),
        (b'{"type": "Polygon", "coordinates": ' + b"[" * DEEP + b"]" * DEEP + b"}", "bad-geojson"),
        (
            b'{"type": "Polygon", "coordinates": [[["10", "52"], [11, 52], [1, 1]]]}'.replace(b'"10"', b'"x"'),
            "bad-geojson",
        ),
        (b'{"type": "Polygon", "coordinates": [[[NaN, 52], [11, 52], [11, 53]]]}', "bad-geojson"),
        (b'{"type": "Polygon", "coordinates": [[[1e999, 52], [11, 52], [11, 53]]]}', "bad-geojson"),
        (b'{"type": "Polygon", "coordinates": [[[10], [11], [12]]]}', "bad-geojson"),
        (json.dumps(collection()).encode(), "no-polygon"),
        (json.dumps(collection(feature(None))).encode(), "no-polygon"),
        (json.dumps(feature({"type": "LineString", "coordinates": SQUARE[0]})).encode(), "no-polygon"),
        (json.dumps(polygon([[[10, 52], [10, 52], [11, 52], [10, 52]]])).encode(), "no-polygon"),
        (json.dumps(polygon([[[594000, 5760000], [595000, 5760000], [595000, 5761000]]])).encode(), "not-in-degrees"),
        (b" " * (MAX_BYTES + 1), "boundary-too-large"),
        (json.dumps(polygon([[[10, 52], [11, 53], [10, 53]] * (MAX_POINTS // 3 + 1)])).encode(), "boundary-too-large"),
    ],
)
def test_what_cannot_be_drawn(data: bytes, code: str) -> None:
    """A file that is broken, hostile, too large or about something else is one finding, soon."""
    began = time.process_time()
    finding = read(data)
    assert isinstance(finding, Finding)
    assert finding.code == code
    assert time.process_time() - began < 5


def test_where_it_breaks() -> None:
    """Broken JSON is told by its line, a wrong shape by the way that leads to it."""
    broken = read(b'{\n  "type": "Polygon",\n  "coordinates": [[10 52]]\n}')
    assert isinstance(broken, Finding)
    assert broken.place.line == 3
    wrong = read(collection(feature(polygon(SQUARE)), feature(polygon([[[10, 52], [11, "east"]]]))))
    assert isinstance(wrong, Finding)
    assert dict(wrong.details)["where"].startswith("features.1.geometry")
