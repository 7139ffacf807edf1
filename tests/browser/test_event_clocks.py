"""Events at the edges of the calendar: the clock change in autumn, the leap day, midnight, a holiday on which a date is off."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.pages import crossed
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle
from tests.conftest import SMALL_SITE, write_files

ZONES = ("Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati")
LIST = "town/de/events/index.html"
SITE = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\nsource_language: de\nland: NW\n",
    "town/events/night.yaml": "title: Nacht\nstart: 2027-10-30 22:00\nend: 2027-10-31 04:00\naddress: Rathaus\n",
    "town/events/leap.yaml": "title: Schalttag\nstart: 2028-02-29\naddress: Markt\n",
    "town/events/year.yaml": "title: Silvester\nstart: 2027-12-31 20:00\nend: 2028-01-01 00:00\naddress: Markt\n",
    "town/events/course.yaml": "title: Kurs\nstart: 2027-10-18 20:00\nend: 2027-10-18 21:00\naddress: Schule\n"
    "repeat: FREQ=WEEKLY;BYDAY=MO;UNTIL=20280331\ncancelled_dates: [2027-11-01]\n",  # All Saints' Day
}

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The region as it was built on the 15th of October 2027."""
    folder = tmp_path_factory.mktemp("clocks")
    write_files(folder / "content", SITE)
    server = Server()
    server.mount("/", build_with_command(folder / "content", folder / "build", "--date", "2027-10-15"))
    yield server
    server.close()


@pytest.fixture
def show(browser: Browser, origin: Server) -> Iterator[Show]:
    """`show(path, now, zone)` opens a page on a device with this clock and time zone."""
    visitor = Visitor(browser, origin.origin)

    def opened(path: str, now: str, zone: str = "Europe/Berlin", **options: object) -> Page:
        page = visitor.start(timezone_id=zone, **options).context.new_page()  # type: ignore[arg-type]
        page.clock.set_fixed_time(now)
        page.goto(origin.url(path))
        settle(page)
        return page

    yield opened
    problems = visitor.close()
    assert not problems, "\n".join(problems)


def group_of(page: Page, title: str) -> str:
    """The heading under which an event stands; empty where it does not stand in the list."""
    return page.evaluate(
        "(title) => [...document.querySelectorAll('.group li a')].find((link) => link.textContent === title)"
        "?.closest('.group').querySelector('h2').textContent ?? ''",
        title,
    )


CASES = [
    ("Nacht", "2027-10-29T12:00:00+02:00", "Morgen"),
    ("Nacht", "2027-10-31T02:30:00+02:00", "Heute"),  # once by summer time
    ("Nacht", "2027-10-31T02:30:00+01:00", "Heute"),  # and again an hour later
    ("Nacht", "2027-10-31T03:59:00+01:00", "Heute"),
    ("Nacht", "2027-10-31T04:01:00+01:00", ""),
    ("Silvester", "2027-12-30T23:59:00+01:00", "Morgen"),
    ("Silvester", "2027-12-31T00:01:00+01:00", "Heute"),
    ("Silvester", "2027-12-31T23:59:00+01:00", "Heute"),
    ("Silvester", "2028-01-01T00:01:00+01:00", ""),
    ("Schalttag", "2028-02-28T12:00:00+01:00", "Morgen"),
    ("Schalttag", "2028-02-29T23:59:00+01:00", "Heute"),
    ("Schalttag", "2028-03-01T00:01:00+01:00", ""),
    ("Kurs", "2027-10-25T20:30:00+02:00", "Heute"),
    ("Kurs", "2028-03-27T20:59:00+02:00", "Heute"),  # after the change in spring
    ("Kurs", "2028-03-27T21:01:00+02:00", ""),
]


@pytest.mark.parametrize(("title", "now", "group", "zone"), crossed(CASES, ZONES))
def test_an_event_stands_where_the_region_s_clock_says(title: str, now: str, group: str, zone: str, show: Show) -> None:
    """Whatever the device's own zone."""
    assert group_of(show(LIST, now, zone), title) == group


@pytest.mark.parametrize("path", [LIST, "town/de/index.html"])
def test_a_date_that_is_off_says_so_and_the_one_after_it_does_not(path: str, show: Show) -> None:
    """In the list and on the home page, when it is the next one; nobody reads the word beside a date that takes place."""
    for now, day, off in (
        ("2027-10-25T20:30:00+02:00", "25. Okt", False),
        ("2027-10-25T21:30:00+02:00", "1. Nov", True),
        ("2027-11-01T21:30:00+01:00", "8. Nov", False),
    ):
        row = show(path, now).locator("li[data-times]", has_text="Kurs").first
        assert day in row.inner_text()
        assert row.get_by_text("Fällt aus").is_visible() == off
        assert "20:00" in row.inner_text()


def test_without_scripts_a_date_that_is_off_is_named(show: Show) -> None:
    """On the page of the event, in both languages."""
    for tag in ("de", "ar"):
        page = show(f"town/{tag}/events/course/index.html", "2027-10-16T12:00:00+02:00", javascript=False)
        assert [said(tag, "Cancelled") in each for each in page.locator(".dates li").all_inner_texts()][:4] == [
            False,
            False,
            True,
            False,
        ]
