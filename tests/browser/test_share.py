"""Passing a page on: its address by every way, a code that cameras read, and the receiver's own language."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.server import Server
from tests.browser.town import ADDRESS, JOBS, PLACE, page
from tests.browser.visiting import settle

Open = Callable[..., Page]

TITLES = {"de": "Stellen & mehr", "ar": "وظائف شاغرة"}


def share(opened: Page) -> Locator:
    """The panel, opened."""
    opened.locator("[data-tool=share]").click()
    panel = opened.locator(".tool-panel")
    expect(panel).to_be_visible()
    return panel


def home(path: str, tag: str) -> str:
    """The address that is passed on: where the guide is at home, in this language."""
    return f"{ADDRESS}town/{tag}/{path}/"


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_links_carry_title_and_address(tag: str, reader: Open) -> None:
    """Mail, WhatsApp and Telegram get the title whole and the page's own address in this language, and nothing else; the page
    they lead to learns nothing of where the reader has come from."""
    panel = share(reader(f"{page(JOBS, tag)}?from=somewhere#suchen", locale=tag))
    links = {urlsplit(link.get_attribute("href") or ""): link for link in panel.get_by_role("link").all()}
    told = {(link.scheme, link.netloc): parse_qs(link.query) for link in links}
    title, address = TITLES[tag], home(JOBS, tag)
    assert told == {
        ("mailto", ""): {"subject": [title], "body": [f"{title}\r\n{address}"]},
        ("https", "wa.me"): {"text": [f"{title}\r\n{address}"]},
        ("https", "t.me"): {"url": [address], "text": [title]},
    }
    assert all(link.get_attribute("rel") == "noreferrer" for link in links.values())


def test_a_text_shown_in_another_language_keeps_its_address(reader: Open) -> None:
    """Where there is no Arabic text yet, who shares the Arabic page passes on the Arabic address."""
    panel = share(reader(page("work", "ar"), locale="ar"))
    expect(panel.locator("bdi[dir=ltr]")).to_have_text(home("work", "ar"))


def test_copying(reader: Open) -> None:
    """The address is on the clipboard, and that is said; where the browser forbids it, that is said instead."""
    opened = reader(page(JOBS), permissions=["clipboard-read", "clipboard-write"])
    share(opened).get_by_role("button", name=said("de", "Copy the link")).click()
    expect(opened.locator(".tools [role=status]")).to_have_text(said("de", "The link has been copied."))
    assert opened.evaluate("() => navigator.clipboard.readText()") == home(JOBS, "de")
    opened = reader(page(JOBS), "navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))")
    panel = share(opened)
    panel.get_by_role("button", name=said("de", "Copy the link")).click()
    told = said("de", "The link could not be copied. You can mark it below and copy it yourself.")
    expect(opened.locator(".tools [role=status]")).to_have_text(told)
    expect(panel.get_by_text(home(JOBS, "de"))).to_be_visible()


def test_the_share_sheet_of_the_device(reader: Open) -> None:
    """Where the device has one it comes first, with title and address; where it has none, nothing speaks of it."""
    sheet = "navigator.share = async (shared) => { window.shared = shared }"
    opened = reader(page(PLACE), sheet)
    panel = share(opened)
    first = panel.get_by_role("button").first
    expect(first).to_have_text(said("de", "Share with an app"))
    first.click()
    assert opened.evaluate("() => window.shared") == {"title": "Rathaus", "url": home(PLACE, "de")}
    opened = reader(page(PLACE), "delete Navigator.prototype.share")
    expect(share(opened).get_by_role("button").first).to_have_text(said("de", "Copy the link"))


@pytest.mark.parametrize(("tag", "scheme", "forced"), [("de", "light", "none"), ("ar", "dark", "active")])
def test_a_camera_reads_the_code(
    tag: str, scheme: str, forced: str, reader: Open, town: Server, tmp_path: Path
) -> None:
    """The code is loaded when it is asked for, is large and black on white in any colours, and leads to the address below."""
    town.log.clear()
    opened = reader(page(JOBS, tag), scheme=scheme, forced_colors=forced, locale=tag)
    panel = share(opened)
    assert not [each for each in town.log if "/libraries/" in each.path]
    button = panel.get_by_role("button", name=said(tag, "QR code"), exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    code = panel.get_by_role("img", name=said(tag, "QR code with the address of this page"))
    box = code.bounding_box()
    assert box is not None
    assert box["width"] > 250
    picture = tmp_path / "code.png"
    code.screenshot(path=picture)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", picture], capture_output=True, text=True, check=True, timeout=60
    )
    assert read.stdout.strip() == home(JOBS, tag) == panel.locator("bdi[dir=ltr]").inner_text()
    button.press("Enter")
    expect(code).to_have_count(0)


def test_by_keyboard(reader: Open) -> None:
    """Escape closes the panel and leads back to its button."""
    opened = reader(page(JOBS))
    button = opened.locator("[data-tool=share]")
    button.focus()
    opened.keyboard.press("Enter")
    panel = opened.locator(".tool-panel")
    panel.get_by_role("link", name="Telegram").focus()
    opened.keyboard.press("Tab")
    expect(panel.get_by_role("button", name=said("de", "QR code"), exact=True)).to_be_focused()
    opened.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize(("tag", "scheme"), [("de", "dark"), ("ar", "light")])
def test_axe_on_the_open_panel(tag: str, scheme: str, reader: Open) -> None:
    """With the code shown axe finds nothing, and nothing overflows a narrow screen."""
    opened = reader(page(JOBS, tag), width=320, scheme=scheme, locale=tag)
    share(opened).get_by_role("button", name=said(tag, "QR code"), exact=True).click()
    expect(opened.locator(".qr")).to_be_visible()
    assert not axe_problems(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_newcomer_is_offered_their_language(reader: Open, town: Server) -> None:
    """A shared link opens in its language and offers the receiver's, in the receiver's words; it leads to the same page, once
    followed it is not offered again, and nothing moves by itself."""
    opened = reader(page(JOBS), locale="ar-SY", width=320)
    offer = opened.locator(".offer")
    expect(offer).to_have_attribute("lang", "ar")
    expect(offer).to_have_attribute("dir", "rtl")
    link = offer.get_by_role("link")
    expect(link).to_have_text(
        said("ar", "Read this page in your language: {language}").replace("{language}", "العربية")
    )
    assert opened.url == town.url(page(JOBS)).removesuffix("index.html")
    assert not axe_problems(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    link.click()
    expect(opened.locator("h1")).to_have_text(TITLES["ar"])
    opened.goto(town.url(page(JOBS)))
    settle(opened)
    expect(opened.locator("[data-tool=keep][aria-pressed]")).to_be_visible()
    expect(offer).to_have_count(0)


def test_an_offer_is_declined_for_good(reader: Open, town: Server) -> None:
    """By keyboard too; the focus goes on to the text."""
    opened = reader(page(JOBS), locale="ar")
    offer = opened.locator(".offer")
    offer.get_by_role("button", name=said("ar", "Do not show this again")).press("Enter")
    expect(offer).to_have_count(0)
    expect(opened.locator("main")).to_be_focused()
    opened.goto(town.url(page(PLACE)))
    expect(opened.locator("[data-tool=keep][aria-pressed]")).to_be_visible()
    expect(offer).to_have_count(0)


@pytest.mark.parametrize(
    ("path", "tag", "locale"),
    [(JOBS, "de", "de-AT"), (JOBS, "de", "fr-FR"), ("work", "de", "ar")],
    ids=["own language", "language that the guide has not", "text that is not there in it"],
)
def test_no_offer_in_vain(path: str, tag: str, locale: str, reader: Open) -> None:
    """Nothing is offered to who reads their language already, or where the guide could not keep what it promises."""
    opened = reader(page(path, tag), locale=locale)
    expect(opened.locator("[data-tool=keep][aria-pressed]")).to_be_visible()
    opened.wait_for_load_state("networkidle")
    expect(opened.locator(".offer")).to_have_count(0)
