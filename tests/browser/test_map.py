"""The map in a browser: marks follow the filters, lead to the list and back, by finger, by keyboard and on paper."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from integreat_ssg.model.colours import contrast
from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import open_filters
from tests.conftest import write_files

Open = Callable[..., Page]

SAMPLE = "lueneburg/de/map/index.html"
CROWD = "crowd/town/{}/map/index.html"
FOUND = said("de", "Places found: {count}")


def town() -> dict[str, str]:
    """A town with fifty places, of which eight stand close together, and a second one with two."""
    head = (
        "kind: town\nname: Stadt\nlanguages: [de, ar]\nland: NI\n"
        "aliases: {Nord: {latitude: 52.3, longitude: 10.2}, Süd: {latitude: 51.7, longitude: 10.8}}\n"
    )
    files = {
        f"town/de/{name}.md": f"---\ntitle: {name}\n---\nText.\n"
        for name in ("index", "imprint", "privacy", "accessibility")
    }
    for at in range(50):
        near = at < 8
        north = 52.3 + at * 0.004 if near else 51.75 + at * 31 % 50 * 0.011
        east = 10.2 + at % 3 * 0.006 if near else 10.25 + at * 17 % 50 * 0.011
        files[f"town/places/p{at:02}.yaml"] = (
            f"name: Büro {at:02}\ncategories: [{('library', 'school')[at % 2]}]\nmunicipality: Nord\n"
            f"coordinates: {{latitude: {north:.4f}, longitude: {east:.4f}}}\n"
        )
    for key, east in (("s1", 10.8), ("s2", 10.9)):
        files[f"town/places/{key}.yaml"] = (
            f"name: Straßentreff {key}\nmunicipality: Süd\ncoordinates: {{latitude: 51.7, longitude: {east}}}\n"
        )
    return {"site.yaml": "title: Orte\nregions: [town]\n", "town/region.yaml": head, **files}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, server: Server) -> Iterator[None]:
    """That town, at `/crowd/`."""
    folder = tmp_path_factory.mktemp("crowd")
    content = write_files(folder / "content", town())
    server.mount("/crowd/", build_with_command(content, folder / "site", "--date", "2026-11-22"))
    yield
    del server.mounts["/crowd/"]


def shown_marks(page: Page) -> set[str]:
    """The numbers that can be seen on the map and its details."""
    return set(page.locator(".marks [id]:visible text").all_text_contents())


def shown_numbers(page: Page) -> set[str]:
    """The numbers that can be seen in the list."""
    return set(page.locator(".rows .number:visible").all_inner_texts())


def test_marks_follow_the_filters(crowd: None, open_page: Open) -> None:
    """Marks whose places are filtered out vanish, details without any too; all come back."""
    page = open_page(CROWD.format("de"))
    every = shown_marks(page)
    expect(page.locator("figure[id]").first).to_be_visible()
    open_filters(page)
    page.get_by_label(said("de", "Town or municipality")).select_option("Süd")
    expect(page.get_by_text(FOUND.format(count=2))).to_be_visible()
    assert shown_marks(page) == shown_numbers(page)
    assert len(shown_marks(page)) == 2
    expect(page.locator("figure[id]:visible")).to_have_count(0)
    expect(page.locator(".marks [href^='#detail']:visible")).to_have_count(0)
    page.get_by_role("button", name=said("de", "Show all"), exact=True).click()
    expect(page.get_by_text(FOUND.format(count=52))).to_be_visible()
    assert shown_marks(page) == shown_numbers(page) == every


def test_the_way_to_a_detail_of_a_detail(open_page: Open) -> None:
    """Where only a place in the second detail is left, the letters that lead to it stay, through the first one."""
    page = open_page(SAMPLE)
    open_filters(page)
    page.get_by_label(said("de", "What for")).select_option("library")
    expect(page.get_by_text(FOUND.format(count=1))).to_be_visible()
    assert len(shown_marks(page)) == 1
    for letter in "AB":
        expect(page.locator(f".marks [href='#detail-{letter}']")).to_be_visible()
        expect(page.locator(f"#detail-{letter}")).to_be_visible()


@pytest.mark.parametrize("typed", ["strassentreff S2", "STRASSENTREFF s2", " s2 "])
def test_search_in_the_map(typed: str, crowd: None, open_page: Open) -> None:
    """A name finds its place and leaves its mark alone, however it is typed; the address keeps it."""
    page = open_page(CROWD.format("de"))
    page.get_by_label(said("de", "Name"), exact=True).fill(typed)
    expect(page.get_by_text(FOUND.format(count=1))).to_be_visible()
    assert len(shown_marks(page)) == 1
    assert shown_marks(page) == shown_numbers(page)
    page.reload()
    expect(page.get_by_text(FOUND.format(count=1))).to_be_visible()
    assert len(shown_marks(page)) == 1


def test_nothing_moves_by_itself(open_page: Open) -> None:
    """The list looks at the clock each minute; a map that somebody is looking at is told only when places come or go."""
    page = open_page(SAMPLE)
    page.clock.install()
    page.reload()
    expect(page.locator(".filters")).to_be_visible()
    page.evaluate(
        "globalThis.told = 0; document.querySelector('.page').addEventListener('placeschange', () => { told += 1; })"
    )
    page.clock.run_for(180_000)
    assert page.evaluate("told") == 0
    page.get_by_label(said("de", "Name"), exact=True).fill("jobcenter")
    page.clock.run_for(1000)
    assert page.evaluate("told") > 0


def test_a_mark_leads_to_its_row(crowd: None, open_page: Open) -> None:
    """A tap on a mark shows the place in the list below."""
    page = open_page(CROWD.format("de"))
    mark = page.locator("#n3")
    row = page.locator(".rows > [data-mark='3']").first
    mark.locator("circle").click()
    expect(row).to_be_in_viewport()
    assert row.evaluate("row => row.matches(':target')")


def test_a_place_on_another_page_of_the_list(crowd: None, open_page: Open) -> None:
    """Its mark leads to that page; once the filters have fetched the row, it stays on this one."""
    page = open_page(CROWD.format("de"))
    elsewhere = page.locator(".marks [href*='page-2/']")
    number = str(elsewhere.first.get_attribute("id"))
    open_filters(page)
    page.get_by_label(said("de", "What for")).select_option("school")
    expect(page.locator(".neighbours")).to_have_count(0)
    expect(page.get_by_text(FOUND.format(count=25))).to_be_visible()
    page.get_by_role("button", name=said("de", "Show all"), exact=True).click()
    expect(elsewhere).to_have_count(0)
    page.locator(f"#{number} circle").click()
    expect(page.locator(".rows > :target .number")).to_have_text(number.removeprefix("n"))


def test_a_place_leads_to_its_mark(open_page: Open) -> None:
    """From a place's page one sees its mark at once, told apart from the others."""
    page = open_page("lueneburg/de/places/library/index.html")
    page.get_by_role("link", name=said("de", "Show on the map")).click()
    mark = page.locator(".marks :target circle")
    expect(mark).to_be_in_viewport()
    others = page.locator(".marks a:not(:target) circle").first
    width = "circle => getComputedStyle(circle).strokeWidth"
    assert mark.evaluate(width) != others.evaluate(width)


