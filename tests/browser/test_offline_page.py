"""What a reader meets of saving: the quiet line in the footer, the page "Offline and data", and pages that are not saved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle
from tests.conftest import SMALL_SITE, write_files

NO_NETWORK = (r"ERR_INTERNET_DISCONNECTED", r"ERR_FAILED")
"""What Chromium says on the console of pages that lack the network on purpose."""
PATIENCE = 20_000
"""Milliseconds until a guide is saved at the latest; the first three seconds belong to the page that is read."""
SAVES_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true, effectiveType: '4g'}})"
FORTY_DAYS_LATER = "const now = Date.now; Date.now = () => now() + 40 * 86400000"

OLD = said("de", "The texts on this device may be out of date. They were last checked on {date}.").partition("{")[0]
HOME, JOBS = "town/de/index.html", "town/de/work/jobs/index.html"
OFFLINE = "town/de/offline/index.html"
EVENT = "title: Café\nstart: 2050-01-05 10:00\nend: 2050-01-05 12:00\naddress: Markt\n"
"""Still to come whenever this runs."""


@dataclass(frozen=True)
class Towns:
    """The small site built twice; in the second one the text on jobs is new."""

    before: Path
    after: Path


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Towns:
    """Both releases."""
    folder = tmp_path_factory.mktemp("towns")
    content = write_files(folder / "content", {**SMALL_SITE, "town/events/cafe.yaml": EVENT})
    before = build_with_command(content, folder / "before")
    write_files(content, {"town/de/work/jobs.md": "---\ntitle: Stellen\n---\n## Suchen\n\nNeuer Text.\n"})
    return Towns(before, build_with_command(content, folder / "after"))


@pytest.fixture
def host(towns: Towns) -> Iterator[Server]:
    """A host of its own, with the first release."""
    host = Server()
    host.mount("/", towns.before)
    yield host
    host.close()


@pytest.fixture
def reader(browser: Browser, host: Server) -> Iterator[Callable[..., Page]]:
    """`reader(path, …)` opens a page in a fresh browser that can save; the network may be missing, nothing else may."""
    visitor = Visitor(browser, host.origin)

    def open_page(path: str, script: str = "", **options: object) -> Page:
        options = {"service_workers": "allow", "allowed": NO_NETWORK, **options}
        page = visitor.start(**options).context.new_page()  # type: ignore[arg-type]
        page.add_init_script(script)
        page.goto(host.url(path))
        settle(page)
        return page

    yield open_page
    problems = visitor.close()
    assert not problems, "\n".join(problems)


def status(page: Page) -> Locator:
    """The line in the footer."""
    return page.locator(".status")


def row(page: Page, name: str) -> Locator:
    """What the page "Offline and data" says about a set."""
    return page.locator(f'[data-set="{name}"]')


def save(page: Page) -> Page:
    """The page, when its language is saved."""
    expect(status(page)).to_contain_text(
        said("de", "Saved on this device. You can read it without internet."), timeout=PATIENCE
    )
    return page


def asked_for_packs(host: Server) -> list[str]:
    """What has been fetched of the release besides its pointer."""
    return [answered.path for answered in host.log if "/release/" in answered.path]


def test_a_guide_saves_itself_and_says_so_once(reader: Callable[..., Page], host: Server) -> None:
    """The line tells when all is saved, aloud where that has just happened, and silently on later pages."""
    page = save(reader(HOME))
    expect(status(page).get_by_role("status")).not_to_be_empty()
    page.goto(host.url(JOBS))
    save(page)
    expect(status(page).get_by_role("status")).to_be_empty()
    page.context.set_offline(True)
    page.goto(host.url("town/de/work/index.html"))
    expect(page.locator("h1")).to_have_text("Arbeit")
    expect(status(page)).to_contain_text(said("de", "No internet. You are reading what is saved on this device."))


def test_a_page_that_is_not_saved_leads_on(reader: Callable[..., Page], host: Server) -> None:
    """Without network such a page says so, and offers another try, the nearest page that is saved, and the home page."""
    page = save(reader(HOME))
    page.context.set_offline(True)
    page.goto(host.url("town/de/work/jobs/none/index.html"))
    expect(page.locator("h1")).to_have_text(said("de", "This page is not saved on this device"))
    ways = page.locator(".ways a:visible")
    expect(ways).to_have_count(3)
    expect(ways.first).to_have_attribute("href", host.url("town/de/work/jobs/none/index.html"))
    ways.nth(1).click()
    expect(page.locator("h1")).to_have_text("Stellen")


def test_an_event_is_noted_down_without_a_network(reader: Callable[..., Page], host: Server, towns: Towns) -> None:
    """Its calendar file is among what is saved; the calendar to subscribe to is not, and the link to it says so."""
    page = save(reader("town/de/events/cafe/index.html"))
    page.context.set_offline(True)
    with page.expect_download() as download:
        page.get_by_role("link", name=said("de", "Add to my calendar")).click()
    assert download.value.suggested_filename == "cafe.ics"
    assert Path(download.value.path()).read_bytes() == (towns.before / "town/de/events/cafe.ics").read_bytes()
    page.goto(host.url("town/de/events.ics"))
    expect(page.locator("h1")).to_have_text(said("de", "This page is not saved on this device"))


def test_made_up_addresses_lead_nowhere(reader: Callable[..., Page]) -> None:
    """Nobody can make the page link to another site by its address."""
    page = reader(f"{OFFLINE}?missing=https%3A%2F%2Fevil.example%2F")
    expect(page.locator("[data-part=device]")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text(said("de", "Offline and data"))
    expect(page.locator(".ways")).to_be_hidden()


def test_a_language_chosen_without_network_comes_later(reader: Callable[..., Page], host: Server) -> None:
    """Who switches to a language that is not saved is told in that language, and gets it once there is a network."""
    page = save(reader(JOBS))
    page.context.set_offline(True)
    page.locator(".switcher summary").click()
    page.locator(".switcher a[hreflang='ar']").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_have_text(said("ar", "This language is not saved on this device"))
    expect(row(page, "text/ar")).to_contain_text(said("ar", "will be saved when there is internet"))
    page.context.set_offline(False)
    expect(row(page, "text/ar").locator("small")).to_contain_text(f"· {said('ar', 'saved')}", timeout=PATIENCE)
    page.context.set_offline(True)
    page.locator(".ways a").first.click()
    page.wait_for_url("**/town/ar/work/jobs/")
    expect(page.locator("h1")).to_have_text("Stellen")


def test_languages_are_saved_and_removed_by_keyboard(reader: Callable[..., Page]) -> None:
    """One button a language, named after it, keeps the focus while it saves and removes."""
    page = save(reader(HOME))
    page.goto(page.url + "offline/index.html")
    button = row(page, "text/ar").get_by_role("button", name=f"{said('de', 'Save')} العربية")
    button.focus()
    page.keyboard.press("Enter")
    expect(row(page, "text/ar").locator("small")).to_contain_text(f"kB · {said('de', 'saved')}", timeout=PATIENCE)
    button = row(page, "text/ar").get_by_role("button", name=f"{said('de', 'Remove')} العربية")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, "text/ar").locator("small")).to_contain_text(f"kB · {said('de', 'not saved')}")
    expect(page.get_by_role("status")).to_have_text(
        said("de", "Saved on this device. You can read it without internet.")
    )


def test_what_is_removed_does_not_come_back(reader: Callable[..., Page], host: Server) -> None:
    """After "remove everything" nothing is saved unasked, on other pages neither, until the reader turns it on again."""
    page = save(reader(HOME))
    page.goto(host.url(OFFLINE))
    page.get_by_text(said("de", "Remove everything"), exact=True).click()
    page.get_by_role("button", name=said("de", "Remove everything now")).click()
    gone = said("de", "Everything has been removed from this device. Automatic saving is off.")
    expect(page.get_by_role("status")).to_have_text(gone)
    expect(row(page, "text/de").locator("small")).to_contain_text(said("de", "not saved"))
    page.goto(host.url(JOBS))
    expect(status(page)).to_contain_text(said("de", "Automatic saving is off."))
    page.goto(host.url(OFFLINE))
    page.get_by_label(said("de", "Save new texts automatically")).check()
    expect(row(page, "text/de").locator("small")).to_contain_text(f"· {said('de', 'saved')}", timeout=PATIENCE)


def test_a_new_text_is_offered(reader: Callable[..., Page], host: Server, towns: Towns) -> None:
    """A page whose text has changed while it is open says so, stays as it is, and shows the new one when asked."""
    page = save(reader(JOBS))
    host.mount("/", towns.after)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page).get_by_role("status")).to_have_text(
        said("de", "There is a new text of this page."), timeout=PATIENCE
    )
    expect(page.locator("main")).not_to_contain_text("Neuer Text.")
    status(page).get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("Neuer Text.")


def test_who_saves_data_is_asked(reader: Callable[..., Page], host: Server) -> None:
    """With Save-Data nothing is loaded unasked; the line offers it with its size."""
    page = reader(HOME, SAVES_DATA)
    button = status(page).get_by_role("button", name=said("de", "Save"))
    expect(button).to_be_visible(timeout=PATIENCE)
    expect(status(page)).to_contain_text("kB")
    assert not asked_for_packs(host)
    button.click()
    save(page)


def test_old_texts_are_marked(reader: Callable[..., Page], host: Server) -> None:
    """A saved page that has not been compared with the host for weeks says so above its text, with the day."""
    page = save(reader(HOME))
    page.context.set_offline(True)
    page.add_init_script(FORTY_DAYS_LATER)
    for path in (HOME, JOBS):
        page.goto(host.url(path))
        expect(page.locator("main .stale")).to_contain_text(OLD)
        assert page.locator("h1").bounding_box()["y"] < page.locator(".stale").bounding_box()["y"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (
            "Object.defineProperty(window, 'isSecureContext', {value: false})",
            "Saving needs a secure address that begins with https.",
        ),
        (
            "delete Navigator.prototype.serviceWorker",
            "This browser cannot save pages. Open this page in your usual browser.",
        ),
    ],
    ids=["http", "no workers"],
)
def test_browsers_that_cannot_save(script: str, message: str, reader: Callable[..., Page], host: Server) -> None:
    """They are told why, in the footer and on the page "Offline and data"; everything else works."""
    page = reader(JOBS, script)
    expect(status(page)).to_contain_text(said("de", message))
    page.goto(host.url(OFFLINE))
    expect(page.locator(".notice")).to_contain_text(said("de", message))
    expect(page.locator("[data-part=device]")).to_be_hidden()


@pytest.mark.parametrize("address", ["http", "file"])
def test_words_without_scripts(address: str, reader: Callable[..., Page], towns: Towns) -> None:
    """Without JavaScript, and from disk, the page explains how saving works and shows nothing that does not work."""
    page = reader(OFFLINE, javascript=False)
    if address == "file":
        page.goto((towns.before / OFFLINE).as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("heading", name=said("de", "How saving works"))).to_be_visible()
    assert page.locator("main button:visible, main input:visible, main progress:visible").count() == 0


@pytest.mark.parametrize(("tag", "scheme"), [("de", "dark"), ("ar", "light")])
def test_axe_on_the_page_in_use(tag: str, scheme: str, reader: Callable[..., Page], host: Server) -> None:
    """While a language is saved and what removes all is open, axe finds nothing, and nothing overflows a narrow screen."""
    page = reader(f"town/{tag}/offline/index.html", width=320, scheme=scheme, forced_colors="none")
    expect(row(page, f"text/{tag}").locator("small")).to_contain_text(f"· {said(tag, 'saved')}", timeout=PATIENCE)
    page.locator("main summary").click()
    assert not axe_problems(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
