"""The interactive map: drawn from the region's own tiles when a reader asks for it, for eyes, fingers, keys and ears."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import Visitor, open_filters
from tests.conftest import SMALL_SITE, Files, write_files
from tests.tiles import make_tiles

CREDIT = "© OpenStreetMap contributors (ODbL)"
AT = {"hall": (52.0, 10.05), "school": (52.0001, 10.0501), "pool": (51.95, 9.92), "clinic": (52.08, 9.95)}
FAR = 45
"""Places on the list's second page."""
DRAWN = ".tilemap canvas.leaflet-tile-loaded"


def town(folder: Path) -> Files:
    """A town with four places, two of them in one street, and more that are all in one village."""
    places = {
        f"town/places/{key}.yaml": f"name: {{de: Ort {key}, ar: مكان {key}}}\n"
        f"categories: [{'school' if key == 'school' else 'authority'}]\n"
        f"coordinates: {{latitude: {latitude}, longitude: {longitude}}}\n"
        for key, (latitude, longitude) in (AT | {f"z{number}": (51.92, 10.19) for number in range(FAR)}).items()
    }
    region = f"{SMALL_SITE['town/region.yaml']}map: {{tiles: map/town.pmtiles, tiles_credit: {CREDIT}}}\n"
    return {**SMALL_SITE, "town/region.yaml": region, "town/map/town.pmtiles": make_tiles(folder), **places}


@pytest.fixture(scope="module")
def tiled(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[Path]:
    """The town's site, at `/tiled/`."""
    folder = tmp_path_factory.mktemp("tiled")
    content = write_files(folder / "content", town(folder / "tiles"))
    server.mount("/tiled/", build_with_command(content, folder / "site"))
    yield folder / "site"
    del server.mounts["/tiled/"]


@pytest.fixture
def open_map(tiled: Path, visitor: Visitor, server: Server) -> Callable[..., Page]:
    """The page of the map in a language, with the interactive map open and drawn."""

    def visit(language: str = "de", query: str = "", **options: object) -> Page:
        page = visitor.open(server.url(f"tiled/town/{language}/map/index.html{query}"), **options)
        page.locator(".tiles button").first.click()
        expect(page.locator(".tilemap")).to_be_visible()
        page.wait_for_function(f"() => document.querySelectorAll('{DRAWN}').length > 1")
        return page

    return visit


def colours(part: Locator) -> set[tuple[int, ...]]:
    """The colours of which a picture has more than a few pixels."""
    image = Image.open(io.BytesIO(part.screenshot())).convert("RGB")
    return {colour for count, colour in image.getcolors(1 << 24) or [] if count > 40}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_drawn_on_request(tiled: Path, visitor: Visitor, server: Server, scheme: str) -> None:
    """Nothing is loaded before the reader asks; then land, water, wood and road have colours, and the credit is there."""
    before = len(server.log)
    page = visitor.open(server.url("tiled/town/de/map/index.html"), scheme=scheme)
    unasked = [each.path for each in server.log[before:]]
    assert not [path for path in unasked if "/libraries/map." in path or "tiles-" in path or path.endswith(".pmtiles")]
    page.locator(".tiles button").first.click()
    page.wait_for_function(f"() => document.querySelectorAll('{DRAWN}').length > 1")
    ranged = [each for each in server.log[before:] if each.path.endswith(".pmtiles")]
    assert ranged
    assert {each.status for each in ranged} == {206}
    expect(page.locator(".tilemap .credit")).to_have_text(CREDIT)
    shown = colours(page.locator(".tilemap .pane"))
    assert [each for each in shown if each[2] > each[0] + 30], f"no water in {shown}"
    assert [each for each in shown if each[1] > each[0] + 3 and each[1] > each[2]], f"no wood in {shown}"


def test_names_are_in_the_language_of_the_page(open_map: Callable[..., Page]) -> None:
    """The map writes what the tiles call a town in the reader's language, and its own words are the page's."""
    spy = "CanvasRenderingContext2D.prototype.fillText = function (text) { (window.written ??= new Set()).add(text); };"
    for language, name in (("de", "Nordstadt"), ("ar", "مدينة الشمال")):
        page = open_map(language, "")
        page.add_init_script(spy)
        page.reload()
        page.locator(".tiles button").first.click()
        page.wait_for_function(f"() => window.written?.has({name!r})")
        expect(page.get_by_role("button", name=said(language, "Zoom in"))).to_be_visible()


def test_clusters_filters_and_pages(open_map: Callable[..., Page]) -> None:
    """Marks that are near are one with their number, which a press parts; all pages count, and filters hold for the map."""
    page = open_map()
    counted = page.locator(".bundle > span:first-child")
    pins = page.locator(".tilemap .pin")
    expect(pins).to_have_count(2)
    assert sorted(counted.all_inner_texts()) == ["2", str(FAR)]
    open_filters(page)
    page.locator("search select[name=kind]").select_option("school")
    expect(counted).to_have_count(0)
    expect(pins).to_have_count(1)
    expect(pins).to_have_text("Ort school")
    page.locator("search select[name=kind]").select_option("")
    page.locator("search input[name=q]").fill("pool")
    expect(pins).to_have_text("Ort pool")
    page.locator("search input[name=q]").fill("")
    expect(counted).to_have_count(2)


def test_by_keyboard(open_map: Callable[..., Page]) -> None:
    """A place opens and leads to its page, several in one spot are a list, and Escape goes back step by step."""
    page = open_map()
    pin = page.get_by_role("button", name="Ort clinic")
    pin.focus()
    page.keyboard.press("Enter")
    told = page.locator(".told")
    expect(told.get_by_role("link", name="Ort clinic")).to_be_focused()
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(pin).to_be_focused()
    page.get_by_role("button", name=said("de", "Places here: {count}").format(count=FAR)).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".told li")).to_have_count(FAR)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".tilemap")).to_have_count(0)
    opener = page.get_by_role("button", name=said("de", "Interactive map"))
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Ort pool").press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/pool/index.html")


