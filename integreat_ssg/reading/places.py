"""Places of a region, and the hours of each from the build date on."""

from collections.abc import Mapping
from datetime import date, timedelta

from integreat_ssg.model.contacts import Contact
from integreat_ssg.model.hours import LANDS, Hours, closed_between
from integreat_ssg.model.places import Place, PlaceEntry
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.hours import read_hours


def place_entry(slug: str, path: str, place: Place, lines: Mapping[str, int]) -> PlaceEntry:
    """A place with where it comes from."""
    return PlaceEntry(path.rpartition("/")[2].removesuffix(".yaml"), place, path, slug, lines)


def places_hours(places: Mapping[str, PlaceEntry], settings: RegionSettings, today: date | None) -> dict[str, Hours]:
    """Key to opening hours; days on which a place is closed for a while have none."""
    found = {}
    for key, entry in places.items():
        closed = entry.place.closed
        if hours := _hours(entry.place.hours, settings, today):
            found[key] = closed_between(hours, closed.from_, closed.until) if closed else hours
    return found


def contacts_hours(contacts: Mapping[str, Contact], settings: RegionSettings, today: date | None) -> dict[str, Hours]:
    """Office hours as contacts write them to what they mean."""
    texts = {each.hours for each in contacts.values() if each.hours}
    return {text: hours for text in sorted(texts) if (hours := _hours(text, settings, today))}


def _hours(text: str | None, settings: RegionSettings, today: date | None) -> Hours | None:
    """What a text means, from the Monday before the build on: so that builds of one week make the same pages, and phones do
    not load them anew every day."""
    monday = today - timedelta(days=today.weekday()) if today else None
    return read_hours(text, settings.land if settings.land in LANDS else None, monday) if text else None
