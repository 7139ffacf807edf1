"""Rules about the tiles of the interactive map."""

from collections.abc import Iterator
from datetime import date

from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, error, warning
from integreat_ssg.model.settings import BoundingBox
from integreat_ssg.model.tiles import LAYERS


def credit(content: Content, _: date | None) -> Iterator[Finding]:
    """Maps belong to somebody, whom their licences want to be named."""
    if content.tiles and not content.settings.map.tiles_credit:
        yield error("no-tiles-credit", content.at_setting("map", "tiles"))


def position(content: Content, _: date | None) -> Iterator[Finding]:
    """The tiles show the region."""
    if content.tiles and (box := content.settings.bounding_box) and not _meet(content.tiles.box, box):
        yield warning("tiles-elsewhere", content.at_setting("map", "tiles"))


def layers(content: Content, _: date | None) -> Iterator[Finding]:
    """The tiles have something that the map knows how to draw."""
    if content.tiles and not content.tiles.layers & LAYERS:
        found = ", ".join(sorted(content.tiles.layers)) or "–"
        known = ", ".join(sorted(LAYERS))
        yield warning("tiles-unknown-layers", content.at_setting("map", "tiles"), found=found, choices=known)


def _meet(one: BoundingBox, other: BoundingBox) -> bool:
    across = one.west < other.east and other.west < one.east
    return across and one.south < other.north and other.south < one.north
