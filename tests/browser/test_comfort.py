"""What makes reading easier: lines further apart, no motion, everything back as it was, and plain language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import ask
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.looks import motion_problems
from tests.browser.pages import SAMPLE
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle

Open = Callable[..., Page]

HOME = "lueneburg/de/index.html"
PLAIN, USUAL = "peine/de-simple/arrival/registration/index.html", "peine/de/arrival/registration/index.html"
LINES = """() => {
  const style = getComputedStyle(document.querySelector('.text > p'));
  return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}"""
FIRST_FRAME = """requestAnimationFrame(function look() {
  if (!document.body) return requestAnimationFrame(look);
  const { lines, motion } = document.documentElement.dataset;
  window.firstFrame = `${lines} ${motion}`;
})"""


def choose(page: Page, name: str, value: str) -> None:
    """Chooses in the open display settings."""
    page.locator(f".settings input[name='{name}'][value='{value}']").check()


@pytest.mark.parametrize("name", ["full page de", "full page ar"])
def test_lines_move_apart(name: str, open_page: Open) -> None:
    """Wide lines are at least twice the letters' height, in each script, and nothing is cut on a small screen."""
    page = open_page(SAMPLE[name], width=320)
    before = page.evaluate(LINES)
    page.locator(".settings summary").click()
    choose(page, "lines", "wide")
    assert page.evaluate(LINES) >= max(2, before * 1.25)
    page.keyboard.press("Escape")
    problems = ask(page, "boxes")
    assert not problems, "\n".join(problems)


def test_motion_is_turned_off(open_page: Open) -> None:
    """On a device that likes motion, a reader who does not sees none."""
    page = open_page(HOME, reduced_motion="no-preference")
    assert motion_problems(page), "there is something to turn off"
    page.locator(".settings summary").click()
    choose(page, "motion", "none")
    assert not motion_problems(page)


def test_choices_are_remembered_and_undone(visitor: Visitor, server: Server) -> None:
    """Other pages have them from their first frame on; one button puts everything back, here and there."""
    context = visitor.start().context
    page = context.new_page()
    page.goto(server.url(HOME))
    settle(page)
    page.locator(".settings summary").click()
    for name, value in (("theme", "dark"), ("text", "large"), ("lines", "wide"), ("motion", "none")):
        choose(page, name, value)
    other = context.new_page()
    other.add_init_script(FIRST_FRAME)
    other.goto(server.url("lueneburg/ar/index.html"))
    assert other.wait_for_function("() => window.firstFrame").json_value() == "wide none"
    settle(other)
    other.locator(".settings summary").click()
    expect(other.locator("input[name='lines'][value='wide']")).to_be_checked()
    other.locator(".settings button").click()
    expect(other.locator(".settings input:checked")).to_have_count(5)
    assert {each.input_value() for each in other.locator(".settings input:checked").all()} == {""}
    for each in (other, page):
        each.reload()
        settle(each)
        assert set(each.evaluate("() => Object.keys(document.documentElement.dataset)")) == {"root", "scripts"}


@pytest.mark.parametrize("name", ["full page ar", "portal de", "language choice"])
def test_settings_on_a_small_screen_with_large_text(name: str, open_page: Open) -> None:
    """At 320 px and twice the letters the panel scrolls inside, each choice can be reached, and nothing is cut."""
    page = open_page(SAMPLE[name], width=320, height=640)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    page.locator(".settings summary").press("Enter")
    panel = page.locator(".settings .panel")
    assert panel.evaluate("(each) => each.clientHeight <= innerHeight && each.scrollHeight > each.clientHeight")
    assert panel.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    for _ in range(6):
        page.keyboard.press("Tab")
    button = page.locator(".settings button")
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    problems = axe_problems(page)
    assert not problems, "\n".join(problems)


def test_plain_german_and_back(open_page: Open) -> None:
    """Two links, without scripts; the plain text stands a sentence a line, though nobody wrote line breaks."""
    page = open_page(USUAL, javascript=False)
    page.get_by_role("link", name="Leichte Sprache", exact=True).locator("visible=true").click()
    page.wait_for_url(f"**/{PLAIN}")
    assert page.locator(".text > p").first.inner_text().splitlines()[0] == "Sie ziehen in eine Wohnung ein."
    page.get_by_role("link", name="Alltagssprache").click()
    page.wait_for_url(f"**/{USUAL}")
    assert len(page.locator(".text > p").first.inner_text().splitlines()) == 1


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_plain_page(width: int, scheme: str, open_page: Open) -> None:
    """A page in plain language is as sound as any other."""
    page = open_page(PLAIN, width=width, scheme=scheme)
    problems = [each for check in ("structure", "languages", "boxes", "targets") for each in ask(page, check)]
    problems += axe_problems(page)
    assert not problems, "\n".join(problems)
