"""The search as a reader meets it: by letters, by keyboard, by links; in both directions, without a hit, without JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.pages import SAMPLE
from tests.browser.server import Server

GERMAN, ARABIC = SAMPLE["search de"], SAMPLE["search ar"]
PATIENCE = 20_000
"""Milliseconds for the engine and its index on a machine that is busy with other tests."""
UNREACHED = (
    "The search could not be loaded. Maybe there is no internet at the moment, "
    "and the search is not saved on this device yet."
)
RESULTS = ("Results for “{query}”: {count}", "Nothing was found for “{query}”.")
HEARD = """(status) => {
  window.heard = [];
  new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true });
}"""
NARROWED = "localStorage.setItem(`${new URL('../..', location.href).pathname} audience`, 'families')"


def status(page: Page) -> Locator:
    """What is announced."""
    return page.locator("main [role=status]").first


def hits(page: Page) -> Locator:
    """The links to what was found."""
    return page.locator('[data-part="hits"] a')


def titles(page: Page) -> list[str]:
    """The titles of what was found, as soon as there are any."""
    expect(hits(page).first).to_be_visible(timeout=PATIENCE)
    return hits(page).all_inner_texts()


def told(tag: str, query: str, *, found: bool) -> str:
    """How the announcement begins."""
    before, _, after = said(tag, RESULTS[not found]).partition("{query}")
    return f"{before}\u2068{query}\u2069{after.partition('{')[0]}"


def test_typing(open_page: Callable[..., Page]) -> None:
    """Letter by letter: hits come by themselves with their way and an excerpt whose match is marked; the address follows, and
    the count is heard once."""
    page = open_page(f"{GERMAN}#q")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    status(page).evaluate(HEARD)
    field.press_sequentially("Anmeldung", delay=20)
    expect(page).to_have_url(re.compile(r"/de/search/\?q=Anmeldung$"), timeout=PATIENCE)
    assert "Wohnsitz anmelden" in titles(page)[:3]
    expect(status(page)).to_contain_text(told("de", "Anmeldung", found=True), timeout=PATIENCE)
    first = page.locator('[data-part="hits"] li', has_text="Wohnsitz anmelden").first
    expect(first.locator(".trail")).to_have_text("Ankommen")
    expect(first.locator(".excerpt mark").first).to_be_visible()
    assert len(first.locator(".excerpt").inner_text()) < 220
    heard = [each for each in page.evaluate("window.heard") if each and each != said("de", "Searching …")]
    assert len(heard) == 1, heard


def test_address(open_page: Callable[..., Page]) -> None:
    """A link with a query shows its results; what was sent off is one step back, and so are the results after a look at one."""
    page = open_page(f"{GERMAN}?q={quote('Kindergarten')}")
    titles(page)
    field = page.get_by_role("searchbox")
    expect(field).to_have_value("Kindergarten")
    field.press("Enter")
    field.fill("Wohnung")
    expect(page).to_have_url(re.compile(r"\?q=Wohnung$"), timeout=PATIENCE)
    expect(status(page)).to_contain_text("Wohnung", timeout=PATIENCE)
    hits(page).first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("Wohnung")
    titles(page)
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("Kindergarten")
    expect(status(page)).to_contain_text("Kindergarten", timeout=PATIENCE)


def test_from_the_home_page(open_page: Callable[..., Page]) -> None:
    """The field there leads to results, by keyboard alone; more come on request, and the focus goes to the first new one."""
    page = open_page(SAMPLE["home de"])
    page.get_by_role("searchbox").fill("Anmeldung")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith("/de/search/?q=Anmeldung"))
    first = titles(page)
    page.get_by_role("searchbox").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.part === 'more'"):
            break
    page.keyboard.press("Enter")
    expect(hits(page).nth(len(first))).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_german_word_in_arabic(scheme: str, open_page: Callable[..., Page]) -> None:
    """Who types a German word gets the Arabic page, and is told by which language it was found; no German index is loaded."""
    asked: list[str] = []
    page = open_page(ARABIC, scheme=scheme, width=320)
    page.context.on("request", lambda request: asked.append(request.url))
    page.get_by_role("searchbox").fill("Anmeldung")
    assert titles(page)[0] == "تسجيل السكن"
    expect(page.locator(".bridge").first).to_contain_text("الألمانية")
    expect(page.locator(".excerpt").first).not_to_be_empty()
    assert any("/ar/search/" in url for url in asked)
    assert not any("/de/" in url for url in asked), asked
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    problems = axe_problems(page)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    ("tag", "query", "width"), [("de", "Wohnnung", 320), ("de", "qqqqq", 1280), ("ar", "تسجيل", 1280)]
)
def test_nothing_wrong_with_results(tag: str, query: str, width: int, open_page: Callable[..., Page]) -> None:
    """With hits, mistyped or not, and without any, axe finds nothing wrong; a dead end leads on."""
    page = open_page(f"{SAMPLE[f'search {tag}']}?q={quote(query)}", width=width)
    found = query != "qqqqq"
    expect(status(page)).to_contain_text(told(tag, query, found=found), timeout=PATIENCE)
    if found:
        expect(page.locator(".excerpt").first).not_to_be_empty()
    for lead in ("From A to Z", "Topics", "Whom you can ask"):
        expect(page.get_by_role("heading", name=said(tag, lead), exact=True)).to_be_visible()
    problems = axe_problems(page)
    assert not problems, "\n".join(problems)


def test_nearest_titles(open_page: Callable[..., Page]) -> None:
    """Where nothing fits, titles that look alike are offered."""
    page = open_page(f"{GERMAN}?q=Xohnsixx")
    expect(page.locator('[data-part="nearest"] a', has_text="Wohn").first).to_be_visible(timeout=PATIENCE)


def test_only_for_an_audience(open_page: Callable[..., Page]) -> None:
    """Who has chosen a group is told that only its pages are searched, and can search all of them."""
    page = open_page(GERMAN)
    page.evaluate(NARROWED)
    page.goto(f"{page.url}?q=Beratung")
    narrow = len(titles(page))
    only = page.locator('[data-part="only"]')
    expect(only).to_contain_text("Familien")
    expect(only.get_by_text("Fachkräfte")).to_be_hidden()
    only.get_by_role("button").click()
    expect(only).to_be_hidden(timeout=PATIENCE)
    assert len(titles(page)) >= narrow


def test_without_workers(open_page: Callable[..., Page]) -> None:
    """A browser that knows no modules in workers, and takes the worker for a classic script, searches on the page."""
    page = open_page(GERMAN)
    page.evaluate(
        "() => { const Known = Worker; window.Worker = class extends Known { constructor(url) { super(url); } }; }"
    )
    page.get_by_role("searchbox").fill("Wohnung")
    assert titles(page)


def test_no_network(open_page: Callable[..., Page]) -> None:
    """Without a network, and with nothing saved, the page says so; when there is one again it searches."""
    page = open_page(GERMAN, allowed=(r"ERR_INTERNET_DISCONNECTED", r"ERR_FAILED"))
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("Wohnung")
    expect(status(page)).to_contain_text(said("de", UNREACHED), timeout=PATIENCE)
    page.context.set_offline(False)
    assert titles(page)


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_without_javascript(tag: str, open_page: Callable[..., Page]) -> None:
    """Without JavaScript the search page says what to do; the letters lead to the list, and its words to their pages."""
    page = open_page(f"{SAMPLE[f'home {tag}']}", javascript=False)
    page.get_by_role("searchbox").fill("x")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(lambda url: url.endswith("?q=x"))
    expect(page.locator(".plain")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.locator(".letters a").nth(3).click()
    heading = page.locator("h2:target")
    expect(heading).to_be_in_viewport()
    page.locator("section:has(:target) .rows a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_nothing_is_loaded_before(open_page: Callable[..., Page], server: Server) -> None:
    """Nothing of the engine is loaded on the search page before the reader touches the field."""
    server.log.clear()
    page = open_page(GERMAN)
    engine = ("search-worker", "search-engine", "/libraries/", "/search/index.json")
    assert not [each.path for each in server.log if any(part in each.path for part in engine)]
    page.get_by_role("searchbox").focus()
    page.wait_for_event("worker")
