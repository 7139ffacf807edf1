"""Everything can be reached, seen and left by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.keyboard import order_problems, spread, walk
from tests.browser.pages import ALL, FULL, SAMPLE

Look = Callable[..., Page]

WALKS = [
    ("home de", 360, "light"),
    ("home ar", 1280, "dark"),
    ("full page ar", 360, "light"),
    ("portal ar", 1280, "light"),
    ("emergencies de", 1280, "dark"),
    ("not found", 360, "light"),
    ("everything de text/elements", 360, "dark"),
    ("everything ar text/notes", 1280, "light"),
    ("everything ar blocks/contacts", 360, "light"),
]
LOOKS = [
    ("home ar", 1280, "dark"),
    ("portal ar", 1280, "light"),
    ("language choice", 360, "dark"),
    ("everything de text/elements", 360, "light"),
]


@pytest.mark.parametrize(("name", "width", "scheme"), WALKS)
def test_walk(name: str, width: int, scheme: str, look: Look) -> None:
    """Tab reaches each stop once, in the order of the eye, nothing hides it, and the walk ends."""
    page = look(ALL[name], width, scheme)
    spread(page)
    stops, problems = walk(page)
    problems += order_problems(stops)
    assert not problems, "\n".join(problems)
    expected = page.locator("a[href]:visible, summary:visible, button:visible, input:visible, .table:visible").count()
    assert len(stops) >= expected - 1, [stop["says"] for stop in stops]


@pytest.mark.parametrize(("name", "width", "scheme"), WALKS if FULL else LOOKS)
def test_focus_is_seen(name: str, width: int, scheme: str, look: Look) -> None:
    """Each stop is seen by a strong ring: as many pixels change as 2 px around it have, by 3 : 1 at least."""
    page = look(ALL[name], width, scheme)
    spread(page)
    _, problems = walk(page, look=True)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("mode", ["high contrast", "forced colours"])
def test_focus_in_contrast(mode: str, look: Look) -> None:
    """The focus is as visible in high contrast and in forced colours."""
    page = look(SAMPLE["home de"], 360)
    if mode == "forced colours":
        page.emulate_media(forced_colors="active")
    else:
        page.evaluate("() => { document.documentElement.dataset.contrast = 'more' }")
    spread(page)
    _, problems = walk(page, look=True)
    page.emulate_media(forced_colors="none")
    assert not problems, "\n".join(problems)


def test_walk_through_open_settings(look: Look) -> None:
    """The stops inside of the open display settings come after their button, groups are one stop each, and the focus shows."""
    page = look(SAMPLE["home de"], 360)
    spread(page)
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chosen = []
    for _ in range(3):
        page.keyboard.press("Tab")
        chosen.append(page.evaluate("() => document.activeElement.name"))
    assert chosen == ["theme", "contrast", "text"]
    page.keyboard.press("ArrowDown")
    assert page.locator("html").get_attribute("data-text") == "large"
    assert page.evaluate("() => document.activeElement.matches(':focus-visible')")


@pytest.mark.parametrize("name", ["home de", "full page ar", "portal de", "not found", "language choice"])
def test_skip_link(name: str, look: Look) -> None:
    """The first stop of every page leads over the frame to the text, is seen there, and unseen before and after."""
    page = look(SAMPLE[name], 360)
    link = page.locator(".skip")
    box = link.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 0, "seen without focus"
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main, footer'))")


@pytest.mark.parametrize("menu", [".settings", ".switcher details"])
@pytest.mark.parametrize("name", ["home de", "full page ar"])
def test_menus(name: str, menu: str, look: Look) -> None:
    """A menu opens by Enter and by Space, closes by Escape with the focus back on its button, and when the focus moves on."""
    page = look(SAMPLE[name], 360)
    details, button = page.locator(menu), page.locator(f"{menu} > summary")
    for key in ("Enter", "Space"):
        button.focus()
        page.keyboard.press(key)
        expect(details).to_have_attribute("open", "")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(details).not_to_have_attribute("open", "")
        expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".region").focus()
    expect(details).not_to_have_attribute("open", "")
    button.click()
    page.locator("main").click(position={"x": 5, "y": 400})
    expect(details).not_to_have_attribute("open", "")


def test_contents_list(look: Look) -> None:
    """The contents list opens by keyboard and leads to its headings."""
    page = look(SAMPLE["full page de"], 360)
    page.locator(".contents summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    target = page.evaluate("() => document.activeElement.hash.slice(1)")
    page.keyboard.press("Enter")
    heading = page.locator(f"[id='{target}']")
    expect(heading).to_be_in_viewport()


def test_table_scrolls(look: Look) -> None:
    """A table that is wider than the phone scrolls by the arrow keys."""
    page = look(ALL["everything de text/tables"], 320)
    table = page.locator(".table").nth(1)
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(each) => each.scrollLeft > 0", arg=table.element_handle())
