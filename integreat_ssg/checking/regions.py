"""Rules about a region's settings."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from integreat_ssg.checking.texts import host_of
from integreat_ssg.model.colours import READABLE, WHITE, contrast, is_colour, readable_on
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.settings import Coordinates
from integreat_ssg.occurrences import named_zone
from integreat_ssg.spelling import nearest

MAX_SHORT_NAME = 12
"""Characters; what Android shows below an icon."""


def names(content: Content, _: date | None) -> Iterator[Finding]:
    """A region needs a name in its source language, and an address that is one."""
    if not content.words(content.settings.name, content.settings.source_language):
        yield error("no-name", content.at_setting("name"))
    for address, place in (
        (content.settings.base_url, content.at_setting("base_url")),
        (content.site.base_url, content.at("site.yaml", "base_url")),
    ):
        if address and not host_of(address):
            yield error("bad-base-url", place, url=address)


def api(content: Content, _: date | None) -> Iterator[Finding]:
    """What other programs read of the API has complete addresses, so the region's own has to be known."""
    if content.settings.features.integreat_api and not content.base_url:
        yield warning("api-needs-base-url", content.at_setting("features", "integreat_api"))


def colours(content: Content, _: date | None) -> Iterator[Finding]:
    """The brand colour carries white text and colours links on white: contrast 4.5:1 (WCAG 2.2, 1.4.3)."""
    brand = content.settings.colours.brand
    if not is_colour(brand):
        yield error("bad-colour", content.at_setting("colours", "brand"), colour=brand)
    elif contrast(brand, WHITE) < READABLE:
        ratio = f"{contrast(brand, WHITE):.1f}"
        place = content.at_setting("colours", "brand")
        yield error("low-contrast", place, colour=brand, ratio=ratio, better=readable_on(WHITE, brand))


def positions(content: Content, _: date | None) -> Iterator[Finding]:
    """The bounding box is one; coordinates lie on earth, and those of the region and its municipalities inside the box."""
    box = content.settings.bounding_box
    points: list[tuple[tuple[str, ...], Coordinates | None]] = [(("centre",), content.settings.centre)]
    points += [(("aliases", name), point) for name, point in content.settings.aliases.items()]
    if box and not box.is_one:
        yield error("bad-bounding-box", content.at_setting("bounding_box"))
        box = None
    for way, point in points:
        name = way[-1]
        if point is None:
            continue
        if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
            yield error("not-on-earth", content.at_setting(*way), name=name)
        elif box and not box.surrounds(point):
            yield warning("outside-bounding-box", content.at_setting(*way), name=name)


def short_names(content: Content, _: date | None) -> Iterator[Finding]:
    """Phones show the short name below the app's icon, and cut what is longer."""
    short = content.settings.short_name
    names = short if isinstance(short, dict) else {"": short or ""}
    told: set[str] = set()
    for language, name in names.items():
        if len(name) > MAX_SHORT_NAME and name not in told:
            told.add(name)
            place = content.at_setting("short_name", language)
            yield warning("short-name-too-long", place, name=name, length=len(name), limit=MAX_SHORT_NAME)


def time_zones(content: Content, _: date | None) -> Iterator[Finding]:
    """The region's time zone is one of the IANA database: all opening hours and events are on its clock."""
    zone = content.settings.time_zone
    if named_zone(zone) is None:
        yield error("unknown-time-zone", content.at_setting("time_zone"), zone=zone)


def numbers(content: Content, _: date | None) -> Iterator[Finding]:
    """What is said about offline use, in numbers that make sense."""
    offline, budgets = content.settings.offline, content.settings.budgets
    for key, number, least, most in (
        ("offline.stale_after_days", offline.stale_after_days, 1, 365),
        ("offline.kept_releases", offline.kept_releases, 0, 20),
        *((f"budgets.{field.name}", getattr(budgets, field.name), 1, 1_000_000) for field in fields(budgets)),
    ):
        if not least <= number <= most:
            yield error(
                "out-of-range", content.at_setting(*key.split(".")), key=key, number=number, least=least, most=most
            )


def screenshots(content: Content, _: date | None) -> Iterator[Finding]:
    """Every screenshot is one that browsers show: of a language, in a size and shape for a phone."""
    shown = {shot.file for language in content.languages for shot in content.screenshots_in(language.tag)}
    for file, shot in content.screenshots.items():
        if file not in shown:
            size = f"{shot.width} × {shot.height}" if shot.width else "–"
            yield warning("bad-screenshot", Place(shot.source), size=size)


def named_things(content: Content, _: date | None) -> Iterator[Finding]:
    """Logo, emergency page and imprint contact name something that exists."""
    settings = content.settings
    for key, name, known in (
        ("logo", settings.logo, {*content.media, *content.refused}),
        ("emergency_page", settings.emergency_page, content.paths),
        ("imprint_contact", settings.imprint_contact, content.contacts),
    ):
        if name is not None and name not in known:
            yield error("names-nothing", content.at_setting(key), key=key, name=name, nearest=nearest(name, known))
