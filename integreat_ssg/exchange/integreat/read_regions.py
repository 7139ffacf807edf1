"""Regions and their languages, as a server tells them."""

import re

from integreat_ssg.exchange.integreat.items import Item
from integreat_ssg.exchange.integreat.paths import comparable
from integreat_ssg.exchange.integreat.shapes import Alias, Language, Region

CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
"""A language's part of an address; it becomes a folder's name."""
SLUG = re.compile(r"[\w-]+")
"""A region's part of an address; it becomes a folder's name too."""
MAX_NAME = 80


def slug_of(item: Item) -> str:
    """The slug of a region; old data writes it with slashes. Empty where it can be none."""
    slug = comparable(item.line("path", "slug").strip("/"))
    return slug if SLUG.fullmatch(slug) and len(slug) <= MAX_NAME else ""


def read_region(item: Item) -> Region | None:
    """One region; None where it has no slug or no name, which is a finding."""
    slug, name = slug_of(item), item.line("name", "name_without_prefix")
    if not slug or not name:
        item.leave_out("name" if slug else "path")
        return None
    return Region(
        slug=slug,
        name=name,
        id=item.whole("id"),
        live=item.flag("live", True),
        prefix=item.line("prefix"),
        bare_name=item.line("name_without_prefix"),
        postcode=item.line("plz"),
        longitude=item.degrees("longitude", 180),
        latitude=item.degrees("latitude", 90),
        box=_box(item),
        aliases=tuple(
            Alias(" ".join(name.split()), each.degrees("longitude", 180), each.degrees("latitude", 90))
            for name, each in item.entries("aliases")
        ),
        languages=read_languages(list(item.items("languages"))),
        has_offers=item.flag("extras"),
        has_events=item.flag("events"),
        has_places=item.flag("pois"),
        has_news=item.flag("push_notifications"),
        has_external_news=item.flag("external_news") or item.flag("tunews"),
        privacy_policy=item.text("zammad_privacy_policy"),
    )


def _box(item: Item) -> tuple[float, float, float, float] | None:
    """West, south, east and north of what is written as two corners."""
    corners = item.data.get("bounding_box")
    if corners is None:
        return None
    try:
        (west, south), (east, north) = ((float(x), float(y)) for x, y in corners)
        if -180 <= west <= east <= 180 and -90 <= south <= north <= 90:
            return west, south, east, north
    except (TypeError, ValueError, OverflowError):
        pass
    item.refuse("bounding_box")
    return None


def read_languages(items: list[Item]) -> tuple[Language, ...]:
    """Languages, each code once. One whose code cannot be a folder's name is left out, which is a finding."""
    found: dict[str, Language] = {}
    for item in items:
        code = item.line("code", "language_code").lower()
        if not CODE.fullmatch(code) or len(code) > MAX_NAME or code in found:
            item.leave_out("code")
            continue
        found[code] = Language(
            code=code,
            tag=item.line("bcp47_tag"),
            name=item.line("native_name"),
            right_to_left=item.line("dir").upper() in ("RIGHT_TO_LEFT", "RTL"),
            id=item.whole("id"),
        )
    return tuple(found.values())
