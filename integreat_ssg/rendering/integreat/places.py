"""Places and their categories as the API tells them."""

import re
from collections.abc import Iterator

import phonenumbers

from integreat_ssg.model.contacts import Contact, Phone
from integreat_ssg.model.content import Content
from integreat_ssg.model.hours import ALWAYS, MIDNIGHT, Hours, clock
from integreat_ssg.model.languages import Translated
from integreat_ssg.model.places import Place, PlaceEntry
from integreat_ssg.model.site import API_FOLDER
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.integreat.copy import Copy, Json, languages_of, own_words
from integreat_ssg.rendering.integreat.text import excerpt, paragraphs, said

ICONS = f"{API_FOLDER}icons/"
"""Where the drawings lie, beside the answers: hosts are told that all of those are JSON."""
OTHER = "other"
"""The category of a place that names none: clients want one of each."""

_GREY, _BLUE, _GREEN, _GOLD, _RED, _LAVENDER = "#585858", "#2E98FB", "#3F8F01", "#C38E03", "#FF3333", "#A258FF"
_BOOKING = re.compile(r": (https://\S+)$")
"""Where appointments are made, in the words for office hours: a label and an address at their end."""
_MOBILE = re.compile(r"\b(mobile?|handy)\b", re.IGNORECASE)
LOOKS = {
    "authority": ("office", _BLUE),
    "counselling": ("advice", _LAVENDER),
    "language-course": ("education", _GOLD),
    "school": ("education", _GOLD),
    "childcare": ("daily_routine", _GOLD),
    "health": ("medical_aid", _RED),
    "emergency": ("other_help", _RED),
    "job": ("finance", _BLUE),
    "housing": ("house", _BLUE),
    "food-clothing": ("shopping", _GREEN),
    "library": ("media", _GOLD),
    "meeting-place": ("meeting_point", _GREEN),
    "sport": ("leisure", _GREEN),
    "culture": ("culture", _LAVENDER),
    "transport": ("mobility", _BLUE),
    "worship": ("structure", _LAVENDER),
}
"""Categories to the names of icons and the colours that clients have drawings for (`cms/constants/poicategory.py`)."""


def places(copy: Copy, edition: Edition, *, all_of_them: bool = False) -> list[Json]:
    """Each place with a name in this language in the shape Place: those that have coordinates, which clients draw on their
    map, or all."""
    tag = edition.language.tag
    return [
        _place(copy, edition, entry)
        for _, entry in sorted(copy.content.places.items())
        if own_words(entry.place.name, tag) and (all_of_them or entry.place.coordinates)
    ]


def categories(copy: Copy, edition: Edition) -> list[Json]:
    """Each category that a place of the region has, in the shape PlaceCategory."""
    return [_category(copy, edition, key) for key in _used(copy)]


def icons_of(copy: Copy) -> dict[str, str]:
    """Files of the icons that categories show to the icons' names in the theme."""
    edition = next(iter(copy.editions.values()))
    return {_icon_file(key): category_view(edition, key).icon or "map-pin" for key in _used(copy)}


def _used(copy: Copy) -> list[str]:
    """The first category of each place, sorted."""
    return sorted({_first(entry.place) for entry in copy.content.places.values()})


def _first(place: Place) -> str:
    return place.categories[0] if place.categories else OTHER


def address(copy: Copy, edition: Edition, key: str, place: Place) -> Json:
    """Where a place is, in the shape Address."""
    at, mail = place.coordinates, place.address
    addition = said(edition, mail.addition) if mail else ""
    return {
        "id": copy.number("place", key),
        "name": said(edition, place.name),
        "address": ", ".join(each for each in (mail.street, addition) if each) if mail else None,
        "town": mail.town if mail else place.municipality,
        "state": None,
        "postcode": mail.postcode if mail else None,
        "region": None,
        "country": "DE" if mail else None,
        "latitude": at.latitude if at else None,
        "longitude": at.longitude if at else None,
    }


NOWHERE: Json = dict.fromkeys(
    ("id", "name", "address", "town", "state", "postcode", "region", "country", "latitude", "longitude")
)
"""The shape Address of an event without a place."""


