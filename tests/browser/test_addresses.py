"""Every address leads somewhere: at a domain's root, in a sub-folder and from a disk; what has moved, and what is missing."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks.addresses import address_problems
from tests.browser.conftest import SUBFOLDER, Sites, build_with_command, copy_everything
from tests.browser.server import Server
from tests.browser.visiting import FROM_DISK, NO_ICON, NOT_FOUND, Visitor, settle

BASE = "https://guide.example/"


def test_every_address_of_the_sample(sites: Sites) -> None:
    """Every link, picture, source, script, style, icon, feed, alternate and fragment in all files leads to what is there.

    Each is relative and names its file, so that it holds at a domain's root, in a sub-folder and on a disk.
    """
    problems = address_problems(sites.sample, BASE)
    assert not problems, "\n".join(problems)


def test_every_address_of_everything(sites: Sites) -> None:
    """The same without a base address, with redirects, files, included texts and footnotes."""
    problems = address_problems(sites.everything)
    assert not problems, "\n".join(problems)


def walk_through(page: Page, start: str) -> None:
    """Home, section, page, another language, back to the portal; each is a page with its style."""
    page.goto(start)
    styled(page)
    for part, heading in ((".tiles a", "Ankommen"), (".cards a", "Wohnsitz anmelden")):
        page.locator(part, has_text=heading).first.click()
        expect(page.locator("h1")).to_have_text(heading)
        styled(page)
    page.locator(".switcher summary").click()
    page.locator(".switcher a[hreflang='ar']").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    styled(page)
    page.locator(".footer a").last.click()
    expect(page.locator(".regions > li")).to_have_count(5)
    styled(page)
    page.locator(".regions a").first.click()
    expect(page.locator(".tiles a").first).to_be_visible()
    page.locator(".breadcrumbs a, .region").first.click()
    styled(page)


def styled(page: Page) -> None:
    """The page's style sheet has been applied and its logo is drawn."""
    page.wait_for_load_state()
    assert page.locator(".bar").evaluate("(each) => getComputedStyle(each).display") == "flex", page.url
    assert page.locator(".region img").evaluate("(each) => each.complete && each.naturalWidth > 0"), page.url


@pytest.mark.parametrize("prefix", ["/", SUBFOLDER])
def test_walk_on_a_server(prefix: str, visitor: Visitor, server: Server) -> None:
    """A reader walks through the site at a domain's root and in a sub-folder."""
    page = visitor.start(width=1280).context.new_page()
    walk_through(page, f"{server.origin}{prefix}lueneburg/de/index.html")
    assert page.url.startswith(f"{server.origin}{prefix}")


def test_walk_on_a_disk(visitor: Visitor, sites: Sites) -> None:
    """A reader walks through the site on a USB stick; no server, no scripts, and the style all the same."""
    page = visitor.start(allowed=FROM_DISK).context.new_page()
    walk_through(page, (sites.sample / "lueneburg" / "de" / "index.html").as_uri())
    expect(page.locator(".settings")).to_be_hidden()
    page.goto((sites.sample / "lueneburg" / "index.html").as_uri())
    page.locator(".languages a[hreflang='ar']").click()
    styled(page)


def test_redirect(visitor: Visitor, server: Server) -> None:
    """An old address leads on at once, and the way back does not lead there again."""
    page = visitor.start(allowed=NO_ICON).context.new_page()
    page.goto(server.url("all/everything/de/index.html"))
    page.goto(server.url("all/everything/de/old/address/index.html"))
    page.wait_for_url("**/de/states/moved/**")
    styled(page)
    page.go_back()
    page.wait_for_url("**/everything/de/**")
    expect(page.locator("h1")).to_have_text("Willkommen in Überallingen")


@pytest.fixture(scope="module", params=["", "sub/folder/"], ids=["root", "sub-folder"])
def based(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server with the everything-site built for its very address, and the path at which the site lies there."""
    server = Server()
    folder = tmp_path_factory.mktemp("based")
    content = copy_everything(folder / "content")
    output = build_with_command(content, folder / "site", "--base-url", server.url(request.param))
    server.mount(f"/{request.param}", output)
    yield server, request.param
    server.close()


def test_not_found(based: tuple[Server, str], browser: Browser) -> None:
    """Whatever is missing, however deep, is answered with a page that has its style and leads home in each language."""
    server, path = based
    visitor = Visitor(browser, server.origin)
    for missing in ("nothing", "de/nothing/", "ar/text/nothing/deeper/page.html"):
        page = visitor.start(allowed=NOT_FOUND).context.new_page()
        page.goto(server.url(f"{path}everything/{missing}"))
        settle(page)
        styled(page)
        assert page.url.endswith(missing), "the address that was asked for stays"
        page.locator("main section[lang='ar'] a").click()
        page.wait_for_url(f"**/{path}everything/ar/**")
        styled(page)
    problems = visitor.close()
    assert not problems, "\n".join(problems)


def test_addresses_with_a_base(based: tuple[Server, str], open_page: Callable[..., Page]) -> None:
    """Canonical addresses, alternates, the sitemap, feeds and breadcrumbs for machines name what the server answers."""
    server, path = based
    folder = server.mounts[f"/{path}"]
    problems = [each for each in address_problems(folder, server.url(path)) if "404.html" not in each]
    assert not problems, "\n".join(problems)
