"""Places on a phone: what is open now by the region's clock, whatever the device's; filters, distance, long lists."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import Visitor
from tests.conftest import write_files

OPEN = said("de", "Open now")
CLOSED = said("de", "Closed now")
CLOSES = said("de", "Open now, closes at {time}")
TODAY = said("de", "Closed now, opens today at {time}")
OPENS = said("de", "Closed now, opens again: {day}, {time}")
FOUND = said("de", "Places found: {count}")

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
        page.wait_for_function("() => !document.querySelector('.settings[hidden]')")
        page.wait_for_timeout(150)
        line = page.locator(".now")
        return line.inner_text().replace("\u2068", "").replace("\u2069", "") if line.is_visible() else ""

    return say


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("place", "moment", "told"),
    [
        ("office", "2026-11-24T07:00:00Z", CLOSES.format(time="12:00")),
        ("office", "2026-11-24T06:59:59Z", TODAY.format(time="08:00")),
        ("office", "2026-11-24T11:00:00Z", OPENS.format(day="Mittwoch", time="08:00")),
        ("office", "2026-11-27T12:00:00Z", OPENS.format(day="Montag", time="08:00")),
        ("practice", "2026-11-24T23:30:00Z", CLOSES.format(time="04:00")),
        ("practice", "2026-11-25T03:00:00Z", TODAY.format(time="22:00")),
        ("police", "2026-11-24T23:30:00Z", OPEN),
        ("days", "2026-11-27T22:59:00Z", CLOSES.format(time="00:00")),
        ("days", "2026-11-24T12:00:00Z", OPEN),
    ],
)
def test_open_now(place: str, moment: str, told: str, zone: str, now: Callable[..., str]) -> None:
    """Open and closed by the region's clock to the second, past midnight too, wherever the device thinks it is."""
    assert now(place, moment, zone) == told


@pytest.mark.parametrize(
    ("place", "moment", "told"),
    [
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
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
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


@pytest.mark.parametrize("moment", ["2026-09-30T08:00:00Z", "2027-11-08T08:00:00Z", "2040-01-03T08:00:00Z"])
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


def listed(page: Page) -> list[str]:
    """Names of the places that can be seen, in their order."""
    return [each.inner_text() for each in page.locator(".rows > li:visible a").all()]


MORE = {
    key: f"municipality: {'Nord' if number % 2 else 'Süd'}\ncategories: [{'health' if number % 3 else 'authority'}]\n"
    f"languages: [de{', ar' if number % 5 == 0 else ''}]\ncoordinates: {{latitude: {51 + number / 1000}, longitude: 10}}\n"
    f"access: {{entrance: {'yes' if number % 4 == 0 else 'no'}}}\n"
    for number, key in enumerate(f"ort-{number:03}" for number in range(300))
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[str]:
    """A town with three hundred places, at `/many/`; every tenth is open all the time, the others in the morning."""
    folder = tmp_path_factory.mktemp("many")
    hours = {key: "24/7" if number % 10 == 0 else "Mo-Fr 08:00-12:00; PH off" for number, key in enumerate(MORE)}
    content = write_files(folder / "content", town(hours, **MORE))
    server.mount("/many/", build_with_command(content, folder / "many", "--date", "2026-11-22"))
    yield "many/town/de/places/index.html"
    del server.mounts["/many/"]


Open = Callable[..., Page]


def test_filters(many: str, open_page: Open) -> None:
    """Filters leave what fits all of them, also from pages not yet loaded; the count is announced, the address keeps them."""
    page = open_page(many)
    assert len(listed(page)) == 40
    page.locator("select[name=town]").select_option("Nord")
    status = page.locator("main [role=status]")
    expect(status).to_have_text(FOUND.format(count="150"))
    page.locator("select[name=kind]").select_option("authority")
    expect(status).to_have_text(FOUND.format(count="50"))
    page.locator("select[name=speaks]").select_option("ar")
    expect(status).to_have_text(FOUND.format(count="10"))
    assert listed(page) == [f"ort-{number:03}" for number in range(15, 300, 30)]
    assert page.url.partition("?")[2] == "town=Nord&kind=authority&speaks=ar"
    page.locator("[name=all]").click()
    expect(status).to_have_text(FOUND.format(count="300"))
    assert len(listed(page)) == 300
    assert "?" not in page.url
    expect(page.locator("select[name=town]")).to_be_focused()


def test_filters_in_the_address(many: str, visitor: Visitor, server: Server) -> None:
    """A link with filters opens the list with them; a step-free entrance and what is open at night are two more."""
    page = visitor.start().context.new_page()
    page.clock.set_fixed_time("2026-11-24T22:00:00Z")
    page.goto(server.url(f"{many}?steps=free&open=1"))
    expect(page.locator("main [role=status]")).to_have_text(FOUND.format(count="15"))
    assert page.locator("[name=steps]").is_checked()
    assert listed(page)[:2] == ["ort-000", "ort-020"]
    expect(page.locator(".rows > li:visible .now").first).to_have_text(OPEN)


def test_the_page_asks_for_nothing_unasked(many: str, visitor: Visitor, server: Server) -> None:
    """The further pages of a long list are loaded when a filter needs them, not before, and the location never by itself."""
    page = visitor.start(
        permissions=["geolocation"], geolocation={"latitude": 51.2002, "longitude": 10}
    ).context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url(many))
    page.wait_for_function("() => !document.querySelector('.finder[hidden]')")
    assert not [url for url in asked if "page-" in url]
    page.locator("[name=near]").click()
    expect(page.locator("main [role=status]")).to_have_text(said("de", "The nearest places come first."))
    assert len([url for url in asked if "page-" in url]) == 7
    assert listed(page)[:3] == ["ort-200", "ort-201", "ort-199"]
    expect(page.locator(".distance").first).to_have_text("0 km")
    assert "latitude" not in page.url


def test_location_denied(many: str, open_page: Open) -> None:
    """Who does not tell the location keeps the list as it was."""
    page = open_page(many)
    page.locator("[name=near]").click()
    expect(page.locator("main [role=status]")).to_have_text(
        said("de", "You have not allowed your location. The places stay sorted by name.")
    )
    assert listed(page)[0] == "ort-000"


def test_unreached_pages_are_told(many: str, visitor: Visitor, server: Server) -> None:
    """Offline, the filter works on what is there and says that something is missing."""
    allowed = ("page-2", "ERR_")
    page = visitor.start(allowed=allowed).context.new_page()
    page.goto(server.url(many))
    page.wait_for_function("() => !document.querySelector('.finder[hidden]')")
    page.route("**/page-2/**", lambda route: route.abort())
    page.locator("select[name=town]").select_option("Nord")
    expect(page.locator("main [role=status]")).to_contain_text(
        said("de", "Not all places could be loaded. Are you offline?")
    )
    assert len(listed(page)) == 20


def test_without_scripts(many: str, open_page: Open) -> None:
    """Without scripts there are no filters, and page after page leads through all places."""
    page = open_page(many, javascript=False)
    expect(page.locator(".filters")).to_be_hidden()
    seen = listed(page)
    while page.locator("[rel=next]").count():
        page.locator("[rel=next]").click()
        seen += listed(page)
    assert seen == list(MORE)


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