def test_without_scripts(crowd: None, open_page: Open) -> None:
    """Map, numbers and list are there, marks lead to them on either page; what only scripts can do is not offered."""
    page = open_page(CROWD.format("de"), javascript=False)
    expect(page.locator(".filters")).to_be_hidden()
    assert len(shown_marks(page)) > 10
    page.locator("#n2 circle").click()
    expect(page.locator(".rows > :target .number")).to_have_text("2")
    page.locator(".marks [href*='page-2/'] circle").first.click()
    expect(page.locator(".rows > :target")).to_be_in_viewport()
    assert "/page-2/" in page.url


def test_keys_pass_by_the_marks(open_page: Open) -> None:
    """From the link above the map the next keys reach the filters: the list says what the marks say."""
    page = open_page(SAMPLE)
    page.get_by_role("link", name=said("de", "Show as a list")).focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('.marks')")
    expect(page.locator(".filters :focus")).to_have_count(1)


def test_a_screen_reader_hears_one_sentence(open_page: Open) -> None:
    """The drawing is an image that leads to the list; no number is read twice."""
    page = open_page(SAMPLE)
    label = said("de", "Map of the region. The numbers are those of the places in the list below.")
    expect(page.get_by_role("img", name=label)).to_be_visible()
    row = page.get_by_role("listitem").filter(has=page.locator(".number", has_text="1")).first
    expect(row.get_by_role("link")).to_have_count(1)


