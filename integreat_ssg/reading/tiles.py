"""PMTiles files to values: what their head says, and whether the interactive map can be drawn from them.

Source: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md.
"""

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping

from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.settings import BoundingBox, MapSettings
from integreat_ssg.model.tiles import Tiles
from integreat_ssg.reading.folder import TILES_SUFFIX
from integreat_ssg.spelling import nearest

MAGIC = b"PMTiles"
VERSION = 3
MAX_METADATA_BYTES = 1024 * 1024
"""Of the description inside the file, unpacked."""

_HEAD = struct.Struct("<7sB11Q6B4iB2i")
_SECTIONS = ((0, 1), (2, 3), (4, 5), (6, 7))
"""Where in the head's eleven numbers the offset and the length of each part of the file stand."""
_PLAIN, _GZIP = 1, 2
_VECTORS = 1
_DEEPEST = 26
"""The highest zoom level that the format knows."""


def read_tiles(slug: str, settings: MapSettings, files: Mapping[str, bytes], found: list[Finding]) -> Tiles | None:
    """The tiles that a region's settings name among its `files`; None where there are none that the map can be drawn from.

    What is wrong is added to `found`, and a file of tiles in the folder `map` that nobody names.
    """
    named = f"{slug}/{settings.tiles}" if settings.tiles else None
    there = [path for path in files if path.startswith(f"{slug}/map/") and path.endswith(TILES_SUFFIX)]
    found += [warning("tiles-not-named", Place(path)) for path in there if path != named]
    if settings.tiles is None or named is None:
        return None
    if named not in there:
        near = nearest(named, there).removeprefix(f"{slug}/")
        if all(each.place.file != named for each in found):  # else it is known already why it is not there
            place = Place(f"{slug}/region.yaml")
            found.append(error("names-nothing", place, key="map: tiles", name=settings.tiles, nearest=near))
        return None
    tiles = parse_tiles(settings.tiles, files[named], named)
    if isinstance(tiles, Finding):
        found.append(tiles)
        return None
    return tiles


def parse_tiles(path: str, data: bytes, source: str) -> Tiles | Finding:
    """`path` inside the region ("map/region.pmtiles"), `source` the file as findings name it. A finding where the file is no
    PMTiles file of version 3 with vector tiles, is cut off, or is compressed in a way that browsers cannot undo."""
    place = Place(source)
    if len(data) < _HEAD.size or not data.startswith(MAGIC):
        return error("tiles-format", place)
    _, version, *numbers = _HEAD.unpack_from(data)
    if version != VERSION:
        return error("tiles-version", place, version=version)
    sections, (_, inner, outer, kind, low, high), bounds = numbers[:11], numbers[11:17], numbers[17:21]
    if any(sections[offset] + sections[length] > len(data) for offset, length in _SECTIONS):
        return error("tiles-damaged", place)
    if kind != _VECTORS:
        return error("tiles-not-vectors", place)
    if not {inner, outer} <= {_PLAIN, _GZIP}:
        return error("tiles-compression", place)
    west, south, east, north = (degrees / 10_000_000 for degrees in bounds)
    box = BoundingBox(south=south, west=west, north=north, east=east)
    layers = _layers(data[sections[2] : sections[2] + sections[3]], packed=inner == _GZIP)
    if low > high or high > _DEEPEST or south >= north or west >= east or layers is None:
        return error("tiles-damaged", place)
    return Tiles(path, data, hashlib.sha256(data).hexdigest(), source, box, low, high, layers)


def _layers(metadata: bytes, *, packed: bool) -> frozenset[str] | None:
    """The names of the layers that the file's description lists; None where it is none."""
    try:
        if packed:
            unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
            metadata = unpacking.decompress(metadata, MAX_METADATA_BYTES)
            if not unpacking.eof:
                return None
        described = json.loads(metadata)
    except (ValueError, RecursionError, zlib.error):
        return None
    match described:
        case {"vector_layers": list(layers)}:
            return frozenset(str(layer["id"]) for layer in layers if isinstance(layer, dict) and "id" in layer)
        case dict():
            return frozenset()
    return None
