"""A place in schema.org's words, for search engines and assistants. Source: https://schema.org/OpeningHoursSpecification."""

from integreat_ssg.model.hours import WEEKDAYS, Day, Hours, clock, stretches
from integreat_ssg.model.places import PlaceEntry
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


def place_json(edition: Edition, entry: PlaceEntry, file: str) -> dict[str, object]:
    """What a place is, where it is, and when it is open."""
    place, content = entry.place, edition.plan.content
    name = edition.translated(place.name)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": next((KINDS[key] for key in place.categories if key in KINDS), "CivicStructure"),
        "name": name.text if name else entry.key,
    }
    if edition.absolute(""):
        data["@id"] = data["url"] = edition.absolute(page_file(f"places/{entry.key}", edition.language.tag))
    if description := edition.translated(place.description):
        data["description"] = description.text
    if place.address:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": place.address.street,
            "postalCode": place.address.postcode,
            "addressLocality": place.address.town,
            "addressCountry": "DE",
        }
    if at := place.coordinates:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude}
    if place.phones:
        data["telephone"] = phone_url(place.phones[0].number).removeprefix("tel:")
    if place.email:
        data["email"] = place.email
    if place.website:
        data["sameAs"] = place.website
    if hours := content.hours.get(entry.key):
        data["openingHoursSpecification"] = week_json(hours)
        if special := special_json(hours):
            data["specialOpeningHoursSpecification"] = special
    return data


def week_json(hours: Hours) -> list[dict[str, object]]:
    """The usual week, days with the same hours together."""
    days: dict[Day, list[str]] = {}
    for weekday, spans in zip(WEEKDAYS, hours.week, strict=True):
        days.setdefault(spans, []).append(DAY[weekday])
    return [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": names, **_span(*span)}
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
        for first, last, spans in stretches(hours, hours.days)
        for span in spans or ((0, 0),)
    ]


def _span(start: int, end: int) -> dict[str, object]:
    return {"opens": clock(start), "closes": "23:59" if end == 1440 else clock(end)}
