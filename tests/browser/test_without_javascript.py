"""A reader whose browser runs no scripts misses comfort, and nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import ask
from tests.browser.pages import SAMPLE
from tests.browser.server import Server
from tests.browser.visiting import NO_ICON, Visitor

Open = Callable[..., Page]


@pytest.fixture
def plain(open_page: Open) -> Open:
    """Opens pages without scripts."""
    return lambda path, **options: open_page(path, javascript=False, **options)


@pytest.mark.parametrize(
    "name", ["home de", "full page ar", "fallback ar", "portal ar", "language choice", "not found"]
)
def test_whole_page(name: str, plain: Open) -> None:
    """Structure, languages and layout are as good without scripts."""
    page = plain(SAMPLE[name], width=320)
    problems = [each for check in ("structure", "boxes", "targets", "typography") for each in ask(page, check)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", ["home de", "portal de"])
def test_what_needs_scripts_is_not_shown(name: str, plain: Open) -> None:
    """Display settings, search and location are hidden where nothing would happen."""
    page = plain(SAMPLE[name])
    for part in (".settings", ".finder", ".finder button", ".distance", ".found"):
        for each in page.locator(part).all():
            expect(each).to_be_hidden()


def test_content_and_contacts(plain: Open) -> None:
    """Text, contacts and their links are there."""
    page = plain(SAMPLE["full page ar"])
    expect(page.locator(".text")).to_be_visible()
    phone = page.locator(".contact a[href^='tel:']").first
    expect(phone).to_be_visible()
    expect(page.locator(".contact a[href^='mailto:']").first).to_be_visible()


def test_switcher(plain: Open) -> None:
    """The language switcher opens and leads to the same page in another language."""
    page = plain(SAMPLE["full page de"])
    page.locator(".switcher summary").click()
    page.locator(".switcher a[hreflang='ar']").click()
    page.wait_for_url("**/ar/rights/counselling/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_contents_list(plain: Open) -> None:
    """The contents list opens and leads to its headings."""
    page = plain(SAMPLE["full page de"])
    page.locator(".contents summary").click()
    page.locator(".contents a").last.click()
    assert "#" in page.url
    expect(page.locator(f"[id='{page.url.rpartition('#')[2]}']")).to_be_in_viewport()


def test_folded_text(plain: Open) -> None:
    """What a text folds away can be unfolded."""
    page = plain("all/everything/de/text/notes/index.html")
    page.locator(".text summary").first.click()
    expect(page.locator(".text details > p").first).to_be_visible()


def test_portal(plain: Open) -> None:
    """The portal lists every region with its municipalities, and leads there."""
    page = plain(SAMPLE["portal de"])
    expect(page.locator(".regions > li")).to_have_count(5)
    page.locator(".regions summary").first.click()
    expect(page.locator(".regions details li").first).to_be_visible()
    page.get_by_role("link", name="Goslar", exact=True).click()
    page.wait_for_url("**/goslar/de/index.html")


def test_language_choice(plain: Open) -> None:
    """A region's first page stays and offers every language."""
    page = plain("lueneburg/index.html", locale="ar")
    expect(page.locator(".languages a")).to_have_count(4)
    page.locator(".languages a[hreflang='uk']").click()
    page.wait_for_url("**/lueneburg/uk/index.html")


def test_redirect(visitor: Visitor, server: Server) -> None:
    """An old address leads on."""
    page = visitor.start(javascript=False, allowed=NO_ICON).context.new_page()
    page.goto(server.url("all/everything/de/former-name/index.html"))
    page.wait_for_url("**/de/states/moved/index.html")
    expect(page.locator("h1")).to_have_text("Umgezogen")


def test_dark_and_print(plain: Open) -> None:
    """The device's dark colours need no script either."""
    page = plain(SAMPLE["home de"], scheme="dark")
    colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert max(int(each) for each in colour.strip("rgb()").split(",")[:3]) < 60
