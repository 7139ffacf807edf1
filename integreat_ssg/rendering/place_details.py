"""What there is to know about a place, for its page and for its card in a text."""

from datetime import timedelta
from urllib.parse import quote

from integreat_ssg.model.places import Closure, Place, PlaceEntry
from integreat_ssg.planning import page_file
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.contacts import address_lines, phone_view, website_text
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.hours import hours_view
from integreat_ssg.rendering.place_views import AccessView, ClosedView, PlaceDetails
from integreat_ssg.rendering.views import Words


def place_details(edition: Edition, entry: PlaceEntry, file: str) -> PlaceDetails:
    """A place as `file` shows it."""
    content, place = edition.plan.content, entry.place
    organisation = content.organisations.get(place.organisation or "")
    only = place.appointment is not None and place.appointment.only
    return PlaceDetails(
        url=edition.url(file, page_file(f"places/{entry.key}", edition.language.tag)),
        name=edition.translated(place.name) or Words(entry.key),
        description=edition.paragraphs(place.description),
        categories=tuple(category_view(edition, key) for key in place.categories),
        organisation=edition.translated(organisation.name) if organisation else None,
        address=address_lines(edition, place.address),
        geo=geo_url(edition, place),
        phones=tuple(phone_view(edition, phone) for phone in place.phones),
        email=place.email or "",
        website=place.website or "",
        website_text=website_text(place.website or ""),
        hours=hours_view(
            edition, content.hours.get(entry.key), edition.translated(place.hours_note), place.closed, live=not only
        ),
        appointment_only=only,
        appointment_url=(place.appointment.url or "") if place.appointment else "",
        closed=_closed(edition, place.closed) if place.closed and not _is_over(edition, place.closed) else None,
        access=_access(edition, place),
        languages=edition.voice.listing(language_name(edition, tag) for tag in place.languages),
        audiences=tuple(name for key in place.audiences if (name := audience_name(edition, key))),
    )


def geo_url(edition: Edition, place: Place) -> str:
    """`geo:` with the point and the name that maps write on it (RFC 5870, and what phones make of it)."""
    if place.coordinates is None:
        return ""
    point = f"{place.coordinates.latitude},{place.coordinates.longitude}"
    name = edition.plan.content.words(place.name, edition.plan.content.settings.source_language)
    return f"geo:{point}?q={point}({quote(name.words, safe='')})" if name else f"geo:{point}"


def language_name(edition: Edition, tag: str) -> str:
    """What the reader's language calls another one; the tag where it has no name for it."""
    names = edition.voice.locale.languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0], tag))


def audience_name(edition: Edition, key: str) -> Words | None:
    """The name of a group of readers, where the region has it."""
    audience = edition.plan.content.settings.audiences.get(key)
    return edition.translated(audience.name) if audience else None


def _is_over(edition: Edition, closed: Closure) -> bool:
    today = edition.plan.content.today
    return today is not None and closed.until is not None and closed.until < today


def _closed(edition: Edition, closed: Closure) -> ClosedView:
    day = edition.voice.day
    return ClosedView(
        day(closed.from_) if closed.from_ else "",
        day(closed.until) if closed.until else "",
        edition.translated(closed.reason),
        (closed.until + timedelta(days=1)).isoformat() if closed.until else "",
    )


def _access(edition: Edition, place: Place) -> AccessView | None:
    if place.access is None:
        return None
    told = place.access
    return AccessView(told.entrance or "", told.toilet or "", told.parking or "", edition.translated(told.note))
