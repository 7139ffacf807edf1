"""GeoJSON to a boundary (RFC 7946). Files come from anywhere, so that their size, their nesting and their numbers are bounded."""

import re
from collections.abc import Mapping

from pydantic import ValidationError

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.model.geography import Area, Boundary
from integreat_ssg.model.settings import MapSettings

MAP_FOLDER = "map"
BOUNDARY_SUFFIX = ".geojson"
MAX_BYTES = 4 * 1024 * 1024
MAX_POINTS = 200_000
"""Far more than a district needs; a drawing as wide as a phone shows a few hundred."""

_SPOT = re.compile(r"line (\d+) column (\d+)")


def boundary_files(slug: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The GeoJSON files of a region by the names that its settings give them ("map/boundary.geojson")."""
    inside = [path for path in files if path.startswith(f"{slug}/{MAP_FOLDER}/") and path.endswith(BOUNDARY_SUFFIX)]
    return {path.removeprefix(f"{slug}/"): files[path] for path in inside}


def read_boundary(
    slug: str, settings: MapSettings, files: Mapping[str, bytes], found: list[Finding]
) -> Boundary | None:
    """The boundary that a region's settings name among its `boundary_files`; None where there is none that can be drawn.

    What is wrong with the file is added to `found`. That a file is missing, another rule tells.
    """
    data = files.get(settings.boundary or "")
    if settings.boundary is None or data is None:
        return None
    boundary = parse_boundary(data, f"{slug}/{settings.boundary}")
    if isinstance(boundary, Finding):
        found.append(boundary)
        return None
    return boundary


def parse_boundary(data: bytes, file: str) -> Boundary | Finding:
    """The polygons of a GeoJSON file, or what keeps it from being drawn."""
    place = Place(file)
    if len(data) > MAX_BYTES:
        return error("boundary-too-large", place, megabytes=MAX_BYTES // 1024 // 1024, points=MAX_POINTS)
    from integreat_ssg.reading.geojson import (
        areas_of,  # its schema takes time to make, and most regions have no such file
    )

    try:
        areas = tuple(Area(name, rings) for name, rings in areas_of(data) if rings)
    except ValidationError as problem:
        return _not_geojson(problem, file)
    if not areas:
        return error("no-polygon", place)
    if sum(len(ring) for area in areas for ring in area.rings) > MAX_POINTS:
        return error("boundary-too-large", place, megabytes=MAX_BYTES // 1024 // 1024, points=MAX_POINTS)
    boundary = Boundary(file, areas)
    for longitude, latitude in boundary.points:
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            return error("not-in-degrees", place, x=f"{longitude:g}", y=f"{latitude:g}")
    return boundary


def _not_geojson(problem: ValidationError, file: str) -> Finding:
    """Where a file stops being GeoJSON: a line where it is no JSON at all, else the way to what does not fit."""
    first = problem.errors(include_url=False, include_input=False)[0]
    spot = _SPOT.search(str(first.get("ctx", {}).get("error", "")))
    if spot:
        return error("bad-geojson", Place(file, int(spot[1]), int(spot[2])), where="JSON")
    where = ".".join(str(step) for step in first["loc"] if isinstance(step, int) or step.islower())
    return error("bad-geojson", Place(file), where=where or "type")
