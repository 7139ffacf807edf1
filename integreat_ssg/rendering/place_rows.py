"""Places as lines of lists, and what these can be filtered by: for the list of places and for the map."""

import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from integreat_ssg.model.hours import Hours
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import json_script
from integreat_ssg.rendering.hours import hours_data, hours_frame
from integreat_ssg.rendering.place_details import audience_name, language_name
from integreat_ssg.rendering.place_views import FiltersView, Option, PlaceRow
from integreat_ssg.rendering.views import Words


def filters(edition: Edition, entries: Sequence[PlaceEntry]) -> FiltersView:
    """What these places can be filtered by."""
    places = [entry.place for entry in entries]
    return FiltersView(
        municipalities=_options((each.municipality, Words(each.municipality or "")) for each in places),
        categories=_options((key, category_view(edition, key).name) for each in places for key in each.categories),
        audiences=_options((key, audience_name(edition, key)) for each in places for key in each.audiences),
        languages=_options((key, Words(language_name(edition, key))) for each in places for key in each.languages),
        step_free=any(_step_free(each) for each in entries),
        hours=Markup(_hours_json(edition, list(_distinct_hours(edition, entries).values()))),  # noqa: S704 - made by json_script
    )


HoursKey = tuple[object, ...]
"""What the script reads of opening hours."""


def hours_numbers(edition: Edition, entries: Iterable[PlaceEntry]) -> dict[HoursKey, str]:
    """What the script reads of opening hours to their number among those of a list."""
    return {key: str(number) for number, key in enumerate(_distinct_hours(edition, entries))}


def place_row(
    edition: Edition, entry: PlaceEntry, file: str, hours: dict[HoursKey, str], number: int | None = None
) -> PlaceRow:
    """A place's line in a list; `hours` are the list's `hours_numbers`, `number` is that of its mark on the map."""
    place, content = entry.place, edition.plan.content
    at = place.coordinates
    own = content.hours.get(entry.key)
    return PlaceRow(
        url=edition.url(file, page_file(f"places/{entry.key}", edition.language.tag)),
        name=place_name(edition, entry),
        categories=tuple(category_view(edition, key) for key in place.categories),
        town=place.municipality or (place.address.town if place.address else ""),
        keys=" ".join(place.categories),
        municipality=place.municipality or "",
        audiences=" ".join(place.audiences),
        languages=" ".join(place.languages),
        step_free=_step_free(entry),
        position=f"{at.latitude:.4f} {at.longitude:.4f}" if at else "",
        hours=hours.get(_hours_key(own), "") if own and not _by_appointment(entry) else "",
        number=str(number) if number else "",
        digits=edition.voice.digits(str(number)) if number else "",
        anchor=f"at-{entry.key}" if number else "",
    )


def _step_free(entry: PlaceEntry) -> bool:
    return entry.place.access is not None and entry.place.access.entrance == "yes"


def _by_appointment(entry: PlaceEntry) -> bool:
    return entry.place.appointment is not None and entry.place.appointment.only


def _distinct_hours(edition: Edition, entries: Iterable[PlaceEntry]) -> dict[HoursKey, Hours]:
    """All opening hours once, under what the script reads of them; many offices keep the same."""
    several = (edition.plan.content.hours.get(entry.key) for entry in entries if not _by_appointment(entry))
    return {_hours_key(each): each for each in several if each and each.start < each.end}


def _hours_key(hours: Hours) -> HoursKey:
    return hours.week, hours.stretches


def _hours_json(edition: Edition, several: list[Hours]) -> str:
    if not several:
        return ""
    return json_script({**hours_frame(edition, several), "all": [hours_data(each) for each in several]})


def _options(pairs: Iterable[tuple[str | None, Words | None]]) -> tuple[Option, ...]:
    """Choices of a filter by name; a filter with fewer than two choices is none."""
    named = {value: label for value, label in pairs if value and label}
    options = [Option(value, label) for value, label in named.items()]
    return tuple(sorted(options, key=lambda option: sort_key(option.label.text))) if len(options) > 1 else ()


def sort_key(name: str) -> str:
    """Where a name stands in a list: accents and case do not count."""
    bare = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return bare.casefold()


def place_name(edition: Edition, entry: PlaceEntry) -> Words:
    """What a place is called in this language, or its key."""
    return edition.translated(entry.place.name) or Words(entry.key)
