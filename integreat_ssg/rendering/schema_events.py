"""Events for search engines: schema.org's Event for each date that the page names.

Source: https://schema.org/Event and https://developers.google.com/search/docs/appearance/structured-data/event.
"""

from collections.abc import Sequence
from typing import Any

from integreat_ssg.model.events import Event, EventEntry, Occurrence
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.frame import json_script
from integreat_ssg.rendering.place_json import address_json

_MODES = {"here": "Offline", "online": "Online", "both": "Mixed"}


def events_json(edition: Edition, file: str, entry: EventEntry, times: Sequence[Occurrence]) -> str:
    """The dates of one event, the page being in `file`; nothing where the base URL is not known."""
    url = edition.absolute(file)
    if not url:
        return ""
    event, content, tag = entry.event, edition.plan.content, edition.language.tag
    title, description = content.words(event.title, tag), content.words(event.description, tag)
    organisation = content.organisations.get(event.organisation or "")
    organiser = content.words(organisation.name, tag) if organisation else None
    shared: dict[str, Any] = {
        "@type": "Event",
        "name": title.words if title else entry.key,
        "url": url,
        "eventAttendanceMode": f"https://schema.org/{_MODES[event.attendance]}EventAttendanceMode",
        "location": _locations(edition, event),
    }
    if organiser and organisation:
        named = {"@type": "Organization", "name": organiser.words}
        shared["organizer"] = named | ({"url": organisation.website} if organisation.website else {})
    if event.free:
        shared["isAccessibleForFree"] = True
    if event.languages:
        shared["inLanguage"] = list(event.languages)
    found = [
        {**shared, "eventStatus": _status(each), "startDate": _said(each, each.start), **_end(each)} for each in times
    ]
    if description and found:
        found[0]["description"] = " ".join(description.words.split())
    return json_script({"@context": "https://schema.org", "@graph": found})


def _status(time: Occurrence) -> str:
    return f"https://schema.org/Event{'Cancelled' if time.cancelled else 'Scheduled'}"


def _end(time: Occurrence) -> dict[str, str]:
    if time.whole_day:
        return {"endDate": time.last_day.isoformat()}
    return {"endDate": _said(time, time.end)} if time.end > time.start else {}


def _said(time: Occurrence, moment: Any) -> str:
    return str(moment.date().isoformat() if time.whole_day else moment.isoformat(timespec="minutes"))


def _locations(edition: Edition, event: Event) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    where = edition.plan.content.places.get(event.place or "")
    if where:
        name = edition.plan.content.words(where.place.name, edition.language.tag)
        place: dict[str, Any] = {"@type": "Place", "name": name.words if name else where.key}
        if address := where.place.address:
            place["address"] = address_json(address)
        found.append(place)
    elif event.address:
        found.append(
            {"@type": "Place", "name": event.address.splitlines()[0], "address": " ".join(event.address.split())}
        )
    if event.online:
        found.append({"@type": "VirtualLocation", "url": event.online})
    return found
