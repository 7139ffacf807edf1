"""What a reader chooses: a language, colours, contrast, text size, a region; remembered here and nowhere else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import SAMPLE
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle

HOME = "lueneburg/de/index.html"
FIRST_FRAME = """
window.firstFrame = null;
requestAnimationFrame(function look() {
  if (!document.body) return requestAnimationFrame(look);
  const { theme, contrast, text } = document.documentElement.dataset;
  window.firstFrame = [theme, contrast, text, getComputedStyle(document.documentElement).colorScheme].join(' ');
});
"""


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [("ar-EG", "ar"), ("uk", "uk"), ("en-GB", "en"), ("de-AT", "de"), ("fr-FR", None), ("ti", None)],
)
def test_first_visit(spoken: str, expected: str | None, visitor: Visitor, server: Server) -> None:
    """A region's first page goes to the reader's language where it is offered, and else lets the reader choose."""
    page = visitor.start(locale=spoken).context.new_page()
    page.goto(server.url("lueneburg/index.html"))
    if expected:
        page.wait_for_url(f"**/lueneburg/{expected}/")
        expect(page.locator("html")).to_have_attribute("lang", expected)
        page.go_back()  # to nothing: the choice has left no trace in the history
        assert "lueneburg" not in page.url
    else:
        settle(page)
        expect(page.locator(".languages a")).to_have_count(4)


def test_wishes_in_their_order(visitor: Visitor, server: Server) -> None:
    """The first of several wished languages that is offered wins."""
    context = visitor.start().context
    context.add_init_script("Object.defineProperty(navigator, 'languages', {get: () => ['ckb', 'fr', 'uk-UA', 'de']})")
    page = context.new_page()
    page.goto(server.url("lueneburg/index.html"))
    page.wait_for_url("**/lueneburg/uk/")


def test_choice_is_remembered(visitor: Visitor, server: Server) -> None:
    """A language once chosen, on the first page or in the switcher, is where the first page leads from then on."""
    page = visitor.start(locale="de-DE").context.new_page()
    page.goto(server.url("lueneburg/index.html?choose"))
    settle(page)
    expect(page.locator("h1")).to_be_visible()
    page.locator(".languages a[hreflang='uk']").click()
    page.wait_for_url("**/lueneburg/uk/")
    page.goto(server.url("lueneburg/index.html"))
    page.wait_for_url("**/lueneburg/uk/")
    page.locator(".switcher summary").click()
    page.locator(".switcher a[hreflang='ar']").click()
    page.wait_for_url("**/lueneburg/ar/")
    page.goto(server.url("lueneburg/index.html"))
    page.wait_for_url("**/lueneburg/ar/")
    page.goto(server.url("goslar/index.html"))
    page.wait_for_url("**/goslar/de/")


def test_choice_can_be_made_again(visitor: Visitor, server: Server) -> None:
    """`?choose`, to which the switcher leads, stays whatever is spoken or remembered."""
    page = visitor.start(locale="ar").context.new_page()
    page.goto(server.url(HOME))
    settle(page)
    page.locator(".switcher summary").click()
    page.locator(".switcher p a").click()
    page.wait_for_url("**/lueneburg/?choose")
    settle(page)
    page.wait_for_timeout(300)
    expect(page.locator(".languages a")).to_have_count(4)


def choose(page: Page, name: str, value: str) -> None:
    """Chooses in the display settings, as a reader does."""
    if page.locator(".settings").get_attribute("open") is None:
        page.locator(".settings summary").click()
    page.locator(f".settings input[name='{name}'][value='{value}']").check()


def first_frame(context: BrowserContext, url: str) -> str:
    """How a freshly opened page looks in its very first frame."""
    page = context.new_page()
    page.add_init_script(FIRST_FRAME)
    page.goto(url)
    page.wait_for_function("() => window.firstFrame !== null")
    found: str = page.evaluate("() => window.firstFrame")
    page.close()
    return found


def test_appearance_is_remembered(visitor: Visitor, server: Server) -> None:
    """Colours, contrast and text size act at once, hold on other pages from the first frame on, and can be undone."""
    context = visitor.start().context
    page = context.new_page()
    page.goto(server.url(HOME))
    settle(page)
    size = page.locator("h1").evaluate("(each) => parseFloat(getComputedStyle(each).fontSize)")
    for name, value in (("theme", "dark"), ("contrast", "more"), ("text", "larger")):
        choose(page, name, value)
        expect(page.locator("html")).to_have_attribute(f"data-{name}", value)
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert page.locator("h1").evaluate("(each) => parseFloat(getComputedStyle(each).fontSize)") > size * 1.3
    for path in (
        SAMPLE["full page de"],
        "lueneburg/ar/index.html",
        "lueneburg/404.html",
        "lueneburg/index.html?choose",
    ):
        assert first_frame(context, server.url(path)) == "dark more larger dark"
    page.reload()
    settle(page)
    for name, value in (("theme", "dark"), ("contrast", "more"), ("text", "larger")):
        expect(page.locator(f".settings input[name='{name}'][value='{value}']")).to_be_checked()
        choose(page, name, "")
    assert first_frame(context, server.url(HOME)) == "   light"


def test_light_against_a_dark_device(visitor: Visitor, server: Server) -> None:
    """A reader may choose light colours on a dark device."""
    page = visitor.open(server.url(HOME), scheme="dark")
    choose(page, "theme", "light")
    assert page.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_regions_on_one_origin_are_apart(visitor: Visitor, server: Server) -> None:
    """What is chosen in one region is nothing to another on the same host, nor to the portal."""
    context = visitor.start().context
    page = context.new_page()
    page.goto(server.url(HOME))
    settle(page)
    choose(page, "theme", "dark")
    assert first_frame(context, server.url("goslar/de/index.html")) == "   light"
    assert first_frame(context, server.url("index.html")) == "   light"
    assert first_frame(context, server.url("sub/folder/lueneburg/de/index.html")) == "   light"
    page.goto(server.url("goslar/de/index.html"))
    settle(page)
    choose(page, "theme", "light")
    assert first_frame(context, server.url(HOME)) == "dark   dark"


@pytest.mark.parametrize("nonsense", ["{", "[]", "7", '{"theme": {"a": 1}}', "null"])
def test_nonsense_in_storage(nonsense: str, visitor: Visitor, server: Server) -> None:
    """Whatever stands in the browser's storage, the page is there and can be used."""
    context = visitor.start().context
    page = context.new_page()
    page.goto(server.url(HOME))
    page.evaluate("(nonsense) => localStorage.setItem('/lueneburg/ appearance', nonsense)", nonsense)
    page.reload()
    settle(page)
    choose(page, "text", "large")
    expect(page.locator("html")).to_have_attribute("data-text", "large")


