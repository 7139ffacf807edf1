"""The portal: a region by its name, by a town in it, or by being near."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.messages import said
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle

Open = Callable[..., Page]

FOUND = said("de", "Regions found: {count}")
NONE = said("de", "No region found. Try the name of your town or district.")
BERLIN = {"latitude": 52.52, "longitude": 13.4}
AACHEN = {"latitude": 50.78, "longitude": 6.08}


def visible(page: Page) -> list[str]:
    """The names of the regions that can be seen, in their order."""
    return [each.inner_text() for each in page.locator(".regions > li:visible .card a").all()]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lüne", ["Lüneburg"]), ("LUNE", ["Lüneburg"]), ("luene", ["Lüneburg"]), ("  peine ", ["Peine"]),
        ("bleckede", ["Lüneburg"]), ("Wuerselen", ["Aachen"]), ("wurselen", ["Aachen"]), ("Clausthal Zellerfeld", ["Goslar"]),
        ("sulzetal", ["Börde"]), ("städteregion", ["Aachen"]), ("xyz", []),
    ],
)  # fmt: skip
def test_filter(typed: str, found: list[str], look: Open) -> None:
    """Typing leaves the regions whose name or town it is, however umlauts are typed, and announces their number."""
    page = look("index.html")
    page.locator(".finder input").fill(typed)
    assert visible(page) == found
    status = page.locator("[role=status]")
    expect(status).to_have_text(FOUND.replace("{count}", str(len(found))) if found else NONE)


@pytest.mark.parametrize("typed", ["Königsstraße", "koenigsstrasse", "KONIGSSTRASSE", "groß ä", "gross ae", "gross a"])
def test_sharp_s(typed: str, look: Open) -> None:
    """ß and ss, ä, ae and a find the same town, and its name stands on the region's card."""
    page = look("all/index.html")
    page.locator(".finder input").fill(typed)
    assert visible(page) == ["Überallingen"]
    expect(page.locator(".found:visible")).to_have_text(
        "Königsstraße" if typed.lower().startswith("k") else "Groß Ährenthal"
    )


def test_found_town_keeps_its_letters_in_arabic(open_page: Open) -> None:
    """A German town's name with brackets keeps its order in the Arabic portal."""
    page = open_page("index.ar.html")
    page.locator(".finder input").fill("Oschersleben")
    found = page.locator(".found:visible bdi")
    expect(found).to_have_text("Oschersleben (Bode)")
    order = found.evaluate(
        """({ firstChild: text }) => [...text.data].map((letter, at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return [range.getBoundingClientRect().left, letter];
        }).sort(([one], [two]) => one - two).map(([, letter]) => letter).join('')"""
    )
    assert order.strip() == "Oschersleben (Bode)"


def test_count_is_announced_once(open_page: Open) -> None:
    """A screen reader hears one count after the typing, not one for each letter, and clearing the field shows all again."""
    page = open_page("index.html")
    page.evaluate(
        "() => { window.said = []; new MutationObserver(() => window.said.push(document.querySelector('[role=status]')"
        ".textContent)).observe(document.querySelector('[role=status]'), {childList: true, characterData: true, subtree: true}) }"
    )
    page.locator(".finder input").press_sequentially("goslar", delay=40)
    page.wait_for_timeout(900)
    assert page.evaluate("() => window.said") == [FOUND.replace("{count}", "1")]
    page.locator(".finder input").fill("")
    assert len(visible(page)) == 5


def near_me(visitor: Visitor, server: Server, path: str = "index.html", **options: Any) -> Page:
    """The portal after the press of its button."""
    page = visitor.open(server.url(path), **options)
    page.locator(".finder button").click()
    return page


def test_near_me(visitor: Visitor, server: Server) -> None:
    """With the reader's location the nearest region comes first, each with its distance; nothing is sent anywhere."""
    page = near_me(visitor, server, geolocation=AACHEN, permissions=["geolocation"])
    expect(page.locator("[role=status]")).to_have_text(said("de", "The nearest regions come first."))
    assert visible(page)[0] == "Aachen"
    distances = [each.inner_text() for each in page.locator(".distance:visible").all()]
    numbers = [int(each.split()[0].replace(".", "")) for each in distances]
    assert len(numbers) == 5
    assert numbers == sorted(numbers)
    assert all(each.endswith("km") for each in distances)
    expect(page.locator(".finder button")).to_be_focused()


def test_near_me_in_arabic(visitor: Visitor, server: Server) -> None:
    """Distances are written in the reader's language."""
    page = near_me(visitor, server, "index.ar.html", geolocation=BERLIN, permissions=["geolocation"])
    distance = page.locator(".distance:visible").first
    expect(distance).to_be_visible()
    assert "كم" in distance.inner_text()


def test_location_denied(visitor: Visitor, server: Server) -> None:
    """A reader who does not tell the location is told how to go on, and the list stays as it was."""
    page = near_me(visitor, server)
    expect(page.locator("[role=status]")).to_have_text(
        said("de", "You have not allowed your location. Please search by name.")
    )
    assert visible(page) == ["Lüneburg", "Börde", "Aachen", "Goslar", "Peine"]


def test_location_unknown(visitor: Visitor, server: Server) -> None:
    """A location that cannot be found is told as such."""
    context = visitor.start(permissions=["geolocation"]).context
    context.add_init_script(
        "navigator.geolocation.getCurrentPosition = (_, fail) => fail({code: 2, PERMISSION_DENIED: 1, POSITION_UNAVAILABLE: 2})"
    )
    page = context.new_page()
    page.goto(server.url("index.html"))
    settle(page)
    page.locator(".finder button").click()
    expect(page.locator("[role=status]")).to_have_text(
        said("de", "Your location could not be found. Please search by name.")
    )


def test_way_into_a_region(open_page: Open) -> None:
    """The portal leads to a region in the language that it speaks itself."""
    page = open_page("index.uk.html", width=1280)
    page.locator(".regions a").first.click()
    page.wait_for_url("**/lueneburg/uk/")
    expect(page.locator("html")).to_have_attribute("lang", "uk")
