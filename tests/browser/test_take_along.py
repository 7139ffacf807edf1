"""On paper with number and code, a section in one go, and the guide as one file: in Chromium, online and from the disk."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import ask
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.printing import sheets
from tests.browser.conftest import Sites
from tests.browser.pages import SAMPLE

PRINT = "() => { window.print = () => { window.sheets = document.querySelectorAll('.further > article').length } }"


def codes(pdf: bytes, folder: Path) -> list[str]:
    """What a phone reads from the QR codes of a PDF's pages."""
    (folder / "printed.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "120", "-gray", "-png", folder / "printed.pdf", folder / "sheet"], check=True)
    found = []
    for picture in sorted(folder.glob("sheet*.png")):
        read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, text=True, check=False)
        found += read.stdout.split()
    return found


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_a_section_on_paper(tag: str, open_page: Callable[..., Page], tmp_path: Path) -> None:
    """ "Print" offers the page with all below it. Each page begins a sheet and has its own address and code; sheets are numbered;
    afterwards the page is as it was. The keyboard is enough."""
    page = open_page(SAMPLE[f"section {tag}"])
    page.evaluate(PRINT)
    page.locator("[data-tool=print]").focus()
    page.keyboard.press("Enter")
    page.locator(".tool-panel button").first.wait_for()
    assert page.evaluate("document.activeElement === document.querySelector('.tool-panel button')")
    assert not axe_problems(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("() => window.sheets")
    assert not page.locator(".further").is_visible()
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    printed = sheets(pdf)
    assert all(f"{number}/{len(printed)}" in each.letters for number, each in enumerate(printed, 1))
    base = f"https://guide.example/lueneburg/{tag}/arrival/"
    expected = [base, *(f"{base}{name}/" for name in ("first-steps", "registration", "residence-permit"))]
    assert codes(pdf, tmp_path) == expected
    assert not [each for each in printed if "127.0.0.1" in each.letters]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".further").count() == 0


def test_a_page_waits_for_its_code(open_page: Callable[..., Page]) -> None:
    """A page without any below is printed at once, but not before its code is there; nobody loads it to read."""
    page = open_page(SAMPLE["full page de"])
    state = "document.querySelector('.printed img').complete && document.querySelector('.printed img').naturalWidth > 0"
    assert not page.evaluate(state)
    page.evaluate("() => { window.print = () => { window.ready = " + state + " } }")
    page.locator("[data-tool=print]").click()
    page.wait_for_function("() => 'ready' in window")
    assert page.evaluate("window.ready")


@pytest.mark.parametrize(("tag", "scheme"), [("de", "light"), ("ar", "dark")])
def test_the_guide_in_one_file(tag: str, scheme: str, sites: Sites, browser: Browser) -> None:
    """Opened from disk, without scripts, on a small phone: nothing is asked for, nothing is refused, nothing is too wide, a tap
    on the contents leads there, and axe finds nothing."""
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    complaints, asked = [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    address = (sites.sample / "lueneburg" / tag / f"lueneburg-{tag}.html").as_uri()
    page.goto(address)
    assert asked == [address]
    assert not ask(page, "boxes")
    page.locator("nav a[href='#places']").click()
    assert re.search(r"#places$", page.url)
    assert page.locator("#places h2").evaluate("each => each.getBoundingClientRect().top") < 200
    assert not axe_problems(page)
    assert not complaints
    context.close()