def _place(copy: Copy, edition: Edition, entry: PlaceEntry) -> Json:
    content, tag, place, way = copy.content, edition.language.tag, entry.place, f"places/{entry.key}"
    name, html = own_words(place.name, tag), _described(edition, place)
    paths = {each: place_path(copy, each, entry.key) for each in languages_of(content, place.name)}
    photo = copy.picture(edition, place.photo)
    days = copy.days(content.history.changed.get(entry.file))
    reached = place.phones or place.email or place.website
    own = list(_reached("", None, place.phones, place.email, place.website)) if reached else []
    closed = bool(place.closed and place.closed.holds_on(copy.moment(content.today).date()))
    hours = None if closed else content.hours.get(entry.key)
    return {
        "id": copy.number("place", entry.key, tag),
        "url": edition.absolute(page_file(way, tag)),
        "path": place_path(copy, tag, entry.key),
        "title": name.words if name else entry.key,
        **days,
        "published_at": days["last_updated"],
        "meta_description": None,
        "excerpt": excerpt(html),
        "content": html,
        "available_languages": copy.translations("place", entry.key, way, paths, tag),
        "icon": photo,
        "thumbnail": photo,
        "website": place.website,
        "email": place.email,
        "phone_number": next((each["phone_number"] or None for each in own), None),
        "contacts": [*own, *_contacts(content, edition, place)],
        "category": _category(copy, edition, _first(place)),
        "temporarily_closed": closed,
        "opening_hours": _week(content, hours, only=bool(place.appointment and place.appointment.only)),
        "appointment_url": place.appointment.url if place.appointment else None,
        "location": address(copy, edition, entry.key, place),
        "hash": None,
        "organization": copy.organisation(edition, place.organisation),
        "barrier_free": {"yes": True, "no": False}.get((place.access and place.access.entrance) or ""),
    }


def place_path(copy: Copy, language: str, key: str) -> str:
    """The address by which clients know a place."""
    return copy.path(language, f"locations/{key}")


def _described(edition: Edition, place: Place) -> str:
    """What is said of a place in this language, with what the shape has no field for. That it is closed until further notice
    has one."""
    told: list[Translated | None] = [place.description, place.hours_note]
    closed = place.closed if place.closed and (place.closed.from_ or place.closed.until) else None
    told += [closed.reason if closed else None, place.access.note if place.access else None]
    words = (own_words(each, edition.language.tag) for each in told)
    return "".join(paragraphs(each.words) for each in words if each)


def _contacts(content: Content, edition: Edition, place: Place) -> Iterator[Json]:
    """The contacts of a place."""
    for key in place.contacts:
        contact = content.contacts.get(key)
        if contact:
            yield from _contact(content, edition, contact)


def _contact(content: Content, edition: Edition, contact: Contact) -> Iterator[Json]:
    area = said(edition, contact.responsibility) or None
    name, hours = said(edition, contact.name), content.contact_hours.get(contact.hours or "")
    booking = _BOOKING.search(said(edition, contact.office_hours))
    for told in _reached(name, area, contact.phones, contact.email, contact.website):
        week = _week(content, hours, only=False)
        yield {**told, "opening_hours": week, "appointment_url": booking[1] if booking else None}


def _reached(
    name: str, area: str | None, phones: list[Phone], email: str | None, website: str | None
) -> Iterator[Json]:
    """One contact with a number of each kind; what is left of the numbers gets a contact of its own each."""
    called = next((each for each in phones if _is_called_mobile(each)), None)
    mobile = called or next((each for each in phones[1:] if _is_mobile(each.number)), None)
    others = [each.number for each in phones if each is not mobile]
    first = others[0] if others else ""
    yield _row(name, area, email or "", first, mobile.number if mobile else "", website or "")
    for number in others[1:]:
        yield _row(name, area, "", number, "", "")


def _row(name: str, area: str | None, email: str, phone: str, mobile: str, website: str) -> Json:
    return {
        "area_of_responsibility": area,
        "name": name,
        "email": email,
        "phone_number": phone,
        "mobile_number": mobile,
        "website": website,
        "opening_hours": None,
        "appointment_url": None,
    }


def _is_called_mobile(phone: Phone) -> bool:
    """Whether the words beside a number call it a mobile one."""
    labels = [phone.label] if isinstance(phone.label, str) else [*(phone.label or {}).values()]
    return any(_MOBILE.search(words) for words in labels)


def _is_mobile(number: str) -> bool:
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number, "DE"))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.MOBILE)


def _week(content: Content, hours: Hours | None, *, only: bool) -> list[Json] | None:
    """The usual week, Monday first; None where nothing tells when it is open. `only` says that one has to sign up."""
    if hours is None:
        return [_day(content, (), only=True) for _ in range(7)] if only else None
    return [_day(content, hours.week[weekday], only=only) for weekday in range(7)]


def _day(content: Content, spans: tuple[tuple[int, int], ...], *, only: bool) -> Json:
    whole = spans == ALWAYS
    slots = [
        {
            "start": clock(start),
            "end": clock(end % MIDNIGHT),
            "timezone": content.settings.time_zone,
        }
        for start, end in spans
    ]
    return {
        "allDay": whole,
        "closed": not spans and not only,
        "appointmentOnly": only,
        "timeSlots": [] if whole else slots,
    }


def _category(copy: Copy, edition: Edition, key: str) -> Json:
    name = edition.voice.say("Places and offices") if key == OTHER else category_view(edition, key).name.text
    icon, colour = LOOKS.get(key, (OTHER, _GREY))
    return {
        "id": copy.number("category", key),
        "name": name,
        "color": colour,
        "icon": icon,
        "icon_url": edition.absolute(_icon_file(key)),
        "icon_color": f"{icon}_{colour}",
    }


def _icon_file(key: str) -> str:
    return f"{ICONS}{key}.svg"
