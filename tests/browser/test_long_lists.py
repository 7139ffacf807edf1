"""Three hundred places and five hundred events: light at first, whole without scripts, and filtered as one list."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.checks.weight import weight_problems
from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import Visitor, open_filters
from tests.conftest import write_files

PLACES, EVENTS, A_PAGE = 300, 500, 40
NAMES = "Deutsch,Nähen,Kochen,Chor,Fußball,Beratung,Lesen,Malen,Tanz,Computer".split(",")
FOUND = said("de", "Places found: {count}")
NODES = "() => document.querySelectorAll('main *').length"
COUNTED = """() => document.querySelector('main [role=status]').textContent
  .endsWith(`: ${document.querySelectorAll('.rows > li:not([hidden])').length}`)"""
NOW = "2026-11-24T09:00:00+01:00"

Open = Callable[..., Page]


def place(number: int) -> str:
    """One of the places: a half in each of two towns, every tenth open all the time, the others in the morning."""
    return (
        f"name: {{de: Beratungsstelle {number:03}, ar: مركز الاستشارة {number:03}}}\n"
        f"municipality: {('Süd', 'Nord')[number % 2]}\ncategories: [{'health' if number % 3 else 'authority'}]\n"
        f"hours: {'24/7' if number % 10 == 0 else 'Mo-Fr 08:00-12:00; PH off'}\n"
        f"languages: [de{', ar' if number % 5 == 0 else ''}]\naccess: {{entrance: {'no' if number % 4 else 'yes'}}}\n"
        f"coordinates: {{latitude: {51 + number / 1000}, longitude: 10}}\n"
    )


def event(number: int) -> str:
    """One of the events: every fifth comes again each week, every second is sport, some ten are at each of 49 places."""
    day = f"2026-{11 + number // 4 % 2}-{25 + number % 4}"
    return (
        f"title: {{de: '{NAMES[number % 10]} für alle, Gruppe {number:03}', ar: 'لقاء للجميع {number:03}'}}\n"
        f"start: {day} {8 + number % 12:02}:{15 * (number % 4):02}\nend: {day} {9 + number % 12:02}:{15 * (number % 4):02}\n"
        + ("repeat: FREQ=WEEKLY;UNTIL=20270630\n" if number % 5 == 0 else "")
        + f"place: place-{number % 49:03}\ncategories: [{('sport', 'culture')[number % 2]}]\n"
    )


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Path]:
    """The region's folder; the server has it at `/many/town/`."""
    folder = tmp_path_factory.mktemp("many")
    towns = "{Nord: {latitude: 52, longitude: 10}, Süd: {latitude: 51, longitude: 10}}"
    pages = {
        f"town/{tag}/{name}.md": f"---\ntitle: {name} {tag}\n---\nText.\n"
        for name in ("index", "imprint", "privacy", "accessibility")
        for tag in ("de", "ar")
    }
    files = {
        "site.yaml": "title: Orte\nregions: [town]\n",
        "town/region.yaml": f"kind: town\nname: Stadt\nlanguages: [de, ar]\nland: NI\naliases: {towns}\n",
        **pages,
        **{f"town/places/place-{number:03}.yaml": place(number) for number in range(PLACES)},
        **{f"town/events/event-{number:03}.yaml": event(number) for number in range(EVENTS)},
    }
    output = build_with_command(write_files(folder / "content", files), folder / "many", "--date", "2026-11-22")
    server.mount("/many/", output)
    yield output / "town"
    del server.mounts["/many/"]


@pytest.fixture
def show(region: Path, visitor: Visitor, server: Server) -> Open:
    """`show(path)` opens a list of the region at a moment of its life, its filters ready where it has scripts."""

    def opened(path: str, now: str = NOW, javascript: bool = True, **options: object) -> Page:
        visit = visitor.start(javascript=javascript, **options)  # type: ignore[arg-type]
        page = visit.context.new_page()
        page.clock.set_fixed_time(now)
        page.goto(server.url(f"many/town/{path}"))
        if javascript:
            expect(page.locator(".filters")).to_be_visible()
            open_filters(page)
        return page

    return opened


def listed(page: Page) -> list[str]:
    """Names of what can be seen, in their order."""
    names: list[str] = page.locator(".rows > li:not([hidden]) > a").evaluate_all("all => all.map(a => a.textContent)")
    return names


