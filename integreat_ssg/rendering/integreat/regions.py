"""A region and its languages as the API tells them."""

from integreat_ssg.model.content import NEWS, Content
from integreat_ssg.model.settings import BoundingBox
from integreat_ssg.rendering.integreat.copy import Copy, Json, code_of, hashed

GERMANY = BoundingBox(south=47.27, west=5.87, north=55.06, east=15.04)
"""What a map shows of a region that tells nothing of where it is. Clients need some box."""
AROUND = 0.2
"""Degrees around the centre of a region that tells no more than that."""


def region(copy: Copy) -> Json:
    """The shape Region. The names are those in the source language: clients sort regions by them in every language."""
    content, settings = copy.content, copy.content.settings
    short = content.words(settings.name, settings.source_language)
    full = content.words(settings.full_name, settings.source_language)
    name, bare = (full or short), (short or full)
    whole, plain = (name.words if name else content.slug), (bare.words if bare else content.slug)
    office = content.contacts.get(settings.imprint_contact or "")
    return {
        "id": hashed(f"region:{content.slug}"),
        "name": whole,
        "path": content.slug,
        "live": True,
        "prefix": whole.removesuffix(plain).strip() if whole.endswith(plain) else "",
        "name_without_prefix": plain,
        "plz": office.address.postcode if office and office.address else "",
        "extras": False,
        "events": bool(content.events),
        "pois": bool(content.places),
        "push_notifications": any(path.startswith(f"{NEWS}/") for path in content.paths),
        "longitude": settings.centre.longitude if settings.centre else None,
        "latitude": settings.centre.latitude if settings.centre else None,
        "bounding_box": _corners(_box(content)),
        "aliases": {
            alias: {"longitude": point.longitude, "latitude": point.latitude}
            for alias, point in settings.aliases.items()
        }
        or None,
        "tunews": False,
        "external_news": False,
        "zammad_privacy_policy": None,
        "languages": languages(copy),
        "is_chat_enabled": False,
    }


def languages(copy: Copy) -> list[Json]:
    """Each language of the region, in its order, in the shape Language."""
    return [
        {
            "id": hashed(f"language:{each.tag}"),
            "code": code_of(each.tag),
            "bcp47_tag": each.tag,
            "native_name": each.autonym,
            "dir": "RIGHT_TO_LEFT" if each.direction == "rtl" else "LEFT_TO_RIGHT",
        }
        for each in copy.content.languages
    ]


def _box(content: Content) -> BoundingBox:
    """What the region says, else its boundary, else some degrees around its centre."""
    settings = content.settings
    if settings.bounding_box:
        return settings.bounding_box
    if content.boundary:
        return content.boundary.box
    if centre := settings.centre:
        return BoundingBox(
            south=round(centre.latitude - AROUND, 6),
            west=round(centre.longitude - AROUND, 6),
            north=round(centre.latitude + AROUND, 6),
            east=round(centre.longitude + AROUND, 6),
        )
    return GERMANY


def _corners(box: BoundingBox) -> list[list[float]]:
    return [[box.west, box.south], [box.east, box.north]]
