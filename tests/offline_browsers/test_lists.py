"""After "saved" the host is gone: places and events are found, filtered and noted down all the same."""

from collections.abc import Callable

from tests.browser.checks.messages import said
from tests.offline_browsers.reader import Reader
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import LISTED, Release, Sites

SHOWN = """new Set([...document.querySelectorAll(".rows > li:not([hidden]) a")].map((link) => link.textContent)).size"""
"""How many places or events can be seen; an event may stand under two headings."""
READY = "document.readyState === 'complete' && document.querySelector('.filters:not([hidden])') !== null"
SOUTHERN = LISTED // 3


def choose(reader: Reader, name: str, value: str) -> None:
    """Chooses in a filter, as a finger would."""
    field = f"document.querySelector('.filters [name={name}]')"
    reader.engine.evaluate(f"({field}.value = {value!r}, {field}.dispatchEvent(new Event('change')), true)")


def test_places_and_events(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """Filters reach the pages on which a list goes on; a place tells whether it is open; an event's file is there, and what
    is not saved says so."""
    reader = make_reader(sites.town)
    reader.enter()
    reader.save()
    reader.host.stop()
    for path, found in (("de/places/", "Places found: {count}"), ("de/events/", "Events found: {count}")):
        reader.open(f"{path}index.html")
        reader.until(READY)
        choose(reader, "town", "Süd")
        reader.until(f"{SHOWN} === {SOUTHERN}")
        told = said("de", found).partition("{")[0]
        reader.until(f"document.querySelector('.filters [role=status]').textContent.startsWith({told!r})")
        reader.open(f"{path}?kind=school")
        reader.until(f"{SHOWN} === {LISTED - SOUTHERN}")
        assert said("de", "Next page") not in reader.engine.evaluate("document.querySelector('main').innerText")
        reader.open(f"{path}page-2/")
        assert reader.engine.evaluate(SHOWN) == LISTED - 40
    reader.open("de/places/place-07/")
    reader.until(f"document.querySelector('.now').innerText === {said('de', 'Open now')!r}")
    [(status, kind, digest, *_)] = reader.fetch(["de/events/event-44.ics"])
    assert (status, digest) == (200, sites.town.hash_of("de/events/event-44.ics"))
    assert kind.startswith("text/calendar")
    reader.open("de/events/category/sport.ics")
    reader.until(f"document.querySelector('h1').innerText === {said('de', 'This page is not saved on this device')!r}")
    reader.until(f"document.querySelector('.ways').innerText.includes({said('de', 'Events')!r})")
    record("lists")
