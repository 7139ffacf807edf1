"""The guide as an app: every language of every region can be installed, opens without network, and is offered quietly."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from tests.browser.conftest import Sites
from tests.browser.server import Server
from tests.browser.visiting import ARGUMENTS, CHROMIUM, Visitor

REGIONS = ("lueneburg", "boerde", "aachen", "goslar", "peine")
LANGUAGES = ("de", "en", "ar", "uk")

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Phone{}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile"
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"

OFFER = """accepted => {
  const offer = new Event('beforeinstallprompt', { cancelable: true });
  offer.prompt = async () => {
    document.documentElement.dataset.prompted = '';
    return { outcome: accepted ? 'accepted' : 'dismissed' };
  };
  dispatchEvent(offer);
  return offer.defaultPrevented;
}"""
"""What Chromium does where the guide can be installed; it does so only after half a minute and a tap."""


@pytest.fixture
def host(sites: Sites) -> Iterator[Server]:
    """A server of the test's own, that can be stopped."""
    server = Server()
    server.mount("/", sites.sample)
    yield server
    server.close()


@pytest.fixture
def phone(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser with a profile: apps cannot be installed in a private window."""
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=CHROMIUM, args=ARGUMENTS, viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


def devtools(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def test_every_language_of_every_region_can_be_installed(phone: BrowserContext, host: Server) -> None:
    """Chromium finds nothing missing in any manifest; the languages of a region are one app, and regions are different ones."""
    page = phone.new_page()
    tools = devtools(page)
    apps: dict[str, set[str]] = {}
    problems = []
    for region in REGIONS:
        for tag in LANGUAGES:
            page.goto(host.url(f"{region}/{tag}/index.html"))
            manifest = tools.send("Page.getAppManifest")
            problems += [f"{region} {tag}: {each}" for each in manifest["errors"]]
            problems += [f"{region} {tag}: {each}" for each in installability_errors(tools)]
            assert manifest["url"].endswith(f"/{region}/{tag}/app.webmanifest")
            apps.setdefault(tools.send("Page.getAppId")["appId"], set()).add(region)
    assert not problems, "\n".join(problems)
    assert apps == {f"{host.origin}/{region}": {region} for region in REGIONS}


def installability_errors(tools: CDPSession) -> list[Any]:
    return list(tools.send("Page.getInstallabilityErrors")["installabilityErrors"])


def test_installed_it_opens_without_network(phone: BrowserContext, host: Server) -> None:
    """Once installed and saved, the guide opens from its icon with the server gone."""
    page = phone.new_page()
    page.goto(host.url("goslar/ar/index.html"))
    wait_until_saved(page)
    tools = devtools(page)
    app = tools.send("Page.getAppId")["appId"]
    tools.send("PWA.install", {"manifestId": app})
    host.close()
    with phone.expect_page() as opened:
        tools.send("PWA.launch", {"manifestId": app})
    window = opened.value
    expect(window.locator("html")).to_have_attribute("lang", "ar")
    expect(window.locator("main h1")).to_be_visible()
    window.locator(".tiles a").first.click()
    expect(window.locator("nav.breadcrumbs")).to_be_visible()
    tools.send("PWA.uninstall", {"manifestId": app})


def wait_until_saved(page: Page) -> None:
    """Returns when the status line says that this page's language is saved."""
    saved = page.evaluate(
        "async () => (await (await fetch(`${document.documentElement.dataset.root}"
        "${document.documentElement.lang}/sentences.json`)).json()).saved"
    )
    expect(page.locator(".status")).to_contain_text(saved, timeout=30_000)


def read(page: Page, host: Server, *paths: str) -> None:
    for path in paths:
        page.goto(host.url(f"peine/de/{path}index.html"))
        wait_until_saved(page)


def test_it_is_offered_once_and_quietly(visitor: Visitor, host: Server) -> None:
    """Not on the first pages, though the browser has offered it; then as a line in the footer, which goes away for good."""
    visitor.origin = host.origin
    page = visitor.start(service_workers="allow").context.new_page()
    for path in ("", "arrival/"):
        read(page, host, path)
        assert page.evaluate(OFFER, True), "the browser's own banner would disturb"
        expect(page.locator(".hint")).to_have_count(0)
    read(page, host, "work/")
    page.evaluate(OFFER, True)
    hint = page.locator(".footer .hint")
    expect(hint).to_be_visible()
    hint.get_by_role("button").last.click()
    expect(hint).to_have_count(0)
    read(page, host, "housing/")
    page.evaluate(OFFER, True)
    expect(page.locator(".hint")).to_have_count(0)


@pytest.mark.parametrize("accepted", [True, False])
def test_the_browser_asks_when_the_reader_does(accepted: bool, visitor: Visitor, host: Server) -> None:
    """The button leads to the browser's own question; who says no there is not asked again."""
    visitor.origin = host.origin
    page = visitor.start(service_workers="allow").context.new_page()
    read(page, host, "", "arrival/", "work/")
    page.evaluate(OFFER, accepted)
    page.locator(".hint").get_by_role("button").first.click()
    expect(page.locator("html[data-prompted]")).to_have_count(1)
    expect(page.locator(".hint")).to_have_count(0)
    read(page, host, "housing/")
    page.evaluate(OFFER, accepted)
    if not accepted:
        expect(page.locator(".hint")).to_have_count(0)


@pytest.mark.parametrize(
    ("agent", "init", "way"),
    [
        (IPHONE, "Object.defineProperty(navigator, 'standalone', {get: () => false})", "ios"),
        (FIREFOX, "", "menu"),
        (ANDROID.format(""), "", "menu"),
        (ANDROID.format("; wv"), "", "browser"),
        (IPHONE, "delete Navigator.prototype.serviceWorker", "browser"),
        (IPHONE, "Object.defineProperty(navigator, 'standalone', {get: () => true})", ""),
    ],
    ids=[
        "iPhone",
        "Firefox for Android",
        "Chromium for Android",
        "inside an app",
        "inside an iPhone's app",
        "installed",
    ],
)
def test_each_browser_gets_its_own_steps(agent: str, init: str, way: str, visitor: Visitor, host: Server) -> None:
    """The page "Offline and data" shows one way to the home screen, the one that this browser has, with its buttons as
    pictures; none where the guide is open as an app already."""
    visitor.origin = host.origin
    context = visitor.start(user_agent=agent, width=360).context
    context.add_init_script(init)
    page = context.new_page()
    page.goto(host.url("lueneburg/de/offline/index.html"))
    page.wait_for_load_state("networkidle")
    shown = [each for each in page.locator("[data-way]").all() if each.is_visible()]
    assert [each.get_attribute("data-way") for each in shown] == ([way] if way else [])
    for step in page.locator(f"[data-way='{way}'] li").all():
        expect(step.locator("svg")).to_be_visible()


def test_the_button_comes_with_the_browsers_offer(open_page: Callable[..., Page]) -> None:
    """Where the browser can be asked there is a button, and no steps are left to be read."""
    page = open_page("lueneburg/ar/offline/index.html", user_agent=ANDROID.format(""))
    expect(page.locator("[data-way=menu]")).to_be_visible()
    page.evaluate(OFFER, True)
    expect(page.locator("[data-way=menu]")).to_be_hidden()
    page.locator("[data-way=prompt] button").click()
    expect(page.locator("html[data-prompted]")).to_have_count(1)
    expect(page.locator(".install")).to_be_hidden()
