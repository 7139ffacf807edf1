"""Views of the list of places and of a place's page."""

from collections.abc import Iterable

from markupsafe import Markup

from integreat_ssg.model.content import HOME
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.richtext import Picture
from integreat_ssg.planning import PLACES_A_PAGE, ListOutput, PlaceOutput, list_file, page_file
from integreat_ssg.rendering.contacts import contact_view, places_of
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import breadcrumb_json, frame, head, json_script, made_alternates, made_languages
from integreat_ssg.rendering.place_details import place_details
from integreat_ssg.rendering.place_json import place_json
from integreat_ssg.rendering.place_rows import filters, hours_numbers, place_name, place_row, sort_key
from integreat_ssg.rendering.place_views import PlacesView, PlaceView
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.text import picture_view
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
    listed = list_file("places", output.language)
    crumbs = (_home(edition, file), Link(edition.url(file, listed), Words(edition.voice.say("Places and offices"))))
    trail = [(page_file(HOME, output.language), edition.region.text), (listed, crumbs[1].title.text)]
    data = [
        breadcrumb_json(edition, [*trail, (file, details.name.text)]),
        json_script(place_json(edition, entry, file)),
    ]
    name = file.partition("/")[2]
    view_head = head(
        edition,
        file,
        details.name,
        description=details.description[0].text if details.description else "",
        canonical=edition.absolute(file),
        alternates=made_alternates(edition, name),
        json_ld=f"[{','.join(filter(None, data))}]",
    )
    mentions = {path for kind, keys in (("place", [entry.key]), ("contact", entry.place.contacts)) for key in keys
                for path in content.mentions.get((kind, key), ())}  # fmt: skip
    return PlaceView(
        frame=frame(edition, file, view_head, made_languages(edition, file, name)),
        place=details,
        photo=_photo(edition, entry, file),
        contacts=tuple(
            contact_view(edition, content.contacts[key], tuple(_others(edition, file, key, details.url)))
            for key in entry.place.contacts
            if key in content.contacts
        ),
        pages=tuple(
            edition.link(file, path) for path in sorted(mentions) if (path, output.language) in edition.plan.pages
        ),
        breadcrumbs=crumbs,
        map=map_url(edition, entry.key, file),
    )


def map_url(edition: Edition, key: str, file: str) -> str:
    """The way to a place's mark on the map; empty where it has none."""
    number = edition.plan.chart.numbers.get(key) if edition.plan.chart else None
    return f"{edition.url(file, list_file('map', edition.language.tag))}#n{number}" if number else ""


def _home(edition: Edition, file: str) -> Link:
    return Link(edition.url(file, page_file(HOME, edition.language.tag)), edition.region)


def _others(edition: Edition, file: str, contact: str, here: str) -> Iterable[Link]:
    return (link for link in places_of(edition, file, contact) if link.url != here)


def _photo(edition: Edition, entry: PlaceEntry, file: str) -> Markup:
    photo = entry.place.photo
    if not photo or photo not in edition.plan.media:
        return Markup("")
    view = picture_view(edition, Picture(photo, "", "", 0), edition.voice.language.tag, file)
    return Markup(edition.templates.fill("picture.html", view))  # noqa: S704 - the theme's template