def test_forbidden_storage(visitor: Visitor, server: Server) -> None:
    """A browser that forbids storage gets the choice for this page."""
    context = visitor.start().context
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no') }})")
    page = context.new_page()
    page.goto(server.url(HOME))
    settle(page)
    choose(page, "theme", "dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_address_bar(visitor: Visitor, server: Server) -> None:
    """The address bar shows folders, as people pass them on; the way back and places on the page still work."""
    page = visitor.open(server.url(HOME), width=1280)
    assert page.url == server.url("lueneburg/de/")
    page.locator(".tiles a").first.click()
    page.wait_for_url("**/lueneburg/de/arrival/")
    page.go_back()
    page.wait_for_url("**/lueneburg/de/")
    page.goto(server.url(SAMPLE["full page de"]))
    settle(page)
    page.locator(".contents a").first.click()
    assert page.url.partition("#")[0] == server.url("lueneburg/de/rights/counselling/")
    assert page.url.partition("#")[2]


def test_menu_is_as_the_script_found_it(open_page: Callable[..., Page]) -> None:
    """The place of the display settings is kept while scripts load, so that nothing jumps."""
    page = open_page(HOME)
    shift = page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) =>
        done(list.getEntries().reduce((sum, each) => sum + each.value, 0))).observe({type: 'layout-shift', buffered: true})
        || setTimeout(() => done(0), 300))"""
    )
    assert shift < 0.01
