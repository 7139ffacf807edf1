"""Keeping pages on the device: the button, the page "My list", and what was read last."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.server import Server
from tests.browser.town import EVENT, JOBS, NEWS, PLACE, page
from tests.browser.visiting import NOT_FOUND

FULL = "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
LIST = page("my-list")

Open = Callable[..., Page]


def remembered(**lists: object) -> str:
    """A script that puts lists onto the device once, as if they were there from before."""
    entries = {f"/town/ {name}": json.dumps(entries) for name, entries in lists.items()}
    return f"for (const [key, text] of Object.entries({json.dumps(entries)})) localStorage[key] ??= text"


def keep_button(opened: Page) -> Locator:
    """The button in the row of tools."""
    return opened.locator("[data-tool=keep]")


def rows(opened: Page) -> Locator:
    """What is kept, on the page "My list"."""
    return opened.locator(".kept > li")


def titles(opened: Page) -> list[str]:
    """The titles of what is kept, in their order."""
    return opened.locator(".kept div > a").all_inner_texts()


def test_keep_by_keyboard_and_take_out_again(reader: Open, town: Server) -> None:
    """The button tells its state, here, in another window and after a reload; each press is announced."""
    opened = reader(page(JOBS))
    other = opened.context.new_page()
    other.goto(town.url(page(JOBS, "ar")))
    expect(keep_button(opened)).to_have_attribute("aria-pressed", "false")
    keep_button(opened).focus()
    opened.keyboard.press("Enter")
    status = opened.locator(".tools [role=status]")
    expect(status).to_contain_text(said("de", "Kept. It stays on this device."))
    expect(status.get_by_role("link")).to_have_attribute("href", town.url(LIST))
    expect(keep_button(opened)).to_be_focused()
    for each in (opened, other):
        expect(keep_button(each)).to_have_attribute("aria-pressed", "true")
    opened.reload()
    expect(keep_button(opened)).to_have_attribute("aria-pressed", "true")
    opened.keyboard.press("Tab")
    keep_button(opened).press("Space")
    expect(status).to_contain_text(said("de", "No longer kept."))
    for each in (opened, other):
        expect(keep_button(each)).to_have_attribute("aria-pressed", "false")


def test_the_list_tells_what_one_needs_on_the_way(reader: Open, town: Server) -> None:
    """Page, place, event and news: each with its kind; address, telephone and next date where there are; all of it in the
    language in which the list is read, with nothing asked of anybody but this host."""
    opened = reader(page(JOBS))
    for path in (JOBS, PLACE, EVENT, NEWS):
        opened.goto(town.url(page(path)))
        keep_button(opened).click()
        expect(keep_button(opened)).to_have_attribute("aria-pressed", "true")
    opened.locator(".tools [role=status] a").click()
    expect(rows(opened)).to_have_count(4)
    assert titles(opened) == ["Stellen & mehr", "Rathaus", "Café", "Neuer Bus"]
    assert opened.locator(".kept small").all_inner_texts() == [
        said("de", kind) for kind in ("Page", "Place", "Event", "News")
    ]
    expect(rows(opened).nth(1)).to_contain_text("Markt 1")
    expect(rows(opened).nth(1).locator("a[href^='tel:']")).to_have_text("+49 30 23125 111")
    expect(rows(opened).nth(2).locator(".details")).to_contain_text("5. Jan. 10:00")
    expect(rows(opened).nth(2).locator(".details")).to_contain_text("Am Platz 2")
    opened.goto(town.url(page("my-list", "ar")))
    expect(opened.locator(".kept div > a").first).to_have_text("وظائف شاغرة")
    expect(opened.locator(".kept div > a").first).to_have_attribute("href", town.url(page(JOBS, "ar")))
    expect(opened.locator(".kept div > a").nth(3)).to_have_attribute("lang", "de")  # There is no Arabic text.
    expect(opened.locator(".kept small").first).to_have_text(said("ar", "Page"))


def test_order_removal_and_undo_by_keyboard(reader: Open) -> None:
    """Each press is announced, and the focus stays where the reader goes on."""
    kept = [{"path": f"{path}/index.html", "titles": {}} for path in (JOBS, PLACE, EVENT)]
    opened = reader(LIST, remembered(kept=kept))
    expect(opened.locator(".kept div > a").nth(2)).to_have_text("Café")
    status = opened.locator(".said [role=status]")
    down = rows(opened).filter(has_text="Stellen").get_by_role("button", name=said("de", "Move down"))
    down.focus()
    opened.keyboard.press("Enter")
    expect(status).to_have_text("„Stellen & mehr“ steht jetzt an Stelle 2 von 3.")
    expect(down).to_be_focused()
    assert titles(opened) == ["Rathaus", "Stellen & mehr", "Café"]
    rows(opened).nth(1).get_by_role("button", name=said("de", "Remove")).press("Enter")
    expect(status).to_have_text("„Stellen & mehr“ ist entfernt.")
    assert titles(opened) == ["Rathaus", "Café"]
    undo = opened.get_by_role("button", name=said("de", "Undo"))
    expect(undo).to_be_focused()
    opened.keyboard.press("Enter")
    assert titles(opened) == ["Rathaus", "Stellen & mehr", "Café"]
    assert opened.evaluate("() => Boolean(document.activeElement.closest('.kept'))")


def test_pages_that_are_gone_or_moved_and_entries_of_any_age(reader: Open) -> None:
    """What an older form, another program or chance has written does no harm; a page that is gone says so and can go; one
    that has moved leads to its new place, once."""
    gone = {"path": "no/such/index.html", "titles": {"de": "Altes Amt", "ar": "مكتب"}}
    kept = ["old/jobs/index.html", None, 7, {}, {"path": 3}, gone, f"{JOBS}/index.html"]
    opened = reader(LIST, remembered(kept=kept, recent="nonsense"), allowed=NOT_FOUND)
    expect(rows(opened)).to_have_count(2)
    expect(opened.locator(".kept div > a").first).to_have_text("Stellen & mehr")
    expect(rows(opened).first.locator("a")).to_have_attribute(
        "href", opened.url.replace("my-list/", f"{JOBS}/index.html")
    )
    lost = rows(opened).filter(has_text="Altes Amt")
    expect(lost).to_contain_text(said("de", "This page does not exist any more."))
    lost.get_by_role("button", name=said("de", "Remove")).click()
    expect(rows(opened)).to_have_count(1)
    expect(rows(opened).locator(".gone")).to_be_hidden()


def test_recently_read(reader: Open, town: Server) -> None:
    """The last pages, the newest first, each once, ten at most; the reader clears them and switches that off."""
    many = [{"path": f"page-{number}/index.html", "titles": {"de": f"Seite {number}"}} for number in range(10)]
    opened = reader(page(JOBS), remembered(recent=many))
    for path in (PLACE, JOBS):
        opened.goto(town.url(page(path)))
        expect(keep_button(opened)).to_be_visible()
    opened.goto(town.url(LIST))
    read = opened.locator(".recent li")
    expect(read).to_have_count(10)
    assert read.all_inner_texts()[:3] == ["Stellen & mehr", "Rathaus", "Seite 0"]
    opened.get_by_role("button", name=said("de", "Clear this list")).press("Enter")
    expect(read).to_have_count(0)
    note = opened.get_by_label(said("de", "Note which pages I read, on this device only"))
    expect(note).to_be_focused()
    note.uncheck()
    opened.goto(town.url(page(PLACE)))
    expect(keep_button(opened)).to_have_attribute("aria-pressed", "false")
    opened.goto(town.url(LIST))
    expect(note).not_to_be_checked()
    expect(opened.locator("[data-part=none]")).to_be_visible()


def test_where_nothing_can_be_kept_it_is_said(reader: Open, town: Server) -> None:
    """A full or forbidden store is told where the reader presses, and on the list; no button claims anything."""
    opened = reader(page(JOBS), FULL)
    keep_button(opened).click()
    expect(opened.locator(".tools [role=status]")).to_contain_text(said("de", "This could not be kept: the browser has no space left or does not allow it. Maybe this is a private window."))  # fmt: skip  # noqa: E501 - one sentence
    expect(keep_button(opened)).to_have_attribute("aria-pressed", "false")
    opened.goto(town.url(LIST))
    expect(opened.locator("[data-part=refused]")).to_be_visible()
    expect(opened.locator("[data-part=empty]")).to_contain_text(said("de", "Keep"))


def test_taken_along_as_file_message_and_paper(reader: Open) -> None:
    """A text file made on the device; the device's share sheet where there is one; on paper no buttons, but addresses."""
    kept = [f"{path}/index.html" for path in (JOBS, PLACE)]
    shares = (
        "navigator.share = async (shared) => { window.shared = shared }; window.print = () => { window.printed = true }"
    )
    opened = reader(LIST, f"{remembered(kept=kept)}; {shares}")
    expect(rows(opened).first.locator("a")).to_have_text("Stellen & mehr")  # Each row is found by itself, in any order.
    expect(rows(opened).nth(1).locator(".details")).to_contain_text("Markt 1")
    with opened.expect_download() as download:
        opened.get_by_role("button", name=said("de", "Save as a text file")).click()
    assert download.value.suggested_filename == "Meine Liste.txt"
    folder = opened.url.replace("my-list/", "")
    text = Path(download.value.path()).read_text("utf-8")
    assert text == (
        f"Stellen & mehr\n{folder}work/jobs/\n\nRathaus\nMarkt 1, 12345 Stadt\n+49 30 23125 111\n{folder}places/hall/"
    )
    opened.get_by_role("button", name=said("de", "Share")).click()
    assert opened.evaluate("() => window.shared") == {"title": "Meine Liste", "text": text}
    opened.get_by_role("button", name=said("de", "Print")).click()
    assert opened.evaluate("() => window.printed")
    opened.emulate_media(media="print")
    assert opened.locator("main button:visible").count() == 0
    expect(rows(opened).first).to_contain_text(f"{folder}work/jobs/")
    expect(opened.locator(".recent")).to_be_hidden()


def test_without_scripts_it_says_what_to_do(reader: Open) -> None:
    """The page tells of the browser's own bookmarks; no button is there that does nothing."""
    opened = reader(LIST, javascript=False)
    expect(opened.locator("main .notice:visible")).to_contain_text("Lesezeichen")
    assert opened.locator("main button:visible, main input:visible").count() == 0


@pytest.mark.parametrize(("tag", "scheme"), [("de", "dark"), ("ar", "light")])
def test_axe_on_a_list_in_use(tag: str, scheme: str, reader: Open) -> None:
    """With pages kept, read and removed axe finds nothing, and nothing overflows a narrow screen."""
    kept = [f"{path}/index.html" for path in (JOBS, PLACE, EVENT, NEWS)]
    opened = reader(page("my-list", tag), remembered(kept=kept, recent=kept), width=320, scheme=scheme, locale=tag)
    expect(rows(opened).nth(2).locator(".details p")).to_have_count(2)
    rows(opened).first.get_by_role("button", name=said(tag, "Remove")).click()
    assert not axe_problems(opened)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
