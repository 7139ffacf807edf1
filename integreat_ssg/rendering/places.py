"""Views of the list of places and of a place's page."""

import unicodedata
from collections.abc import Iterable

from markupsafe import Markup

from integreat_ssg.model.content import HOME
from integreat_ssg.model.hours import Hours
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.model.richtext import Picture
from integreat_ssg.planning import PLACES_A_PAGE, ListOutput, PlaceOutput, list_file, page_file
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.contacts import contact_view, places_of
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import breadcrumb_json, frame, head, json_script, made_alternates, made_languages
from integreat_ssg.rendering.hours import hours_data, hours_frame
from integreat_ssg.rendering.place_details import audience_name, language_name, place_details
from integreat_ssg.rendering.place_json import place_json
from integreat_ssg.rendering.place_views import Option, PlaceRow, PlacesView, PlaceView
from integreat_ssg.rendering.text import picture_view
from integreat_ssg.rendering.views import Link, Words


def places_view(edition: Edition, output: ListOutput) -> PlacesView:
    """One page of the list of places, sorted by their names in this language."""
    content, file, tag = edition.plan.content, output.file, output.language
    entries = sorted(content.places.values(), key=lambda entry: sort_key(_name(edition, entry).text))
    first = (output.number - 1) * PLACES_A_PAGE
    count = -(-len(entries) // PLACES_A_PAGE)
    hours = _distinct_hours(edition, entries)
    numbers = {key: str(number) for number, key in enumerate(hours)}
    title = Words(edition.voice.say("Places and offices"))
    name = file.partition("/")[2]
    view_head = head(edition, file, title, canonical=edition.absolute(file), alternates=made_alternates(edition, name))
    filtered = output.number == 1

    def page(number: int) -> str:
        return edition.url(file, list_file("places", tag, number)) if 1 <= number <= count else ""

    return PlacesView(
        frame=frame(edition, file, view_head, made_languages(edition, file, name)),
        rows=tuple(_row(edition, entry, file, numbers) for entry in entries[first : first + PLACES_A_PAGE]),
        total=len(entries),
        number=output.number,
        count=count,
        previous=page(output.number - 1),
        next=page(output.number + 1),
        municipalities=_options((each.place.municipality, Words(each.place.municipality or "")) for each in entries)
        if filtered
        else (),
        categories=_options(
            (key, category_view(edition, key).name) for each in entries for key in each.place.categories if filtered
        ),
        audiences=_options(
            (key, audience_name(edition, key)) for each in entries for key in each.place.audiences if filtered
        ),
        languages=_options(
            (key, Words(language_name(edition, key))) for each in entries for key in each.place.languages if filtered
        ),
        step_free=filtered and any(_step_free(each) for each in entries),
        hours=Markup(_hours_json(edition, list(hours.values()))) if filtered else Markup(""),  # noqa: S704 - made by json_script
        breadcrumbs=(_home(edition, file),),
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
    )


def sort_key(name: str) -> str:
    """Where a name stands in a list: accents and case do not count."""
    bare = "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
    return bare.casefold()


def _name(edition: Edition, entry: PlaceEntry) -> Words:
    return edition.translated(entry.place.name) or Words(entry.key)


def _home(edition: Edition, file: str) -> Link:
    return Link(edition.url(file, page_file(HOME, edition.language.tag)), edition.region)


def _others(edition: Edition, file: str, contact: str, here: str) -> Iterable[Link]:
    return (link for link in places_of(edition, file, contact) if link.url != here)


def _row(edition: Edition, entry: PlaceEntry, file: str, numbers: dict[str, str]) -> PlaceRow:
    place, content = entry.place, edition.plan.content
    at = place.coordinates
    own = content.hours.get(entry.key)
    return PlaceRow(
        url=edition.url(file, page_file(f"places/{entry.key}", edition.language.tag)),
        name=_name(edition, entry),
        categories=tuple(category_view(edition, key) for key in place.categories),
        town=place.municipality or (place.address.town if place.address else ""),
        keys=" ".join(place.categories),
        municipality=place.municipality or "",
        audiences=" ".join(place.audiences),
        languages=" ".join(place.languages),
        step_free=_step_free(entry),
        position=f"{at.latitude:.4f} {at.longitude:.4f}" if at else "",
        hours=numbers.get(_hours_key(own), "") if own and not _by_appointment(entry) else "",
    )


def _step_free(entry: PlaceEntry) -> bool:
    return entry.place.access is not None and entry.place.access.entrance == "yes"


def _by_appointment(entry: PlaceEntry) -> bool:
    return entry.place.appointment is not None and entry.place.appointment.only


def _distinct_hours(edition: Edition, entries: Iterable[PlaceEntry]) -> dict[str, Hours]:
    """All opening hours once, under what the script reads of them; many offices keep the same."""
    several = (edition.plan.content.hours.get(entry.key) for entry in entries if not _by_appointment(entry))
    return {_hours_key(each): each for each in several if each and each.start < each.end}


def _hours_key(hours: Hours) -> str:
    return json_script(hours_data(hours))


def _hours_json(edition: Edition, several: list[Hours]) -> str:
    if not several:
        return ""
    return json_script({**hours_frame(edition, several), "all": [hours_data(each) for each in several]})


def _options(pairs: Iterable[tuple[str | None, Words | None]]) -> tuple[Option, ...]:
    """Choices of a filter by name; a filter with fewer than two choices is none."""
    named = {value: label for value, label in pairs if value and label}
    options = [Option(value, label) for value, label in named.items()]
    return tuple(sorted(options, key=lambda option: sort_key(option.label.text))) if len(options) > 1 else ()


def _photo(edition: Edition, entry: PlaceEntry, file: str) -> Markup:
    photo = entry.place.photo
    if not photo or photo not in edition.plan.media:
        return Markup("")
    view = picture_view(edition, Picture(photo, "", "", 0), edition.voice.language.tag, file)
    return Markup(edition.templates.fill("picture.html", view))  # noqa: S704 - the theme's template
