"""The list of all that is coming, and the page of one event."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from integreat_ssg.model.events import Event, Registration
from integreat_ssg.model.standing import is_outdated
from integreat_ssg.outputs import EventOutput, ListOutput
from integreat_ssg.planning import EVENTS_A_PAGE, list_file, page_file
from integreat_ssg.rendering.calendars import calendar_file, category_calendar, region_calendar
from integreat_ssg.rendering.categories import category_view
from integreat_ssg.rendering.contacts import address_lines, contact_view, phone_url, places_of, website_text
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.event_views import Calendar, EventsView, EventView, Month, RegistrationView
from integreat_ssg.rendering.events import clock, event_row, municipality, when
from integreat_ssg.rendering.place_details import audience_name, language_name
from integreat_ssg.rendering.place_views import Option
from integreat_ssg.rendering.schema_events import events_json
from integreat_ssg.rendering.sheets import sheet_frame, sheet_trail
from integreat_ssg.rendering.text import media_html
from integreat_ssg.rendering.views import Date, Link, PhoneView, Words

DATES_SHOWN = 12
"""Dates that an event's page names; a term of weekly evenings."""


def events_view(edition: Edition, output: ListOutput) -> EventsView:
    """The list of events, or the page `output.number` of it."""
    file, tag, happening = output.file, edition.language.tag, edition.plan.agenda
    keys = list(happening.by_event)
    shown = keys[(output.number - 1) * EVENTS_A_PAGE : output.number * EVENTS_A_PAGE]
    title = Words(edition.voice.say("Events"))
    rows = [(happening.by_event[key][0].start, event_row(edition, file, key)) for key in shown]
    months = tuple(
        Month(edition.voice.month(date(year, month, 1)), tuple(row for _, row in group))
        for (year, month), group in groupby(rows, key=lambda each: (each[0].year, each[0].month))
    )
    events = [edition.plan.content.events[key].event for key in keys]
    categories = _known(each for event in events for each in event.categories)
    towns = _known(town for event in events if (town := municipality(edition, event)))
    return EventsView(
        frame=sheet_frame(edition, file, title),
        breadcrumbs=sheet_trail(edition, file),
        clock=clock(edition),
        first=_date(edition, happening.today),
        last=_date(edition, happening.last),
        months=months,
        towns=tuple(Option(town, Words(town)) for town in towns),
        categories=tuple(Option(key, category_view(edition, key).name) for key in categories),
        audiences=_audiences(edition, _known(each for event in events for each in event.audiences)),
        calendar=_calendar(edition, file, region_calendar(tag), title),
        calendars=tuple(
            _calendar(edition, file, category_calendar(tag, key), category_view(edition, key).name)
            for key in categories
        ),
        previous=edition.url(file, list_file("events", tag, output.number - 1)) if output.number > 1 else "",
        next=edition.url(file, list_file("events", tag, output.number + 1))
        if output.number * EVENTS_A_PAGE < len(keys)
        else "",
    )


def event_view(edition: Edition, output: EventOutput) -> EventView:
    """The page of one event."""
    file, key, event, content = output.file, output.entry.key, output.entry.event, edition.plan.content
    coming = edition.plan.agenda.by_event[key]
    title = edition.translated(event.title) or Words(key)
    trail = ((list_file("events", edition.language.tag), Words(edition.voice.say("Events"))),)
    organisation = content.organisations.get(event.organisation or "")
    contact = content.contacts.get(event.contact or "")
    updated = content.history.changed.get(output.entry.file)
    home = places_of(edition, file, event.contact or "")
    shown = coming[:DATES_SHOWN]
    description = edition.translated(event.description)
    return EventView(
        frame=sheet_frame(
            edition,
            file,
            title,
            trail,
            description=description.text.partition("\n")[0] if description else "",
            json_ld=events_json(edition, file, output.entry, shown),
        ),
        breadcrumbs=sheet_trail(edition, file, trail),
        clock=clock(edition),
        title=title,
        outdated=is_outdated(content, Event, event, output.entry, output.language),
        cancelled=event.cancelled,
        dates=tuple(when(edition, (each,)) for each in shown),
        more=len(coming) - len(shown),
        place=_place_link(edition, file, event),
        address=_address(edition, event),
        online=event.online or "",
        online_text=website_text(event.online or "").partition("/")[0],
        description=edition.paragraphs(event.description),
        picture=media_html(edition, event.picture, file),
        free=event.free,
        costs=edition.translated(event.costs),
        registration=_registration(edition, event.registration) if event.registration else None,
        languages=edition.voice.listing(language_name(edition, each) for each in event.languages),
        audiences=tuple(each.label for each in _audiences(edition, event.audiences)),
        categories=tuple(
            Link(f"{edition.url(file, trail[0][0])}?kind={each}", category_view(edition, each).name)
            for each in event.categories
        ),
        organisation=edition.translated(organisation.name) if organisation else None,
        website=event.website or "",
        website_text=website_text(event.website or ""),
        contact=contact_view(edition, contact, home) if contact else None,
        calendar=_calendar(edition, file, calendar_file(edition.language.tag, key), title),
        updated=_date(edition, updated) if updated else None,
    )


def _known(keys: Iterable[str]) -> list[str]:
    return sorted(set(keys))


def _audiences(edition: Edition, keys: Iterable[str]) -> tuple[Option, ...]:
    return tuple(Option(key, name) for key in keys if (name := audience_name(edition, key)))


def _date(edition: Edition, day: date) -> Date:
    return Date(edition.voice.day(day), day.isoformat())


def _place_link(edition: Edition, file: str, event: Event) -> Link | None:
    place = edition.plan.content.places.get(event.place or "")
    if place is None:
        return None
    name = edition.translated(place.place.name) or Words(place.key)
    return Link(edition.url(file, page_file(f"places/{place.key}", edition.language.tag)), name)


def _address(edition: Edition, event: Event) -> tuple[Words, ...]:
    place = edition.plan.content.places.get(event.place or "")
    if place and place.place.address:
        address = place.place.address
        return address_lines(edition, address)
    return tuple(Words(line.strip()) for line in (event.address or "").splitlines() if line.strip())


def _registration(edition: Edition, registration: Registration) -> RegistrationView:
    phone = registration.phone
    return RegistrationView(
        url=registration.url or "",
        url_text=website_text(registration.url or ""),
        phone=PhoneView(phone_url(phone), phone, None) if phone else None,
        email=registration.email or "",
        until=_date(edition, registration.until) if registration.until else None,
        closed_from=(registration.until + timedelta(days=1)).isoformat() if registration.until else "",
        closed=bool(registration.until and registration.until < edition.plan.agenda.today),
    )


def _calendar(edition: Edition, start: str, target: str, name: Words) -> Calendar:
    absolute = edition.absolute(target)
    webcal = f"webcal:{absolute.partition(':')[2]}" if absolute else ""
    return Calendar(name, edition.url(start, target), webcal)
