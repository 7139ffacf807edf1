"""Events on the device: grouped by the reader's day in the region's time zone, filtered, and never yesterday as today."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import Visitor, open_filters, settle
from tests.conftest import write_files
from tests.events.site import EVENTS

MANY = {
    f"town/events/extra-{number:02}.yaml": f"title: Kurs {number}\n"
    f"start: 2027-0{1 + number % 4}-{1 + number % 28:02} 1{number % 10}:00\n"
    f"categories: [{('sport', 'school')[number % 2]}]\naddress: Halle\n"
    for number in range(60)
}
LIST = "town/de/events/index.html"

Show = Callable[..., Page]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A region with some sixty events, as it was built on the 22nd of November 2026."""
    folder = tmp_path_factory.mktemp("events")
    write_files(folder / "content", {**EVENTS, **MANY})
    server = Server()
    server.mount("/", build_with_command(folder / "content", folder / "build", "--date", "2026-11-22"))
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
        page.wait_for_load_state("networkidle")  # the pages on which a list goes on are there too
        return page

    yield opened
    problems = visitor.close()
    assert not problems, "\n".join(problems)


def groups(page: Page) -> dict[str, list[str]]:
    """Heading of each group to the titles in it."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.group')].map((group) =>"
        " [group.querySelector('h2').textContent, [...group.querySelectorAll('li a')].map((link) => link.textContent)]))"
    )


def test_events_are_grouped_by_the_day_of_the_reader(show: Show) -> None:
    """On a Tuesday: today's café, the monthly call tomorrow, the choir this week, the fair later; next week's choir is off."""
    page = show(LIST, "2026-11-24T08:00:00+01:00")
    found = groups(page)
    assert [each.partition(";")[0] for each in found["Heute"]] == ["Café"]
    assert found["Morgen"] == ["Sprechstunde"]
    assert found["Diese Woche"] == ["Chor"]
    assert [each.partition(";")[0] for each in found["Später"][:3]] == ["Café", "Chor", "Messe"]
    choirs = page.locator(".group li", has_text="Chor").locator(".cancelled")
    assert [each.is_visible() for each in choirs.all()] == [False, True]


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo", "Pacific/Kiritimati"])
def test_a_device_elsewhere_shows_the_days_of_the_region(show: Show, zone: str) -> None:
    """At 8 in the region it is yesterday evening in Los Angeles and already night on Kiritimati; the café is today."""
    here = groups(show(LIST, "2026-11-24T08:00:00+01:00"))
    assert groups(show(LIST, "2026-11-24T08:00:00+01:00", zone)) == here


def test_an_old_build_never_shows_yesterday_as_today(show: Show) -> None:
    """Four weeks later the list begins with that day; what is over is gone, and dates are written anew."""
    page = show(LIST, "2026-12-23T12:00:00+01:00")
    found = groups(page)
    assert [each.partition(";")[0] for each in found["Heute"]] == ["Café"]
    assert "Messe" not in str(found)
    assert re.match(r"Mi\.?, 23\. Dez", page.locator(".group time b").first.inner_text())


def test_an_event_is_there_until_it_ends(show: Show) -> None:
    """18:29 still shows it, 18:31 does not."""
    assert "Heute" in groups(show(LIST, "2026-11-24T18:29:00+01:00"))
    assert "Heute" not in groups(show(LIST, "2026-11-24T18:31:00+01:00"))


def test_a_night_over_midnight_and_over_the_clock_change(show: Show) -> None:
    """At 03:30 summer time the night of the change still goes on; at 04:30 it is over."""
    assert "Nacht" in groups(show(LIST, "2027-03-28T03:30:00+02:00"))["Heute"]
    assert "Nacht" not in str(groups(show(LIST, "2027-03-28T04:30:00+02:00")))


def test_a_whole_day_lasts_until_midnight_of_the_region(show: Show) -> None:
    """Also the last day of several."""
    assert groups(show(LIST, "2026-12-06T23:59:00+01:00"))["Heute"] == ["Messe"]
    assert "Messe" not in str(groups(show(LIST, "2026-12-07T00:01:00+01:00")))


def test_filters_are_kept_in_the_address_and_announced(show: Show) -> None:
    """What further pages hold is found too; the address brings the same list back; "show all" ends it."""
    page = show(LIST, "2026-11-24T08:00:00+01:00")
    open_filters(page)
    page.select_option("[name=kind]", "sport")
    page.wait_for_function("() => document.querySelector('.filters [role=status]').textContent")
    assert page.locator(".filters [role=status]").inner_text() == "Gefundene Veranstaltungen: 30"
    assert page.locator(".group li").count() == 30
    assert page.url.endswith("?kind=sport")
    page.reload()
    page.wait_for_function("() => document.querySelectorAll('.group li').length === 30")
    page.get_by_role("button", name="Alle anzeigen").click()
    page.wait_for_function("() => document.querySelectorAll('.group li').length > 60")
    assert "?" not in page.url


def test_a_day_can_be_asked_for(show: Show) -> None:
    """Its events stand below its full name, those that go on over it too."""
    page = show(f"{LIST}?day=2026-12-06", "2026-11-24T08:00:00+01:00")
    page.wait_for_function("() => document.querySelectorAll('.group').length === 1")
    assert groups(page) == {"Sonntag, 6. Dezember 2026": ["Messe"]}


def test_a_link_leads_to_its_event_from_further_pages_too(show: Show) -> None:
    """An event that was fetched from the second page is where its link says."""
    page = show(f"{LIST}?kind=school", "2026-11-24T08:00:00+01:00")
    page.wait_for_function("() => document.querySelectorAll('.group li').length === 30")
    page.locator(".group li a").last.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text().startswith("Kurs")


def test_without_scripts_the_list_is_complete(show: Show) -> None:
    """By month, with a page to go on to, and no filter that does nothing."""
    page = show(LIST, "2026-11-24T08:00:00+01:00", javascript=False)
    assert groups_of_html(page)[:2] == ["November 2026", "Dezember 2026"]
    assert not page.locator(".filters").is_visible()
    page.locator("[rel=next]").click()
    assert page.locator(".group li").count() > 10


def groups_of_html(page: Page) -> list[str]:
    """The headings of the groups, read without scripts."""
    return re.findall(r'<section class="group">\s*<h2>([^<]+)</h2>', page.content())


def test_the_home_page_and_an_events_page_forget_what_is_over(show: Show) -> None:
    """The next events first, by this clock; all dates of an event over is said."""
    page = show("town/de/index.html", "2026-12-07T08:00:00+01:00")
    shown = [each.inner_text() for each in page.locator("[data-enhance=upcoming] > li:visible a").all()]
    assert shown[0].startswith("Café")
    assert "Messe" not in shown
    page = show("town/de/events/fair/index.html", "2026-12-07T08:00:00+01:00")
    assert page.get_by_text("Diese Termine sind vorbei.").is_visible()


def test_news_expire_on_the_device(show: Show) -> None:
    """On its day an item is gone from the list and from the home page."""
    for path in ("town/de/news/index.html", "town/de/index.html"):
        assert show(path, "2026-11-30T23:00:00+01:00").get_by_text("Älter").is_visible()
        assert not show(path, "2026-12-01T00:01:00+01:00").get_by_text("Älter").is_visible()


def test_arabic_dates_stand_in_their_direction(show: Show) -> None:
    """The list in Arabic groups as the German one does."""
    found = groups(show("town/ar/events/index.html", "2026-11-24T08:00:00+01:00"))
    assert list(found) == ["اليوم", "غدًا", "هذا الأسبوع", "لاحقًا"]
    assert found["اليوم"] == ["مقهى"]
