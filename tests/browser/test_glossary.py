"""Explained words: a press shows what a word means, over the page, with and without a network; without scripts it is a link."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks.axe import axe_problems

Open = Callable[..., Page]

PAGE = "lueneburg/{}/housing/renting/index.html"
DIALOG = "dialog.explanation"


def test_without_scripts(open_page: Open) -> None:
    """The word leads to its place on the page of explained words, and the footer to the whole page."""
    page = open_page(PAGE.format("de"), javascript=False)
    page.locator(".term").first.click()
    assert page.url.endswith("/lueneburg/de/glossary/index.html#term-service-charges")
    expect(page.locator("#term-service-charges dd")).to_be_in_viewport()
    expect(page.locator(".footer a[href='index.html']")).to_have_text("Wörter erklärt")


@pytest.mark.parametrize(
    ("language", "scheme", "word", "explained"),
    [("de", "light", "Kaution", "Geld"), ("ar", "dark", "Kaution", "مال")],
)
def test_an_explanation(open_page: Open, language: str, scheme: str, word: str, explained: str) -> None:
    """The word is a button for screen readers; what it means stands within the window, whole, in the reader's language, and axe
    finds nothing wrong with it."""
    page = open_page(PAGE.format(language), scheme=scheme, width=320)
    page.get_by_role("button", name=word, exact=True).click()
    dialog = page.get_by_role("dialog", name=word)
    expect(dialog).to_contain_text(explained)
    expect(dialog.locator("dt")).to_be_in_viewport()
    expect(dialog.get_by_role("button")).to_be_focused()
    assert page.evaluate(f"() => document.querySelector('{DIALOG}').scrollWidth") <= 320
    assert not axe_problems(page)
    with page.expect_navigation():
        dialog.locator("a").click()
    assert "/glossary/" in page.url


@pytest.mark.parametrize("key", ["Enter", " "])
def test_by_keyboard(open_page: Open, key: str) -> None:
    """Enter or the space bar opens it, Escape closes it, and the focus is on the word again; the page has not moved on."""
    page = open_page(PAGE.format("de"))
    address = page.url
    word = page.locator(".term").first
    word.focus()
    page.keyboard.press(key)
    expect(page.locator(DIALOG)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_have_count(0)
    expect(word).to_be_focused()
    assert page.url == address


def test_a_press_beside_it_closes_it(open_page: Open) -> None:
    """As readers expect of what lies over a page; a press on the text in it does not."""
    page = open_page(PAGE.format("de"))
    page.locator(".term").first.click()
    page.locator(f"{DIALOG} dd").first.click()
    expect(page.locator(DIALOG)).to_be_visible()
    page.mouse.click(20, 20)
    expect(page.locator(DIALOG)).to_have_count(0)


def test_german_words_in_arabic(open_page: Open) -> None:
    """They are told apart for the voice, and explained in Arabic."""
    page = open_page("lueneburg/ar/work/finding-work/index.html")
    word = page.locator(".term[lang=de]", has_text="Jobcenter").first
    word.click()
    expect(page.locator(DIALOG)).to_contain_text("الدائرة المسؤولة")
    assert page.locator(f"{DIALOG} dd").first.evaluate("(each) => getComputedStyle(each).direction") == "rtl"


def test_what_cannot_be_fetched(open_page: Open) -> None:
    """Where the explanation does not come, the word is a link as ever."""
    broken: dict[str, Any] = {"allowed": ("glossary", "ERR_FAILED")}
    page = open_page(PAGE.format("de"), **broken)
    page.route(
        "**/glossary/index.html",
        lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_(),
    )
    page.locator(".term").first.click()
    page.wait_for_url("**/glossary/#term-service-charges")
