"""A reader says whom the guide is for: a page without JavaScript, remembered with it, and undone with one press."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle

Open = Callable[..., Page]

HOME = "lueneburg/{}/index.html"
WORKERS = "lueneburg/{}/for/workers/index.html"


def test_without_javascript(open_page: Open) -> None:
    """Links lead to a page for each audience, and back to all others; nothing there needs a script."""
    page = open_page(HOME.format("de"), javascript=False)
    expect(page.locator(".audiences button:visible")).to_have_count(0)
    page.get_by_role("link", name="Fachkräfte").click()
    page.wait_for_url("**/de/for/workers/index.html")
    expect(page.locator("h1")).to_have_text("Fachkräfte und Arbeitsuchende")
    expect(page.locator(".audiences [aria-current]")).to_have_text("Fachkräfte und Arbeitsuchende")
    expect(page.get_by_role("link", name="Arbeit finden")).to_be_visible()
    expect(page.locator(".audiences button:visible")).to_have_count(0)
    page.get_by_role("link", name="Familien").click()
    page.wait_for_url("**/de/for/families/index.html")


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_remembered_and_forgotten(tag: str, visitor: Visitor, server: Server) -> None:
    """Whoever chooses an audience finds it chosen on the home page, without tiles that are only for others, until everything is
    wanted again; all by keyboard, and the focus stays where the reader is."""
    context = visitor.start().context
    page = context.new_page()
    page.goto(server.url(HOME.format(tag)))
    settle(page)
    tiles, family = page.locator(".tiles > li:visible"), page.locator(".tiles > [data-for=families]")
    expect(family).to_be_visible()
    count = tiles.count()
    page.locator(".audiences [data-for=workers]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{tag}/for/workers/")
    settle(page)
    expect(page.locator(".audiences [name=all]")).to_be_visible()
    page.go_back()
    settle(page)
    chosen, everything = page.locator(".audiences [aria-current=true]"), page.locator(".audiences [name=all]")
    expect(chosen).to_have_attribute("data-for", "workers")
    expect(family).to_be_hidden()
    expect(tiles).to_have_count(count - 1)
    expect(page.locator(".audiences [role=status]")).not_to_be_empty()
    everything.focus()
    page.keyboard.press("Enter")
    expect(tiles).to_have_count(count)
    expect(chosen).to_have_count(0)
    expect(everything).to_be_hidden()
    expect(page.locator(".audiences a").first).to_be_focused()
    page.reload()
    settle(page)
    expect(tiles).to_have_count(count)


def test_chosen_on_its_page(open_page: Open, server: Server) -> None:
    """A page that was opened by a link remembers nothing unasked; a press remembers it, another forgets it."""
    page = open_page(WORKERS.format("ar"))
    keep, forget = page.locator(".audiences [name=keep]"), page.locator(".audiences [name=all]")
    expect(keep).to_be_visible()
    expect(forget).to_be_hidden()
    keep.press("Enter")
    expect(forget).to_be_focused()
    expect(keep).to_be_hidden()
    page.goto(server.url(HOME.format("ar")))
    settle(page)
    expect(page.locator(".audiences [aria-current=true]")).to_have_attribute("data-for", "workers")
    page.goto(server.url(WORKERS.format("ar")))
    settle(page)
    forget.press("Enter")
    expect(keep).to_be_focused()
    expect(forget).to_be_hidden()


def test_an_audience_that_is_gone(open_page: Open) -> None:
    """A remembered audience that the region no longer has hides nothing."""
    page = open_page(HOME.format("de"))
    count = page.locator(".tiles > li:visible").count()
    page.evaluate("() => localStorage.setItem('/lueneburg/ audience', 'beekeepers')")
    page.reload()
    settle(page)
    page.wait_for_function("() => performance.getEntriesByName(document.scripts[1].src).length")
    expect(page.locator(".tiles > li:visible")).to_have_count(count)
    expect(page.locator(".audiences [name=all]")).to_be_hidden()


@pytest.mark.parametrize(("tag", "scheme"), [("de", "dark"), ("ar", "light")])
def test_accessible_while_chosen(tag: str, scheme: str, open_page: Open) -> None:
    """The home page with an audience chosen is sound on a small phone."""
    page = open_page(HOME.format(tag), width=320, scheme=scheme)
    page.evaluate("() => localStorage.setItem('/lueneburg/ audience', 'students')")
    page.reload()
    settle(page)
    expect(page.locator(".audiences [aria-current=true]")).to_be_visible()
    assert not axe_problems(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