def test_the_drawing_is_not_mirrored(crowd: None, open_page: Open) -> None:
    """East stays on the right in pages that run from right to left."""
    shares = []
    for tag in ("de", "ar"):
        page = open_page(CROWD.format(tag), width=400)
        box = page.locator(".map").first.bounding_box()
        mark = page.locator("#n1 circle").bounding_box()
        assert box
        assert mark
        shares.append((mark["x"] + mark["width"] / 2 - box["x"]) / box["width"])
    assert shares[0] == pytest.approx(shares[1], abs=0.01)


@pytest.mark.parametrize("width", [320, 1280])
def test_marks_can_be_hit_and_read(width: int, crowd: None, open_page: Open) -> None:
    """No two marks overlap, and each is large enough for a finger."""
    page = open_page(CROWD.format("ar"), width=width)
    for drawing in page.locator(".map").all():
        boxes = [mark.bounding_box() for mark in drawing.locator("circle").all()]
        spots = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, box["width"]) for box in boxes if box]
        for at, (x, y, size) in enumerate(spots):
            assert size >= 24
            for other_x, other_y, _ in spots[at + 1 :]:
                assert (x - other_x) ** 2 + (y - other_y) ** 2 > 26**2


def test_on_paper(open_page: Open) -> None:
    """Numbers are black on white, the list comes after the drawing, and nothing that is pressed is printed."""
    page: Any = open_page(SAMPLE, width=800)
    page.emulate_media(media="print")
    fill = "each => getComputedStyle(each).fill"
    assert page.locator(".marks circle").first.evaluate(fill) == "rgb(255, 255, 255)"
    assert page.locator(".marks a text").first.evaluate(fill) == "rgb(0, 0, 0)"
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".views")).to_be_hidden()
    drawn, listed = page.locator(".maps").bounding_box(), page.locator(".rows").bounding_box()
    assert drawn["y"] + drawn["height"] <= listed["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str, open_page: Open) -> None:
    """Numbers on their marks, and names on the land and around it, are read as well as text (WCAG 2.2, 1.4.3)."""
    page = open_page(SAMPLE, scheme=scheme)
    pairs = page.evaluate(
        """() => {
            const style = (part) => getComputedStyle(document.querySelector(part));
            const land = [style(".land .outline").fill, style(".map").backgroundColor];
            const mark = style(".marks circle").fill;
            const name = style(".marks > text").fill;
            const row = style(".rows .number");
            const pairs = [[style(".marks a text").fill, mark], [row.color, row.backgroundColor]];
            return [...pairs, ...land.flatMap((ground) => [[name, ground], [mark, ground]])];
        }"""
    )
    for one, other in pairs:
        assert contrast(hexadecimal(one), hexadecimal(other)) >= 4.5, (one, other)


def hexadecimal(colour: str) -> str:
    """A colour as the browser tells it, as CSS files write it."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours(scheme: str, open_page: Open) -> None:
    """Marks and outline are seen in the reader's own colours."""
    page = open_page(SAMPLE, scheme=scheme, forced_colors="active")
    colours = page.evaluate(
        """() => ["circle", "a text", "text"].map((part) => {
            const { fill, stroke } = getComputedStyle(document.querySelector(`.marks ${part}`));
            return [fill, stroke];
        })"""
    )
    (circle, edge), (number, _), (name, _) = colours
    assert len({circle, edge}) == 2
    assert circle not in (number, name)
