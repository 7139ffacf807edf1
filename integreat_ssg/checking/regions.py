"""Rules about a region's settings."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from integreat_ssg.checking.texts import host_of
from integreat_ssg.model.colours import READABLE, WHITE, contrast, is_colour, readable_on
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, warning


def settings_place(content: Content) -> Place:
    """The region's settings as a place."""
    return Place(f"{content.slug}/region.yaml")


def names(content: Content, _: date | None) -> Iterator[Finding]:
    """A region needs a name in its source language, and an address that is one."""
    if not content.words(content.settings.name, content.settings.source_language):
        yield error("no-name", settings_place(content))
    for address, place in (
        (content.settings.base_url, settings_place(content)),
        (content.site.base_url, Place("site.yaml")),
    ):
        if address and not host_of(address):
            yield error("bad-base-url", place, url=address)


def colours(content: Content, _: date | None) -> Iterator[Finding]:
    """The brand colour carries white text and colours links on white: contrast 4.5:1 (WCAG 2.2, 1.4.3)."""
    brand = content.settings.colours.brand
    if not is_colour(brand):
        yield error("bad-colour", settings_place(content), colour=brand)
    elif contrast(brand, WHITE) < READABLE:
        ratio = f"{contrast(brand, WHITE):.1f}"
        yield error(
            "low-contrast", settings_place(content), colour=brand, ratio=ratio, better=readable_on(WHITE, brand)
        )


def positions(content: Content, _: date | None) -> Iterator[Finding]:
    """Coordinates lie on earth, and those of the region and its municipalities inside its bounding box."""
    box = content.settings.bounding_box
    points = {"centre": content.settings.centre, **content.settings.aliases}
    for name, point in points.items():
        if point is None:
            continue
        if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
            yield error("not-on-earth", settings_place(content), name=name)
        elif box and not (box.south <= point.latitude <= box.north and box.west <= point.longitude <= box.east):
            yield warning("outside-bounding-box", settings_place(content), name=name)


def named_things(content: Content, _: date | None) -> Iterator[Finding]:
    """Logo, emergency page and imprint contact name something that exists."""
    settings = content.settings
    for key, name, known in (
        ("logo", settings.logo, content.media),
        ("emergency_page", settings.emergency_page, content.paths),
        ("imprint_contact", settings.imprint_contact, content.contacts),
    ):
        if name is not None and name not in known:
            close = get_close_matches(name, list(known), n=1)
            yield error("names-nothing", settings_place(content), key=key, name=name, nearest=close[0] if close else "")
