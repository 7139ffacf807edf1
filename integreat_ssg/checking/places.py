"""Rules about places: what a reader walks to must be there, and be open when it is said to be."""

from collections.abc import Iterable, Iterator
from datetime import date

from integreat_ssg.checking.texts import host_of
from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, error, note, warning
from integreat_ssg.model.hours import LANDS
from integreat_ssg.model.places import PlaceEntry
from integreat_ssg.spelling import nearest

_SPOKEN = 3
"""Letters of the longest language code; what follows a hyphen is not spoken but written."""


def _named(content: Content) -> Iterator[tuple[str, PlaceEntry]]:
    """Each place with its name for an editor."""
    for key, entry in content.places.items():
        name = content.words(entry.place.name, content.settings.source_language)
        yield name.words if name else key, entry


def named_things(content: Content, _: date | None) -> Iterator[Finding]:
    """A place names categories, contacts, a municipality, audiences and a photo that exist.

    A shared place may name what this region does not have.
    """
    settings = content.settings
    for _name, entry in _named(content):
        place = entry.place
        make = error if entry.region == content.slug else note
        for number, key in enumerate(place.categories):
            known: Iterable[str] = {**DEFAULT_CATEGORIES, **settings.categories}
            if key not in known:
                yield make(
                    "unknown-category", entry.at("categories", number), category=key, nearest=nearest(key, known)
                )
        for number, key in enumerate(place.contacts):
            if key not in content.contacts:
                spot = entry.at("contacts", number)
                yield make("unknown-contact", spot, contact=key, nearest=nearest(key, content.contacts))
        for number, key in enumerate(place.audiences):
            if key not in settings.audiences:
                spot = entry.at("audiences", number)
                yield make("unknown-audience", spot, audience=key, nearest=nearest(key, settings.audiences))
        town = place.municipality
        if town and town not in settings.aliases:
            yield make(
                "unknown-municipality", entry.at("municipality"), town=town, nearest=nearest(town, settings.aliases)
            )
        if place.photo and place.photo not in content.media:
            yield error(
                "no-such-file", entry.at("photo"), file=place.photo, nearest=nearest(place.photo, content.media)
            )
        elif place.photo and not content.media[place.photo].note.alt:
            yield error("no-alt-text", entry.at("photo"), file=place.photo)


def positions(content: Content, _: date | None) -> Iterator[Finding]:
    """A place lies on earth, and a region's own place inside its bounding box."""
    box = content.settings.bounding_box
    for name, entry in _named(content):
        point = entry.place.coordinates
        if point is None:
            continue
        if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
            yield error("not-on-earth", entry.at("coordinates"), name=name)
        elif box and box.is_one and entry.region == content.slug and not box.surrounds(point):
            yield warning("outside-bounding-box", entry.at("coordinates"), name=name)


def closures(content: Content, today: date | None) -> Iterator[Finding]:
    """A time in which a place is closed ends after it begins, and is not over."""
    for _name, entry in _named(content):
        closed = entry.place.closed
        if closed is None or closed.until is None:
            continue
        if closed.from_ and closed.until < closed.from_:
            yield error("closure-ends-before-start", entry.at("closed", "until"), start=closed.from_, end=closed.until)
        elif today and closed.until < today:
            yield warning("closure-over", entry.at("closed", "until"), end=closed.until)


def languages(content: Content, _: date | None) -> Iterator[Finding]:
    """Languages spoken at a place are given by their tags."""
    for _name, entry in _named(content):
        for number, tag in enumerate(entry.place.languages):
            code = tag.partition("-")[0]
            if not (code.isascii() and code.isalpha() and code.islower() and 2 <= len(code) <= _SPOKEN):
                yield error("bad-spoken-language", entry.at("languages", number), tag=tag)


def appointments(content: Content, _: date | None) -> Iterator[Finding]:
    """Where an appointment is made is a complete web address."""
    for _name, entry in _named(content):
        appointment = entry.place.appointment
        if appointment and appointment.url and "." not in host_of(appointment.url):
            yield error("bad-website", entry.at("appointment", "url"), url=appointment.url)


def holidays(content: Content, _: date | None) -> Iterator[Finding]:
    """Opening hours know which holidays they speak of."""
    land = content.settings.land
    if land and land not in LANDS:
        yield error("unknown-land", content.at_setting("land"), land=land, lands=", ".join(sorted(LANDS)))
    elif not land and any(entry.place.hours for entry in content.places.values()):
        yield warning("no-land", content.at_setting())