@pytest.mark.parametrize("language", ["de", "ar"])
def test_axe(open_map: Callable[..., Page], language: str) -> None:
    """The open map with an open place adds nothing that axe finds, at the width of a small phone, and does not widen the page."""
    page = open_map(language, width=320)
    page.locator(".tilemap .pin").first.press("Enter")
    expect(page.locator(".told")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    opened = axe_problems(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.locator(".tilemap")).to_have_count(0)
    assert set(opened) - set(axe_problems(page)) == set()


def test_where_the_reader_is(open_map: Callable[..., Page]) -> None:
    """Only asked for when the reader presses, shown only where the map has it, and what is forbidden is told."""
    page = open_map(geolocation={"latitude": 52.0, "longitude": 10.0})
    said_there = page.locator(".tiles [role=status]")
    page.get_by_role("button", name=said("de", "Show my location")).click()
    expect(said_there).to_have_text(said("de", "You have not allowed your location."))
    page.context.grant_permissions(["geolocation"])
    page.get_by_role("button", name=said("de", "Show my location")).click()
    expect(said_there).to_have_text(said("de", "Your location is marked on the map."))
    expect(page.locator(".tilemap .here")).to_be_visible()


def test_a_host_without_ranges(open_map: Callable[..., Page], server: Server) -> None:
    """The file is then loaded as a whole, once."""
    server.ranges = False
    before = len(server.log)
    try:
        open_map()
    finally:
        server.ranges = True
    answers = [each for each in server.log[before:] if each.path.endswith(".pmtiles")]
    assert [each.status for each in answers] == [200, 200], "once for its head, once for all of it"


def test_what_cannot_be_loaded_is_told(tiled: Path, visitor: Visitor, server: Server) -> None:
    """Where a host answers with something else, the drawing is as it was, and the next press tries again."""
    (tiles,) = (tiled / "town" / "map").iterdir()
    address = f"/tiled/town/map/{tiles.name}"
    server.instead[address] = b"<!doctype html><title>Please sign in</title>" * 9
    try:
        page = visitor.open(server.url("tiled/town/de/map/index.html"))
        button = page.locator(".tiles button").first
        button.click()
        failed = "The interactive map could not be loaded. Are you offline? The drawing below shows the same places."
        expect(page.locator(".tiles [role=status]")).to_have_text(said("de", failed))
        expect(page.locator(".maps")).to_be_visible()
    finally:
        del server.instead[address]
    expect(button).to_be_focused()
    button.press("Enter")
    expect(page.locator(DRAWN).first).to_be_visible()
    expect(page.locator(".tiles [role=status]")).to_be_empty()
