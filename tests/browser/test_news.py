"""News without a server that sends any: marks for what is new, and messages for who asks for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import build_with_command, copy_everything
from tests.browser.server import Server
from tests.browser.visiting import ARGUMENTS, CHROMIUM, Visitor, settle
from tests.conftest import write_files

HOME = "everything/de/index.html"
UNTIL_REGISTERED = """async wanted => {
  const end = Date.now() + 10000;
  while (Date.now() < end) { // No event tells of it.
    const registration = await navigator.serviceWorker.getRegistration();
    if ((await registration?.periodicSync.getTags())?.includes('news') === wanted) return true;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return false;
}"""
SETTINGS = "everything/de/offline/index.html"


class Guide:
    """A guide with news, to which more can be added."""

    def __init__(self, folder: Path) -> None:
        self._content = copy_everything(folder / "content")
        self._output = folder / "site"
        self.server = Server()
        self.server.mount("/", self._output)
        self.add(**{"2026-11-02-office": "Neues Amt"})

    def add(self, **titles: str) -> None:
        """Publishes more, by name and title."""
        pages = {
            f"everything/de/news/{name}.md": f"---\ntitle: {title}\n---\nText.\n" for name, title in titles.items()
        }
        write_files(self._content, pages)
        build_with_command(self._content, self._output, "--date", "2026-11-22")


@pytest.fixture
def guide(tmp_path: Path, visitor: Visitor) -> Iterator[Guide]:
    """A guide with one item of news."""
    guide = Guide(tmp_path)
    visitor.origin = guide.server.origin
    yield guide
    guide.server.close()


@pytest.fixture
def app(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a profile, in which apps and messages can be allowed."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=CHROMIUM, args=ARGUMENTS
    )
    yield context
    context.close()


def marked(page: Page, guide: Guide) -> list[str]:
    """Titles of the news that the home page marks as new."""
    page.goto(guide.server.url(HOME))
    settle(page)
    page.wait_for_load_state("networkidle")
    items = page.locator("[data-enhance=news] li").all()
    return [item.locator("a").inner_text() for item in items if item.locator(".new").is_visible()]


def test_what_is_new_since_the_last_visit_is_marked(visitor: Visitor, guide: Guide) -> None:
    """At a first visit nothing is new; later what has come since, as long as the visit lasts, in words and not by colour."""
    context = visitor.start(service_workers="block").context
    page = context.new_page()
    assert marked(page, guide) == []
    page.close()
    guide.add(**{"2026-11-20-bus": "Neuer Bus"})
    page = context.new_page()
    assert marked(page, guide) == ["Neuer Bus"]
    expect(page.locator(".new:not([hidden])")).to_have_text("Neu")
    assert marked(page, guide) == ["Neuer Bus"], "the same visit"
    page.close()
    assert marked(context.new_page(), guide) == []


def test_messages_are_off_until_asked_for(app: BrowserContext, guide: Guide) -> None:
    """Nobody is asked for a permission unasked. Where the guide is not installed, the browser's refusal is told."""
    page = app.pages[0]
    app.grant_permissions(["notifications"], origin=guide.server.origin)
    page.goto(guide.server.url(SETTINGS))
    box = page.locator("[data-enhance=notifications] input")
    expect(box).to_be_visible()
    expect(box).not_to_be_checked()
    box.click()
    expect(page.locator("[data-enhance=notifications] [role=status]")).not_to_be_empty()
    expect(box).not_to_be_checked()


def test_installed_the_browser_looks_for_news(app: BrowserContext, guide: Guide) -> None:
    """With the browser's permission, which an installed guide gets, it is told to look; and it can be told to stop."""
    page = app.pages[0]
    origin = guide.server.origin
    app.grant_permissions(["notifications"], origin=origin)
    app.new_cdp_session(page).send(
        "Browser.setPermission",
        {"permission": {"name": "periodic-background-sync"}, "setting": "granted", "origin": origin},
    )
    page.goto(guide.server.url(SETTINGS))
    box = page.locator("[data-enhance=notifications] input")
    for wanted in (True, False):
        box.click()
        assert page.evaluate(UNTIL_REGISTERED, wanted)
        page.reload()
        expect(box).to_be_checked(checked=wanted)
