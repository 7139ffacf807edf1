"""Views of the list of places and of a place's page."""

from collections.abc import Iterable

from integreat_ssg.model.places import Place
from integreat_ssg.model.standing import is_outdated
from integreat_ssg.outputs import ListOutput, PlaceOutput
from integreat_ssg.planning import PLACES_A_PAGE, list_file
from integreat_ssg.rendering.contacts import contact_view, places_of
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import json_script
from integreat_ssg.rendering.place_details import place_details
from integreat_ssg.rendering.place_json import place_json
from integreat_ssg.rendering.place_rows import filters, hours_numbers, place_name, place_row, sort_key
from integreat_ssg.rendering.place_views import PlacesView, PlaceView
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.text import media_html
from integreat_ssg.rendering.views import Link, Words


def places_view(edition: Edition, output: ListOutput) -> PlacesView:
    """One page of the list of places, sorted by their names in this language."""
    file, tag = output.file, output.language
    entries = sorted(edition.plan.content.places.values(), key=lambda entry: sort_key(place_name(edition, entry).text))
    first = (output.number - 1) * PLACES_A_PAGE
    count = -(-len(entries) // PLACES_A_PAGE)
    numbers = hours_numbers(edition, entries)
    title = Words(edition.voice.say("Places and offices"))

    def page(number: int) -> str:
        return edition.url(file, list_file("places", tag, number)) if 1 <= number <= count else ""

    return PlacesView(
        frame=sheet_frame(edition, file, title),
        rows=tuple(place_row(edition, entry, file, numbers) for entry in entries[first : first + PLACES_A_PAGE]),
        total=len(entries),
        number=output.number,
        count=count,
        previous=page(output.number - 1),
        next=page(output.number + 1),
        filters=filters(edition, entries) if output.number == 1 else None,
        map=edition.url(file, list_file("map", tag)) if edition.plan.chart else "",
        breadcrumbs=sheet_trail(edition, file),
    )


def place_view(edition: Edition, output: PlaceOutput) -> PlaceView:
    """The page of a place."""
    content, file, entry = edition.plan.content, output.file, output.entry
    details = place_details(edition, entry, file)
    trail = ((list_file("places", output.language), Words(edition.voice.say("Places and offices"))),)
    mentions = {path for kind, keys in (("place", [entry.key]), ("contact", entry.place.contacts)) for key in keys
                for path in content.mentions.get((kind, key), ())}  # fmt: skip
    return PlaceView(
        frame=sheet_frame(
            edition,
            file,
            details.name,
            trail,
            description=details.description[0].text if details.description else "",
            json_ld=json_script(place_json(edition, entry, file)),
        ),
        place=details,
        outdated=is_outdated(content, Place, entry.place, entry.file, output.language),
        photo=media_html(edition, entry.place.photo, file),
        contacts=tuple(
            contact_view(edition, content.contacts[key], tuple(_others(edition, file, key, details.url)))
            for key in entry.place.contacts
            if key in content.contacts
        ),
        pages=tuple(
            edition.link(file, path) for path in sorted(mentions) if (path, output.language) in edition.plan.pages
        ),
        breadcrumbs=sheet_trail(edition, file, trail),
        map=map_url(edition, entry.key, file),
    )


def map_url(edition: Edition, key: str, file: str) -> str:
    """The way to a place's mark on the map; empty where it has none."""
    number = edition.plan.chart.numbers.get(key) if edition.plan.chart else None
    return f"{edition.url(file, list_file('map', edition.language.tag))}#n{number}" if number else ""


def _others(edition: Edition, file: str, contact: str, here: str) -> Iterable[Link]:
    return (link for link in places_of(edition, file, contact) if link.url != here)
