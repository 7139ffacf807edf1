"""Rules about events: they can happen, they end after they begin, and what they name is there."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice

from integreat_ssg.checking.contacts import MAIL, phone_is_possible
from integreat_ssg.checking.texts import host_of, references
from integreat_ssg.model.categories import DEFAULT_CATEGORIES
from integreat_ssg.model.content import Content, is_news
from integreat_ssg.model.events import Event, EventEntry, moment
from integreat_ssg.model.findings import Finding, Place, error, note, warning
from integreat_ssg.model.richtext import Block
from integreat_ssg.occurrences import YEARS, is_skipped, named_starts, named_zone, parts_of, rule_of, starts, zone_of
from integreat_ssg.spelling import nearest

FAR = datetime(YEARS.stop, 12, 31)  # noqa: DTZ001 - on the place's clock
DATES_LOOKED_AT = 400
"""Dates of a series that are held against the clock changes: some years of weekly meetings."""


def _events(content: Content) -> Iterator[tuple[EventEntry, Event]]:
    for entry in content.events.values():
        yield entry, entry.event


def times(content: Content, _: date | None) -> Iterator[Finding]:
    """Start and end can be read, are of one kind, and in order."""
    for entry, event in _events(content):
        texts = [("start", event.start), ("end", event.end), *(("except", each) for each in event.except_)]
        texts += [
            (key, each)
            for key, many in (("also", event.also), ("cancelled_dates", event.cancelled_dates))
            for each in many
        ]
        for key, text in texts:
            if text and moment(text) is None:
                yield error("bad-moment", entry.at(key), key=key, text=text)
        start, end = moment(event.start), moment(event.end or "")
        if start and start.year not in YEARS:
            yield error("bad-moment", entry.at("start"), key="start", text=event.start)
        if start is None or end is None:
            continue
        if isinstance(start, datetime) != isinstance(end, datetime):
            yield error("end-of-another-kind", entry.at("end"), start=event.start, end=event.end)
        elif end < start:
            yield error("end-before-start", entry.at("end"), start=event.start, end=event.end)


def zones(content: Content, _: date | None) -> Iterator[Finding]:
    """A time zone is one of the IANA database."""
    for entry, event in _events(content):
        if event.time_zone and named_zone(event.time_zone) is None:
            yield error("unknown-time-zone", entry.at("time_zone"), zone=event.time_zone)


def repeats(content: Content, today: date | None) -> Iterator[Finding]:
    """A series happens at least once, begins on one of its own dates, and is looked at again some day."""
    for entry, event in _events(content):
        if not event.repeat or event.first is None or event.first.year not in YEARS:
            continue
        rule, place = rule_of(event, zone_of(content, event)), entry.at("repeat")
        if rule is None:
            yield error("bad-repeat", place, rule=event.repeat)
            continue
        first = next(iter(rule), None)
        if first is None or next(starts(event, zone_of(content, event), event.first, FAR), None) is None:
            yield error("repeat-never-happens", place, rule=event.repeat)
        elif first != event.first:
            better = first.date() if event.whole_day else first.isoformat(" ", "minutes")
            yield error("start-not-in-repeat", entry.at("start"), start=event.start, first=better)
        elif entry.region == content.slug and _is_open(parts_of(event.repeat) or {}):
            yield note("repeat-never-ends", place, rule=event.repeat)


def skipped_times(content: Content, _: date | None) -> Iterator[Finding]:
    """No date stands at a time that the clocks skip when they are put forward."""
    for entry, event in _events(content):
        zone, beginning = zone_of(content, event), event.first
        if event.whole_day or beginning is None or beginning.year not in YEARS:
            continue
        for start in islice(starts(event, zone, beginning, FAR), DATES_LOOKED_AT):
            skipped = next((each for each in (start, start + event.length) if is_skipped(each, zone)), None)
            if skipped:
                yield warning(
                    "time-is-skipped", entry.at("start"), time=skipped.isoformat(" ", "minutes"), zone=zone.key
                )
                break


def past(content: Content, today: date | None) -> Iterator[Finding]:
    """What is over is not kept for ever."""
    for entry, event in _events(content):
        beginning = event.first
        if today is None or beginning is None or event.imported or event.draft:
            continue
        if event.repeat and next(starts(event, zone_of(content, event), beginning, FAR), None) is None:
            continue  # its rule is the mistake, and told
        begin = datetime.combine(today, datetime.min.time()) - event.length
        if next(starts(event, zone_of(content, event), begin, FAR), None) is None:
            yield note("event-is-over", entry.at("start"), start=event.start)


def exceptions(content: Content, _: date | None) -> Iterator[Finding]:
    """An exception names a date on which the event would happen, and so does a date that is cancelled."""
    for entry, event in _events(content):
        if event.first is None:
            continue
        zone = zone_of(content, event)
        whole = Event(event.title, event.start, event.end, event.time_zone, event.repeat, also=event.also)
        for text in event.except_:
            if moment(text) and not named_starts(whole, zone, text):
                yield warning("except-without-date", entry.at("except"), date=text)
        for number, text in enumerate(event.cancelled_dates):
            if moment(text) and not named_starts(event, zone, text):
                yield warning("cancelled-without-date", entry.at("cancelled_dates", number), date=text)


def named_things(content: Content, _: date | None) -> Iterator[Finding]:
    """Place, categories, audiences, contact, organisation, municipality and picture are there."""
    categories = {*DEFAULT_CATEGORIES, *content.settings.categories}
    for entry, event in _events(content):
        for key, names, known in (
            ("place", [event.place], content.places),
            ("categories", event.categories, categories),
            ("audiences", event.audiences, content.settings.audiences),
            ("contact", [event.contact], content.contacts),
            ("organisation", [event.organisation], content.organisations),
            ("municipality", [event.municipality], content.settings.aliases),
            ("picture", [event.picture], content.media),
        ):
            for number, name in enumerate(names):
                if name and name not in known:
                    # A region need not have what a shared one names: readers see the rest.
                    make = error if entry.region == content.slug or key == "categories" else note
                    yield make("names-nothing", entry.at(key, number), key=key, name=name, nearest=nearest(name, known))


def addresses(content: Content, _: date | None) -> Iterator[Finding]:
    """Addresses on the web, telephone numbers and mail addresses are such, and one can still sign up before it begins."""
    for entry, event in _events(content):
        sign_up = event.registration
        for key, url in (
            ("online", event.online),
            ("website", event.website),
            ("registration.url", sign_up and sign_up.url),
        ):
            if url and "." not in host_of(url):
                yield error("bad-website", entry.at(*key.split(".")), url=url)
        if sign_up is None:
            continue
        if sign_up.phone and not phone_is_possible(sign_up.phone):
            yield error("bad-phone", entry.at("registration", "phone"), number=sign_up.phone)
        if sign_up.email and not MAIL.fullmatch(sign_up.email):
            yield error("bad-mail", entry.at("registration", "email"), address=sign_up.email)
        if sign_up.until and event.first and sign_up.until > event.first.date() and not event.repeat and not event.also:
            place = entry.at("registration", "until")
            yield warning("registration-after-start", place, until=sign_up.until, start=event.start)


def blocks(content: Content, _: date | None) -> Iterator[Finding]:
    """`[[events: …]]` names a category that there is."""
    known = {*DEFAULT_CATEGORIES, *content.settings.categories}
    for _page, block, place in references(content):
        if isinstance(block, Block) and block.kind == "events" and block.argument and block.argument not in known:
            yield error("unknown-category", place, category=block.argument, nearest=nearest(block.argument, known))


def news_dates(content: Content, _: date | None) -> Iterator[Finding]:
    """A news item tells its day, in its file name or under `date`."""
    for page in content.pages.values():
        if is_news(page.path) and content.published(page) is None:
            yield warning("news-without-date", Place(page.file, page.key_lines.get("title", 1)))


def news_expiry(content: Content, _: date | None) -> Iterator[Finding]:
    """A news item can be read on one day at least."""
    for page in content.pages.values():
        day, expires = content.published(page), page.meta.expires
        if is_news(page.path) and day and expires and expires <= day:
            yield warning("news-expires-at-once", Place(page.file, page.key_lines.get("expires", 1)), date=day)


def _is_open(parts: Mapping[str, str]) -> bool:
    """Whether a rule goes on for ever. What comes once a year is a feast, and may."""
    return not {"UNTIL", "COUNT"} & set(parts) and parts.get("FREQ") != "YEARLY"
