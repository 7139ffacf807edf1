"""Places on a phone: what is open now by the region's clock, whatever the device's."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.pages import crossed
from tests.browser.server import Server
from tests.browser.visiting import Visitor
from tests.conftest import write_files

OPEN = said("de", "Open now")
CLOSED = said("de", "Closed now")
CLOSES = said("de", "Open now, closes at {time}")
TODAY = said("de", "Closed now, opens today at {time}")
OPENS = said("de", "Closed now, opens again: {day}, {time}")

UNTIL_SAID = "() => import(document.querySelector('link[rel=modulepreload][href$=\"hours.js\"]').href)"
"""Comes true when the page has got that script, which it asked for first."""

ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Kiritimati")
PLACES = {
    "office": "Mo-Fr 08:00-12:00, Th 14:00-18:00; PH off",
    "practice": "Mo-Su 22:00-04:00",
    "night": "Mo-Su 20:00-02:30",
    "police": "24/7",
    "days": "Mo-Fr 00:00-24:00",
    "course": "SH Mo-Fr 10:00-12:00",
}


def town(hours: dict[str, str], **more: str) -> dict[str, str]:
    """A town with a place for each of these hours."""
    towns = "{Nord: {latitude: 52, longitude: 10}, Süd: {latitude: 51, longitude: 10}}"
    head = f"kind: town\nname: Stadt\nlanguages: [de, ar]\nland: NI\naliases: {towns}\n"
    pages = {
        f"town/de/{name}.md": f"---\ntitle: {name}\n---\nText.\n"
        for name in ("index", "imprint", "privacy", "accessibility")
    }
    places = {
        f"town/places/{key}.yaml": f"name: {key}\nhours: {text}\n{more.get(key, '')}" for key, text in hours.items()
    }
    return {"site.yaml": "title: Orte\nregions: [town]\n", "town/region.yaml": head, **pages, **places}


@pytest.fixture(scope="module")
def clocks(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[None]:
    """A town built on the first of October 2026, at `/clocks/`, and another before a leap day, at `/leap/`."""
    folder = tmp_path_factory.mktemp("clocks")
    content = write_files(folder / "content", town(PLACES))
    server.mount("/clocks/", build_with_command(content, folder / "clocks", "--date", "2026-10-01"))
    leap = write_files(
        folder / "leap-content", town({"office": "Mo-Fr 08:00-12:00; Feb 29 off", "other": "Mo-Fr 08:00-12:00"})
    )
    server.mount("/leap/", build_with_command(leap, folder / "leap", "--date", "2028-02-01"))
    yield
    for prefix in ("/clocks/", "/leap/"):
        del server.mounts[prefix]


@pytest.fixture
def now(clocks: None, visitor: Visitor, server: Server) -> Callable[..., str]:
    """What the page of a place says at a moment to a device in some time zone; empty where it says nothing."""

    def say(place: str, moment: str, zone: str = "Europe/Berlin", site: str = "clocks", language: str = "de") -> str:
        page = visitor.start(timezone_id=zone, locale="en-US").context.new_page()
        page.clock.set_fixed_time(moment)
        page.goto(server.url(f"{site}/town/{language}/places/{place}/index.html"))
        page.evaluate(UNTIL_SAID)
        line = page.locator(".now")
        return line.inner_text().replace("\u2068", "").replace("\u2069", "") if line.is_visible() else ""

    return say


HOURS = [
    ("office", "2026-11-24T07:00:00Z", CLOSES.format(time="12:00")),
    ("office", "2026-11-24T06:59:59Z", TODAY.format(time="08:00")),
    ("office", "2026-11-24T11:00:00Z", OPENS.format(day="Mittwoch", time="08:00")),
    ("office", "2026-11-27T12:00:00Z", OPENS.format(day="Montag", time="08:00")),
    ("practice", "2026-11-24T23:30:00Z", CLOSES.format(time="04:00")),
    ("practice", "2026-11-25T03:00:00Z", TODAY.format(time="22:00")),
    ("police", "2026-11-24T23:30:00Z", OPEN),
    ("days", "2026-11-27T22:59:00Z", CLOSES.format(time="00:00")),
    ("days", "2026-11-24T12:00:00Z", OPEN),
]


@pytest.mark.parametrize(("place", "moment", "told", "zone"), crossed(HOURS, ZONES))
def test_open_now(place: str, moment: str, told: str, zone: str, now: Callable[..., str]) -> None:
    """Open and closed by the region's clock to the second, past midnight too, wherever the device thinks it is."""
    assert now(place, moment, zone) == told