def number_of(name: str) -> int:
    """The number in a generated name."""
    return int(name[-3:])


def test_every_page_of_a_list_is_light(region: Path) -> None:
    """With its style it fits into a server's first answer, in both languages."""
    files = [file for tag in ("de", "ar") for name in ("places", "events") for file in list_pages(region / tag / name)]
    assert len(files) == 2 * (-(-PLACES // A_PAGE) + -(-EVENTS // A_PAGE))
    problems = [f"{file}: {each}" for file in files for each in weight_problems(region.parent, file)]
    assert not problems, "\n".join(problems)


def list_pages(folder: Path) -> list[Path]:
    """The files of a list and of the pages on which it goes on."""
    return [folder / "index.html", *sorted(folder.glob("page-*/index.html"))]


@pytest.mark.parametrize(("name", "count"), [("places", PLACES), ("events", EVENTS)])
def test_without_scripts_a_list_is_whole(name: str, count: int, show: Open) -> None:
    """There are no filters, one page leads to the next, and together they have everything once."""
    page = show(f"ar/{name}/index.html", javascript=False)
    expect(page.locator(".filters")).to_be_hidden()
    seen = listed(page)
    for number in range(2, -(-count // A_PAGE) + 1):
        page.locator("[rel=next]").click()
        page.wait_for_url(f"**/page-{number}/index.html")
        seen += listed(page)
    assert page.locator("[rel=next]").count() == 0
    assert sorted(map(number_of, seen)) == list(range(count))
    if name == "places":
        assert seen == sorted(seen), "by name"


@pytest.mark.parametrize("path", ["de/places/index.html", "ar/events/index.html"])
def test_open_filters_are_accessible(path: str, show: Open) -> None:
    """What a phone folds up until it is asked for is as good as the rest of the page, and fits a small one."""
    page = show(path, width=320)
    expect(page.locator("select[name=kind]")).to_be_visible()
    assert not axe_problems(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("name", "count"), [("places", PLACES), ("events", EVENTS)])
def test_the_work_of_scripts_is_bounded(name: str, count: int, show: Open, server: Server) -> None:
    """Further pages are asked for once, when a filter needs them; the document has a few elements a row, and however often
    filters change, it does not grow."""
    server.log.clear()
    page = show(f"de/{name}/index.html")
    assert not further(server), "unasked"
    sizes = []
    for town in ("Nord", "", "Süd", ""):
        page.locator("select[name=town]").select_option(town)
        page.wait_for_function(COUNTED)
        sizes.append(page.evaluate(NODES))
    rows = len(listed(page))
    assert {number_of(each) for each in listed(page)} == set(range(count))
    assert max(sizes) == sizes[1] == sizes[3] < 9 * rows + 150
    assert sizes[0] < sizes[1] or name == "places", "what is not shown is not there"
    assert len(further(server)) == len(set(further(server))) == -(-count // A_PAGE) - 1


def further(server: Server) -> list[str]:
    """The pages on which a list goes on, as they were asked for."""
    return [each.path for each in server.log if "/page-" in each.path]


def test_places_are_filtered_as_one_list(show: Open) -> None:
    """What is left fits all filters, from pages not yet loaded too; the count is announced, the address keeps what is chosen."""
    page = show("de/places/index.html")
    assert len(listed(page)) == A_PAGE
    page.locator("select[name=town]").select_option("Nord")
    status = page.locator("main [role=status]")
    expect(status).to_have_text(FOUND.format(count="150"))
    page.locator("select[name=kind]").select_option("authority")
    expect(status).to_have_text(FOUND.format(count="50"))
    page.locator("select[name=speaks]").select_option("ar")
    expect(status).to_have_text(FOUND.format(count="10"))
    assert [number_of(each) for each in listed(page)] == list(range(15, PLACES, 30))
    assert page.url.partition("?")[2] == "town=Nord&kind=authority&speaks=ar"
    page.locator(".rows > li:visible a").first.click()
    expect(page.locator("h1")).to_have_text("Beratungsstelle 015")
    page.go_back()
    expect(page.locator("select[name=speaks]")).to_have_value("ar")
    expect(page.locator(".rows > li:visible")).to_have_count(10)
    page.locator("[name=all]").click()
    expect(status).to_have_text(FOUND.format(count="300"))
    assert len(listed(page)) == PLACES
    assert "?" not in page.url
    expect(page.locator(".filters summary")).to_be_focused()


def test_places_by_the_address(show: Open) -> None:
    """A link with filters opens the list with them; a step-free entrance and what is open at night are two more."""
    page = show("de/places/index.html?steps=free&open=1", now="2026-11-24T22:00:00Z")
    expect(page.locator("main [role=status]")).to_have_text(FOUND.format(count="15"))
    assert page.locator("[name=steps]").is_checked()
    assert [number_of(each) for each in listed(page)][:2] == [0, 20]
    expect(page.locator(".rows > li:visible .now").first).to_have_text(said("de", "Open now"))


def test_a_list_that_stays_open_tells_what_is_open_now(region: Path, visitor: Visitor, server: Server) -> None:
    """At noon, when most of them close, the list says so by itself, and has no more of them under "open now"."""
    page = visitor.start().context.new_page()
    page.clock.install(time="2026-11-24T11:59:30+01:00")
    page.goto(server.url("many/town/de/places/index.html"))
    expect(page.locator(".rows > li:visible .now").nth(1)).to_contain_text("12:00")
    page.clock.run_for(61_000)
    expect(page.locator(".rows > li:visible .now").nth(1)).to_have_text("")


def test_location_on_request(show: Open, server: Server) -> None:
    """The reader's location is asked for by a button and told to nobody; the nearest come first, from all pages."""
    server.log.clear()
    page = show("de/places/index.html", permissions=["geolocation"], geolocation={"latitude": 51.2002, "longitude": 10})
    page.locator("[name=near]").click()
    expect(page.locator("main [role=status]")).to_have_text(said("de", "The nearest places come first."))
    assert [number_of(each) for each in listed(page)][:3] == [200, 201, 199]
    expect(page.locator(".distance").first).to_have_text("0 km")
    assert not [each for each in (page.url, *(each.path for each in server.log)) if "51.2" in each]


def test_location_denied(show: Open) -> None:
    """Who does not tell the location keeps the list as it was."""
    page = show("de/places/index.html")
    page.locator("[name=near]").click()
    denied = said("de", "You have not allowed your location. The places stay sorted by name.")
    expect(page.locator("main [role=status]")).to_have_text(denied)
    assert number_of(listed(page)[0]) == 0


@pytest.mark.parametrize("name", ["places", "events"])
def test_unreached_pages_are_told(name: str, show: Open) -> None:
    """Offline, a filter works on what is there and says that something is missing; with the network back it is whole."""
    page = show(f"de/{name}/index.html", allowed=("page-2", "ERR_"))
    page.route("**/page-2/**", lambda route: route.abort())
    page.locator("select[name=town]").select_option("Nord")
    status = page.locator("main [role=status]")
    expect(status).to_contain_text(said("de", f"Not all {name} could be loaded. Are you offline?"))
    assert 10 < len(listed(page)) < 60
    page.unroute("**/page-2/**")
    page.locator("select[name=town]").select_option("Süd")
    page.wait_for_function(COUNTED)
    assert len(listed(page)) >= PLACES // 2


def test_events_are_filtered_as_one_list(show: Open) -> None:
    """A place of a further page can be asked for by the address; its events, and of those the sport, are left."""
    page = show("de/events/index.html?place=place-048")
    page.wait_for_function(COUNTED)
    assert {number_of(each) for each in listed(page)} == set(range(48, EVENTS, 49))
    expect(page.locator("select[name=place] option:checked")).to_have_text("Beratungsstelle 048")
    page.locator("select[name=kind]").select_option("sport")
    page.wait_for_function(COUNTED)
    assert {number_of(each) for each in listed(page)} == set(range(48, EVENTS, 98))
    page.locator("[name=all]").click()
    page.locator("[name=day]").fill("2026-11-26")
    page.wait_for_function("() => document.querySelectorAll('.group').length === 1")
    assert page.url.endswith("?day=2026-11-26")
    assert {number_of(each) % 8 for each in listed(page)} == {1}


def test_a_list_that_nothing_changes_keeps_the_focus(show: Open) -> None:
    """Who comes back to the page finds the link on which the focus was."""
    page = show("ar/events/index.html")
    link = page.locator(".rows a").nth(3)
    link.focus()
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(link).to_be_focused()
