"""Rules about a region's map."""

from collections.abc import Iterator
from datetime import date

from integreat_ssg.checking.texts import host_of
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.spelling import nearest

BESIDE = 0.1
"""By how much of the bounding box's width and height an outline may leave it: boxes are often round numbers."""


def files(content: Content, _: date | None) -> Iterator[Finding]:
    """The boundary that is named is there, and none is forgotten."""
    named = content.settings.map.boundary
    if named is not None and named not in content.boundary_files:
        place = content.at_setting("map", "boundary")
        yield error(
            "names-nothing", place, key="map: boundary", name=named, nearest=nearest(named, content.boundary_files)
        )
    for file in content.boundary_files:
        if file != named:
            yield note("boundary-not-named", Place(f"{content.slug}/{file}"))


def position(content: Content, _: date | None) -> Iterator[Finding]:
    """An outline lies where the region's bounding box is. Elsewhere it is another region's, or latitude and longitude have
    changed places."""
    box, boundary = content.settings.bounding_box, content.boundary
    if box is None or boundary is None:
        return
    own = boundary.box
    high, wide = (box.north - box.south) * BESIDE, (box.east - box.west) * BESIDE
    apart = own.south > box.north or own.north < box.south or own.west > box.east or own.east < box.west
    beyond = (
        own.south < box.south - high
        or own.north > box.north + high
        or own.west < box.west - wide
        or own.east > box.east + wide
    )
    if apart or beyond:
        make = error if apart else warning
        yield make(
            "boundary-elsewhere",
            Place(boundary.file),
            west=f"{own.west:.2f}",
            south=f"{own.south:.2f}",
            east=f"{own.east:.2f}",
            north=f"{own.north:.2f}",
        )


def credits_given(content: Content, _: date | None) -> Iterator[Finding]:
    """Whoever made an outline is named with its licence below the map; one drawn for the guide is nobody else's."""
    settings = content.settings.map
    if settings.boundary and not settings.illustrative:
        for key, value in (("credit", settings.credit), ("licence", settings.licence)):
            if not value:
                yield error("no-map-credit", content.at_setting("map", "boundary"), key=f"map: {key}")
    if settings.url and "." not in host_of(settings.url):
        yield error("bad-website", content.at_setting("map", "url"), url=settings.url)
