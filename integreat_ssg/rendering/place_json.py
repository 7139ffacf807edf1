"""A place in schema.org's words, for search engines and assistants. Source: https://schema.org/OpeningHoursSpecification."""

from datetime import timedelta

from integreat_ssg.model.contacts import Address
from integreat_ssg.model.hours import MIDNIGHT, WEEKDAYS, Day, Hours, clock
from integreat_ssg.model.places import Place, PlaceEntry
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.contacts import phone_url
from integreat_ssg.rendering.edition import Edition

DAY = dict(zip(WEEKDAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))

KINDS = {
    "authority": "GovernmentOffice",
    "childcare": "ChildCare",
    "emergency": "EmergencyService",
    "health": "MedicalBusiness",
    "job": "EmploymentAgency",
    "language-course": "EducationalOrganization",
    "library": "Library",
    "school": "School",
    "sport": "SportsActivityLocation",
    "worship": "PlaceOfWorship",
}
"""The first category that schema.org has a word for says what a place is."""

OTHER = "CivicStructure"
PLAIN_PLACES = (OTHER, "PlaceOfWorship")
"""What is a place for schema.org, and no organisation, that could have a mail address or belong to another one."""


def place_json(edition: Edition, entry: PlaceEntry, file: str) -> dict[str, object]:
    """What a place is, where it is, and when it is open."""
    place, content = entry.place, edition.plan.content
    name = edition.translated(place.name)
    kind = next((KINDS[key] for key in place.categories if key in KINDS), OTHER)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": name.text if name else entry.key,
    }
    if edition.absolute(""):
        data["@id"] = data["url"] = edition.absolute(page_file(f"places/{entry.key}", edition.language.tag))
    if description := edition.translated(place.description):
        data["description"] = description.text
    if place.address:
        data["address"] = address_json(place.address)
    if at := place.coordinates:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude}
    if numbers := [phone_url(each.number).removeprefix("tel:") for each in place.phones]:
        data["telephone"] = numbers if len(numbers) > 1 else numbers[0]
    if kind not in PLAIN_PLACES:
        data |= _organisation_json(edition, place)
    if place.website:
        data["sameAs"] = place.website
    if hours := content.hours.get(entry.key):
        data["openingHoursSpecification"] = week_json(hours)
        if special := special_json(hours):
            data["specialOpeningHoursSpecification"] = special
    return data


def address_json(address: Address) -> dict[str, object]:
    """A postal address. Source: https://schema.org/PostalAddress."""
    return {
        "@type": "PostalAddress",
        "streetAddress": address.street,
        "postalCode": address.postcode,
        "addressLocality": address.town,
        "addressCountry": "DE",
    }


def _organisation_json(edition: Edition, place: Place) -> dict[str, object]:
    """What is said of organisations alone: how to write to one, to whom it belongs, what is spoken there."""
    content = edition.plan.content
    above = content.organisations.get(place.organisation or "")
    name = edition.translated(above.name) if above else None
    said: dict[str, object] = {
        "email": place.email,
        "parentOrganization": {"@type": "Organization", "name": name.text} if name else None,
        "knowsLanguage": place.languages,
    }
    return {key: value for key, value in said.items() if value}


def week_json(hours: Hours) -> list[dict[str, object]]:
    """The usual week, days with the same hours together, and from when to when that is known."""
    last = hours.end - timedelta(days=1) if hours.end > hours.start else None
    known = {"validFrom": hours.start.isoformat(), "validThrough": last.isoformat()} if last else {}
    days: dict[Day, list[str]] = {}
    for weekday, spans in zip(WEEKDAYS, hours.week, strict=True):
        days.setdefault(spans, []).append(DAY[weekday])
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, **_span(*span), **known}
        for spans, names in days.items()
        for span in spans
    ]


def special_json(hours: Hours) -> list[dict[str, object]]:
    """The days that differ, those in a row together; "00:00" to "00:00" is how schema.org says closed."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            **_span(*span),
            "validFrom": first.isoformat(),
            "validThrough": last.isoformat(),
        }
        for first, last, spans in hours.stretches
        for span in spans or ((0, 0),)
    ]


def _span(start: int, end: int) -> dict[str, object]:
    return {"opens": clock(start), "closes": "23:59" if end == MIDNIGHT else clock(end)}
