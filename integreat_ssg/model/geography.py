"""Where a region lies: its boundary, and which of its places stand on its map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.settings import BoundingBox, Coordinates

Degrees = tuple[float, float]
"""Longitude and latitude (WGS 84), in GeoJSON's order."""
Ring = tuple[Degrees, ...]
"""A closed line; its last point leads back to the first, which is not repeated."""


@dataclass(frozen=True, slots=True)
class Area:
    """What some rings enclose: a municipality where it has a name, else the region or a part of it."""

    name: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True)
class Boundary:
    """A region's outline and, where they are known, the borders of its municipalities."""

    file: str
    areas: tuple[Area, ...]

    @property
    def points(self) -> Iterator[Degrees]:
        """Every point of every ring."""
        return (point for area in self.areas for ring in area.rings for point in ring)

    @property
    def box(self) -> BoundingBox:
        """The rectangle around all of it."""
        east_west = [longitude for longitude, _ in self.points]
        north_south = [latitude for _, latitude in self.points]
        return BoundingBox(min(north_south), min(east_west), max(north_south), max(east_west))


def is_on_earth(point: Coordinates) -> bool:
    """Whether there is such a point."""
    return -90 <= point.latitude <= 90 and -180 <= point.longitude <= 180


def on_the_map(places: Mapping[str, PlaceEntry], box: BoundingBox | None) -> dict[str, Coordinates]:
    """Keys of the places that a region's map shows, with where they lie: those with coordinates inside its bounding box."""
    return {
        key: point
        for key, entry in places.items()
        if (point := entry.place.coordinates) and is_on_earth(point) and (box is None or box.surrounds(point))
    }
