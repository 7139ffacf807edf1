"""All rules in the order in which they run. A rule is a function of the content (and today's date) that yields findings."""

from collections.abc import Callable, Iterable
from datetime import date

from integreat_ssg.checking import (
    audiences,
    contacts,
    events,
    feedback,
    geography,
    glossary,
    links,
    pages,
    places,
    regions,
    tiles,
    translations,
    weights,
)
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Severity

Rule = Callable[[Content, date | None], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    weights.named_rules,
    regions.names,
    regions.api,
    regions.short_names,
    regions.numbers,
    regions.colours,
    regions.positions,
    regions.time_zones,
    regions.named_things,
    regions.screenshots,
    pages.titles,
    pages.home_page,
    pages.empty_pages,
    pages.unreachable_pages,
    pages.audiences,
    audiences.keys,
    audiences.named,
    feedback.addresses,
    feedback.recipients,
    pages.review_dates,
    pages.expiry_dates,
    links.page_links,
    links.pictures,
    links.files,
    links.blocks,
    links.include_loops,
    links.unused_media,
    contacts.phone_numbers,
    contacts.mail_addresses,
    contacts.websites,
    contacts.organisations,
    contacts.unfilled,
    contacts.unused,
    places.named_things,
    places.positions,
    places.closures,
    places.languages,
    places.appointments,
    places.holidays,
    tiles.credit,
    tiles.position,
    tiles.layers,
    geography.files,
    geography.position,
    geography.credits_given,
    events.times,
    events.zones,
    events.repeats,
    events.exceptions,
    events.skipped_times,
    events.past,
    events.named_things,
    events.addresses,
    events.blocks,
    events.news_dates,
    events.news_expiry,
    glossary.explanations,
    glossary.unused,
    glossary.same_words,
    translations.missing,
    translations.outdated,
    translations.of_another_text,
)


_FILE_MISSING = ("no-home-page", "no-root-page")


def besides_unread(read: Iterable[Finding], checked: Iterable[Finding]) -> list[Finding]:
    """What was found by checking, without files that would seem to be missing only because of errors that reading them told:
    nobody shall be asked to make a file that is there."""
    unread = {each.place.file for each in read if each.severity is Severity.ERROR}
    return [each for each in checked if each.code not in _FILE_MISSING or each.place.file not in unread]


def check_content(content: Content, today: date | None) -> list[Finding]:
    """What every rule finds; `today` is the build date, None where nothing tells it."""
    return [finding for rule in RULES for finding in rule(content, today)]
