"""GeoJSON's own form (RFC 7946), as far as polygons are to be found in it."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, FiniteFloat, TypeAdapter

from integreat_ssg.model.geography import Degrees, Ring

_Position = Annotated[list[FiniteFloat], Field(min_length=2, max_length=4)]
_Rings = list[list[_Position]]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: _Rings


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: list[_Rings]


class _OtherGeometry(BaseModel):
    type: Literal["Point", "MultiPoint", "LineString", "MultiLineString"]


_Simple = Annotated[_Polygon | _MultiPolygon | _OtherGeometry, Field(discriminator="type")]


class _Collection(BaseModel):
    type: Literal["GeometryCollection"]
    geometries: list[_Simple]


_Geometry = Annotated[_Polygon | _MultiPolygon | _OtherGeometry | _Collection, Field(discriminator="type")]


class _Feature(BaseModel):
    type: Literal["Feature"]
    geometry: _Geometry | None
    properties: dict[str, Any] | None = None


class _FeatureCollection(BaseModel):
    type: Literal["FeatureCollection"]
    features: list[_Feature]


_Document = Annotated[
    _FeatureCollection | _Feature | _Polygon | _MultiPolygon | _OtherGeometry | _Collection,
    Field(discriminator="type"),
]


@cache
def _document() -> TypeAdapter[Any]:
    return TypeAdapter(_Document)


def areas_of(data: bytes) -> Iterator[tuple[str, tuple[Ring, ...]]]:
    """Name and rings of everything in a file that has some. Raises ValidationError where it is not GeoJSON."""
    document = _document().validate_json(data)
    features = document.features if isinstance(document, _FeatureCollection) else [document]
    for each in features:
        geometry = each.geometry if isinstance(each, _Feature) else each
        properties = (each.properties if isinstance(each, _Feature) else None) or {}
        name = properties.get("name")
        yield name.strip() if isinstance(name, str) else "", tuple(_rings(geometry))


def _rings(geometry: Any) -> Iterator[Ring]:
    match geometry:
        case _Polygon():
            yield from _closed(geometry.coordinates)
        case _MultiPolygon():
            for polygon in geometry.coordinates:
                yield from _closed(polygon)
        case _Collection():
            for each in geometry.geometries:
                yield from _rings(each)


def _closed(rings: Iterable[list[list[float]]]) -> Iterator[Ring]:
    """Rings without the point that ends where the first began; what has less than three corners encloses nothing."""
    for ring in rings:
        points: list[Degrees] = [(position[0], position[1]) for position in ring]
        if len(points) > 1 and points[0] == points[-1]:
            points.pop()
        if len(set(points)) > 2:
            yield tuple(points)
