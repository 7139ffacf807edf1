"""A page that was built long ago tells by the reader's clock that it is out of date."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import NO_ICON, Visitor, settle
from tests.conftest import SMALL_SITE, write_files

NOTICE = "[data-expires]"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page that was built in November and is out of date from the fifteenth of January on."""
    folder = tmp_path_factory.mktemp("expiry")
    jobs = {"town/de/work/jobs.md": "---\ntitle: Stellen\nexpires: 2027-01-15\n---\nText.\n"}
    site = build_with_command(
        write_files(folder / "content", {**SMALL_SITE, **jobs}), folder / "build", "--date", "2026-11-22"
    )
    server = Server()
    server.mount("/", site)
    yield server.url("town/de/work/jobs/index.html")
    server.close()


def visit(visitor: Visitor, address: str, day: datetime, **options: object) -> Page:
    """The page as a reader sees it on a day."""
    visitor.origin = address.partition("/town")[0]
    page = visitor.start(allowed=NO_ICON, **options).context.new_page()  # type: ignore[arg-type]
    page.clock.install(time=day)
    page.goto(address)
    settle(page)
    return page


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_the_readers_clock_decides(visitor: Visitor, address: str, zone: str) -> None:
    """On the evening before nothing is said, at midnight in the reader's own time zone it is, without a reload."""
    page = visit(visitor, address, datetime(2027, 1, 13, tzinfo=UTC), timezone_id=zone)
    page.clock.set_fixed_time(page.evaluate("() => new Date(2027, 0, 14, 23, 59) / 1000"))
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(NOTICE)).to_be_hidden()
    page.clock.set_fixed_time(page.evaluate("() => new Date(2027, 0, 15) / 1000"))
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(NOTICE)).to_be_visible()


def test_it_is_said_on_arrival(visitor: Visitor, address: str) -> None:
    """A reader who comes later reads it at once, before the text."""
    page = visit(visitor, address, datetime(2028, 5, 1, tzinfo=UTC))
    expect(page.locator(NOTICE)).to_be_visible()
    expect(page.locator(NOTICE)).to_contain_text("15. Januar 2027")
    assert page.evaluate(
        "() => !!(document.querySelector('[data-expires]').compareDocumentPosition(document.querySelector('.text')) & 4)"
    )


def test_without_scripts_an_old_build_says_nothing(visitor: Visitor, address: str) -> None:
    """Nothing is claimed that was not known when the page was built."""
    visitor.origin = address.partition("/town")[0]
    page = visitor.open(address, javascript=False, allowed=NO_ICON)
    expect(page.locator(NOTICE)).to_be_hidden()


@pytest.fixture(scope="module")
def closing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A town that was built in November: a library closed until the tenth of January, and news until the first."""
    folder = tmp_path_factory.mktemp("closing")
    files = {
        "town/places/library.yaml": "name: Bibliothek\nhours: Mo-Fr 08:00-12:00; PH off\nclosed: {until: 2027-01-10}\n",
        "town/de/work/jobs.md": "---\ntitle: Stellen\n---\n[[place: library]]\n",
        "town/de/news/2026-11-20-office.md": "---\ntitle: Neues Amt\nexpires: 2027-01-01\n---\nText.\n",
    }
    site = build_with_command(
        write_files(folder / "content", {**SMALL_SITE, **files}), folder / "build", "--date", "2026-11-22"
    )
    server = Server()
    server.mount("/", site)
    yield server.url("town/de/")
    server.close()


@pytest.mark.parametrize("page", ["places/library/index.html", "work/jobs/index.html"])
@pytest.mark.parametrize(("day", "closed"), [(10, True), (11, False)])
def test_a_closure_ends_on_the_device(visitor: Visitor, closing: str, page: str, day: int, closed: bool) -> None:
    """On its last day it is told on the place's page and card; on the day after, an old build no longer does."""
    shown = visit(visitor, closing + page, datetime(2027, 1, day, 10, tzinfo=UTC))
    expect(shown.get_by_text("Geschlossen bis 10. Januar 2027")).to_be_visible(visible=closed)


@pytest.mark.parametrize("page", ["index.html", "news/index.html"])
@pytest.mark.parametrize(("day", "there"), [((2026, 12, 31), True), ((2027, 1, 1), False)])
def test_news_end_on_the_device(
    visitor: Visitor, closing: str, page: str, day: tuple[int, int, int], there: bool
) -> None:
    """The last item is gone from its day on, and the list says that there is none."""
    shown = visit(visitor, closing + page, datetime(*day, 12, tzinfo=UTC))
    expect(shown.get_by_role("link", name="Neues Amt")).to_be_visible(visible=there)
    expect(shown.get_by_text("Zurzeit gibt es keine Neuigkeiten.")).to_be_visible(visible=not there)
