"""Rules about a region's settings."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from difflib import get_close_matches

from integreat_ssg.checking.texts import host_of
from integreat_ssg.model.colours import READABLE, WHITE, contrast, is_colour, readable_on
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, warning

MAX_SHORT_NAME = 12
"""Characters; what Android shows below an icon."""


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


def short_names(content: Content, _: date | None) -> Iterator[Finding]:
    """Phones show the short name below the app's icon, and cut what is longer."""
    short = content.settings.short_name
    names = dict.fromkeys(short.values() if isinstance(short, dict) else [short or ""])
    for name in names:
        if len(name) > MAX_SHORT_NAME:
            yield warning(
                "short-name-too-long", settings_place(content), name=name, length=len(name), limit=MAX_SHORT_NAME
            )


def numbers(content: Content, _: date | None) -> Iterator[Finding]:
    """What is said about offline use, in numbers that make sense."""
    offline, budgets = content.settings.offline, content.settings.budgets
    for key, number, least, most in (
        ("offline.stale_after_days", offline.stale_after_days, 1, 365),
        ("offline.kept_releases", offline.kept_releases, 0, 20),
        *((f"budgets.{field.name}", getattr(budgets, field.name), 1, 1_000_000) for field in fields(budgets)),
    ):
        if not least <= number <= most:
            yield error("out-of-range", settings_place(content), key=key, number=number, least=least, most=most)


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
            close = get_close_matches(name, list(known), n=1)
            yield error("names-nothing", settings_place(content), key=key, name=name, nearest=close[0] if close else "")
