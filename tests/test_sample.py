"""The sample regions: enough of everything, in all languages, marked as invented, and still of use a year from now."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
import yaml

from integreat_ssg.cache import Cache
from integreat_ssg.checking.rules import check_content
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Severity
from integreat_ssg.model.languages import PLAIN
from integreat_ssg.occurrences import agenda
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.library import Library, read_library, read_region
from integreat_ssg.reading.unlisted import texts_in
from tests.conftest import REPOSITORY

CONTENT = REPOSITORY / "content"
REGIONS = ("lueneburg", "boerde", "aachen", "goslar", "peine")
TODAY = date(2026, 11, 22)
LATER = [TODAY + timedelta(days=days) for days in (0, 30, 91, 182, 274, 365)]

WANTED = {
    ("contact-not-filled", "aachen/contacts/return-counselling.yaml"),
    ("contact-not-filled", "boerde/contacts/return-counselling.yaml"),
    ("contact-not-filled", "goslar/contacts/recognition-advice.yaml"),
}
"""What the sample leaves open on purpose: readers see whom to ask instead."""


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    """The sample content as it is read."""
    with Converter(Cache(None), Budget(seconds=10, processes=1)) as converter:
        yield read_library(CONTENT, converter)


def region(library: Library, slug: str, today: date = TODAY) -> tuple[Content, list[Finding]]:
    """A region on a day, with everything found in it."""
    content, findings = read_region(replace(library, today=today), slug)
    assert content
    return content, [*findings, *check_content(content, today)]


@pytest.mark.parametrize("slug", REGIONS)
def test_there_is_enough(library: Library, slug: str) -> None:
    """Places, contacts and events of the region's own, several of them recurring, and news."""
    content, _ = region(library, slug)
    own_contacts = [file for file in content.contact_files.values() if file.startswith(f"{slug}/")]
    own_events = [each.event for each in content.events.values() if each.region == slug]
    assert len([each for each in content.places.values() if each.region == slug]) >= 12
    assert len(own_contacts) >= 10
    assert len(own_events) >= 8
    assert len([each for each in own_events if each.repeat]) >= 4
    assert all(content.news(language.tag) for language in content.languages)
    assert len({entry.place.municipality for entry in content.places.values()}) > 1


@pytest.mark.parametrize("day", LATER, ids=str)
@pytest.mark.parametrize("slug", REGIONS)
def test_a_later_build_still_has_something_on(library: Library, slug: str, day: date) -> None:
    """In the month after a build at any time of the coming year there are events, of one kind and another."""
    coming = agenda(region(library, slug, day)[0]).occurrences
    soon = {each.key for each in coming if day <= each.start.date() < day + timedelta(days=31)}
    assert len(soon) >= 5


@pytest.mark.parametrize("day", [LATER[0], LATER[-1]], ids=str)
@pytest.mark.parametrize("slug", REGIONS)
def test_only_what_is_wanted_is_found(library: Library, slug: str, day: date) -> None:
    """No errors, and no warnings but those that show what a region may leave open; a year on, what wants to be looked at."""
    _, findings = region(library, slug, day)
    doubtful = {(each.code, each.place.file) for each in findings if each.severity is not Severity.NOTE}
    old = {each for each in doubtful if each[0] in ("review-due", "closure-over")} if day != TODAY else set()
    assert doubtful - old <= WANTED


@pytest.mark.parametrize("slug", REGIONS)
def test_all_texts_are_in_all_languages(library: Library, slug: str) -> None:
    """Whatever is said of a place, a contact, an organisation or an event is said in German, English, Arabic and Ukrainian;
    readers of plain language get the German."""
    content, _ = region(library, slug)
    tags = {language.tag for language in content.languages if not language.tag.endswith(PLAIN)}
    things: list[object] = [*content.contacts.values(), *content.organisations.values()]
    things += [each.place for each in content.places.values()]
    things += [each.event for each in content.events.values()]
    for thing in things:
        said: dict[tuple[object, ...], set[object]] = {}
        for *way, tag in texts_in(thing):
            said.setdefault(tuple(way), set()).add(tag)
        assert all(found == tags for found in said.values()), thing


@cache
def data() -> str:
    """Everything that stands in the files of contacts, places, organisations and events."""
    return "\n".join(file.read_text() for file in sorted(CONTENT.glob("*/*/**/*.yaml")))


def test_it_is_marked_as_a_sample() -> None:
    """Every page says so in its footer; numbers are those that the Bundesnetzagentur keeps free for stories, or everybody's
    service numbers; addresses are below `.example`, but for that of an authority which is the same for all."""
    notice = yaml.safe_load((CONTENT / "site.yaml").read_text())["notice"]
    assert notice["de"].startswith("Beispielinhalt")
    numbers = set(re.findall(r"(?:number|phone): *\"?([+\d][\d ]+)", data()))
    assert {each for each in numbers if not each.startswith("+49 30 23125 ")} <= {
        "116117",
        "116 117",
        "110",
        "112",
        "115",
    }
    assert not [each for each in re.findall(r"[\w.-]+@([\w.-]+)", data()) if not each.endswith(".example")]
    websites = re.findall(r"(?:website|online|url): *\"?https?://([\w.-]+)", data())
    assert {each for each in websites if not each.endswith(".example")} <= {"www.arbeitsagentur.de"}
