"""Events as rows of lists: their next date in words, and all their dates for scripts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from integreat_ssg.model.events import Event, Occurrence
from integreat_ssg.occurrences import named_zone
from integreat_ssg.planning import list_file, page_file
from integreat_ssg.rendering.edition import Edition
from integreat_ssg.rendering.event_views import Clock, EventRow, UpcomingView, When
from integreat_ssg.rendering.views import Words

UPCOMING = 5
"""Events on the home page, and in a text."""
UNTOLD_LENGTH = timedelta(hours=2)
"""How long an event without an end stays in the lists after its start."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def upcoming_view(edition: Edition, file: str, category: str = "") -> UpcomingView:
    """The next events, or those of one category, as they stand in the site's file `file`."""
    happening, events = edition.plan.agenda.by_event, edition.plan.content.events
    keys = [key for key in happening if not category or category in events[key].event.categories]
    all_events = edition.url(file, list_file("events", edition.language.tag))
    return UpcomingView(
        clock=clock(edition),
        rows=tuple(event_row(edition, file, key) for key in keys[:UPCOMING]),
        all=f"{all_events}?kind={category}" if category else all_events,
    )


def event_row(edition: Edition, file: str, key: str) -> EventRow:
    """An event in a list, at its next date."""
    content, coming = edition.plan.content, edition.plan.agenda.by_event[key]
    event = content.events[key].event
    return EventRow(
        url=edition.url(file, page_file(f"events/{key}", edition.language.tag)),
        title=edition.translated(event.title) or Words(key),
        when=when(edition, coming),
        where=where(edition, event),
        more=sum(event.cancelled or not each.cancelled for each in coming[1:]),
        cancelled=all(each.cancelled for each in coming),
        categories=" ".join(event.categories),
        audiences=" ".join(event.audiences),
        municipality=municipality(edition, event),
        place=event.place or "",
    )


def municipality(edition: Edition, event: Event) -> str:
    """The municipality in which an event happens, its own or that of its place; empty where neither tells."""
    place = edition.plan.content.places.get(event.place or "")
    return event.municipality or (place.place.municipality if place else None) or ""


def where(edition: Edition, event: Event) -> Words | None:
    """Where an event happens, in short."""
    place = edition.plan.content.places.get(event.place or "")
    if place:
        return edition.translated(place.place.name)
    if event.address:
        return Words(event.address.replace("\n", ", "))
    return Words(edition.voice.say("Online")) if event.online else None


def when(edition: Edition, times: Sequence[Occurrence]) -> When:
    """The first of some times in words, and all of them for scripts."""
    first, voice, content = times[0], edition.voice, edition.plan.content
    start, end = first.start, first.end
    if content.events[first.key].event.attendance == "online" and not first.whole_day:
        # Whoever takes part at home has the region's clock on the wall; what happens at a place keeps that of the place.
        home = named_zone(content.settings.time_zone) or UTC
        start, end = start.astimezone(home), end.astimezone(home)
    day, hours = voice.short_day(start), ""
    if first.last_day > start.date() and (first.whole_day or end - start > timedelta(hours=18)):
        day = voice.say("{start} – {end}", start=day, end=voice.short_day(first.last_day))
        if not first.whole_day:
            hours = voice.say("from {start}", start=_clock(edition, start))
    elif not first.whole_day:
        clocks = {"start": _clock(edition, start), "end": _clock(edition, end)}
        hours = voice.say("{start} to {end}", **clocks) if end > start else voice.say("{start} o’clock", **clocks)
    iso = start.date().isoformat() if first.whole_day else first.start.isoformat(timespec="minutes")
    off = {each.cancelled for each in times}
    return When(day, hours, iso, _coded(times), first.cancelled, partly=len(off) > 1)


def clock(edition: Edition) -> Clock:
    """The region's time zone, and the locale for the device's own dates: Gregorian, in the digits of this page."""
    content = edition.plan.content
    return Clock(content.settings.time_zone, f"{edition.voice.language.tag}-u-ca-gregory-nu-{edition.voice.numerals}")


def _coded(times: Sequence[Occurrence]) -> str:
    codes, before, usual = [], 0, ""
    for each in times:
        start = _minutes(each.start)
        length = _base36(_minutes(each.end + (timedelta() if each.end > each.start else UNTOLD_LENGTH)) - start)
        codes.append(_base36(start - before) + (f"+{length}" if length != usual else "") + "!" * each.cancelled)
        before, usual = start, length
    return " ".join(codes)


def _minutes(moment: datetime) -> int:
    return int(moment.timestamp()) // 60


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _clock(edition: Edition, moment: datetime) -> str:
    return edition.voice.clock(moment.hour * 60 + moment.minute)