CHANGES = [
    # In the night to 25 October 2026 the hour from two to three comes twice; in that to 28 March 2027 it does not come.
    ("practice", "2026-10-25T00:30:00Z", CLOSES.format(time="04:00")),
    ("practice", "2026-10-25T02:59:00Z", CLOSES.format(time="04:00")),
    ("practice", "2026-10-25T03:00:00Z", TODAY.format(time="22:00")),
    ("night", "2026-10-25T00:15:00Z", CLOSES.format(time="02:30")),
    ("night", "2026-10-25T01:29:00Z", CLOSES.format(time="02:30")),
    ("night", "2026-10-25T01:30:00Z", TODAY.format(time="20:00")),
    ("practice", "2027-03-28T01:59:00Z", CLOSES.format(time="04:00")),
    ("practice", "2027-03-28T02:00:00Z", TODAY.format(time="22:00")),
    ("night", "2027-03-28T01:31:00Z", TODAY.format(time="20:00")),
    # An office opens at eight in both weeks.
    ("office", "2026-10-23T06:00:00Z", CLOSES.format(time="12:00")),
    ("office", "2026-10-26T06:30:00Z", TODAY.format(time="08:00")),
    ("office", "2026-10-26T07:00:00Z", CLOSES.format(time="12:00")),
    ("office", "2027-03-30T06:00:00Z", CLOSES.format(time="12:00")),
]


@pytest.mark.parametrize(("place", "moment", "told", "zone"), crossed(CHANGES, ["Europe/Berlin", "America/New_York"]))
def test_clock_changes(place: str, moment: str, told: str, zone: str, now: Callable[..., str]) -> None:
    """Both changes of the clocks leave hours where they are; America changes on other days."""
    assert now(place, moment, zone) == told


@pytest.mark.parametrize(
    ("place", "moment", "told"),
    [
        ("office", "2026-12-25T08:00:00Z", OPENS.format(day="Montag", time="08:00")),
        ("office", "2026-12-24T13:30:00Z", CLOSES.format(time="18:00")),
        ("course", "2026-12-23T09:30:00Z", CLOSES.format(time="12:00")),
        ("course", "2026-11-24T09:30:00Z", CLOSED),
    ],
)
def test_holidays(place: str, moment: str, told: str, now: Callable[..., str]) -> None:
    """Public holidays close an office, a course opens in school holidays; what opens in weeks is just closed."""
    assert now(place, moment) == told


@pytest.mark.parametrize(
    ("place", "moment", "told"),
    [
        ("office", "2028-02-29T08:00:00Z", OPENS.format(day="Mittwoch", time="08:00")),
        ("other", "2028-02-29T08:00:00Z", CLOSES.format(time="12:00")),
        ("office", "2028-02-28T12:00:00Z", OPENS.format(day="Mittwoch", time="08:00")),
    ],
)
def test_leap_day(place: str, moment: str, told: str, now: Callable[..., str]) -> None:
    """The 29th of February is a day of its own."""
    assert now(place, moment, site="leap") == told


@pytest.mark.parametrize("moment", ["2026-09-27T08:00:00Z", "2027-11-08T08:00:00Z", "2040-01-03T08:00:00Z"])
def test_an_old_build_says_nothing(moment: str, now: Callable[..., str]) -> None:
    """Where the known days have run out, or the device's clock is behind the build, the table stands alone."""
    assert now("office", moment) == ""


def test_arabic(now: Callable[..., str]) -> None:
    """The sentence is the page's language's, the time as the table writes it."""
    told = said("ar", "Open now, closes at {time}").format(time="12:00 م")
    assert now("office", "2026-11-24T08:00:00Z", language="ar") == told


def test_the_line_changes_by_itself(clocks: None, visitor: Visitor, server: Server) -> None:
    """A page left open tells of the change within a minute."""
    page = visitor.start().context.new_page()
    page.clock.install(time="2026-11-24T10:59:30Z")
    page.goto(server.url("clocks/town/de/places/office/index.html"))
    expect(page.locator(".now")).to_contain_text("12:00")
    page.clock.run_for(61_000)
    expect(page.locator(".now")).to_contain_text("Mittwoch")


Open = Callable[..., Page]


def test_a_place_without_scripts(open_page: Open) -> None:
    """The table of hours, the links and the way to the contact are there; nothing says "open now"."""
    page = open_page("lueneburg/ar/places/immigration-office/index.html", javascript=False)
    expect(page.locator(".hours").first).to_be_visible()
    expect(page.locator("a[href^='geo:']")).to_be_visible()
    expect(page.locator(".contact a[href^='tel:']").first).to_be_visible()
    expect(page.locator(".now:visible")).to_have_count(0)


def test_print(open_page: Open, tmp_path: Path) -> None:
    """On paper a place keeps address, hours and phone; the filters of the list do not print."""
    page: Any = open_page("lueneburg/de/places/library/index.html", width=800)
    page.emulate_media(media="print")
    for part in (".hours", ".contact dl", "h1"):
        expect(page.locator(part).first).to_be_visible()
    page = open_page("lueneburg/de/places/index.html", width=800)
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".rows > li").first).to_be_visible()
