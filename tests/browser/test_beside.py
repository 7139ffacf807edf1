"""Two languages side by side: a reader and a clerk look at the same paragraph, and the page is itself again afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.checks import ask
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.messages import said
from tests.browser.conftest import build_with_command
from tests.browser.pages import SAMPLE
from tests.browser.server import Server
from tests.browser.visiting import Visitor, settle
from tests.conftest import SMALL_SITE, write_files

NO_NETWORK = (r"ERR_INTERNET_DISCONNECTED", r"ERR_FAILED")
"""What Chromium says on the console of pages that lack the network on purpose."""
PATIENCE = 20_000
"""Milliseconds until a language is saved at the latest."""

GERMAN = """---
title: Stellen
summary: Wo Sie Arbeit finden.
---
Ein Satz vorweg.

## Suchen {#search}

[Mehr zur Arbeit](index.md), und [unten](#apply).

- erstens
- zweitens

[[contact: office]]

## Nur auf Deutsch

Das steht nur hier.

[[include: work/tip]]

## Bewerben {#apply}

Am Ende.
"""
ARABIC = """---
title: الوظائف
summary: أين تجد عملًا.
---
جملة أولى.

## البحث {#search}

[المزيد عن العمل](index.md)، و[في الأسفل](#apply).

- أولًا
- ثانيًا

[[contact: office]]

[[include: work/tip]]

## التقديم {#apply}

في النهاية.

وجملة أخرى.
"""
FILES = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar, uk]\nsource_language: de\n",
    "town/contacts/office.yaml": "name: Amt\nphones: [{number: '+49 30 23125 100'}]\n",
    "town/de/work/jobs.md": GERMAN,
    "town/ar/work/jobs.md": ARABIC,
    "town/uk/work/jobs.md": "---\ntitle: Вакансії\n---\nТекст.\n",
    "town/de/work/tip.md": "---\ntitle: Tipp\n---\nEin Tipp.\n",
    "town/ar/work/tip.md": "---\ntitle: نصيحة\n---\nنصيحة.\n",
    "town/uk/work/tip.md": "---\ntitle: Порада\n---\nПорада.\n",
}
PAGE = "town/{}/work/jobs/index.html"
PAIRS = [
    ("جملة أولى.", "Ein Satz vorweg."),
    ("البحث", "Suchen"),
    ("المزيد عن العمل، وفي الأسفل.", "Mehr zur Arbeit, und unten."),
    ("أولًا\nثانيًا", "erstens\nzweitens"),
    None,
    ("", "Nur auf Deutsch"),
    ("", "Das steht nur hier."),
    ("نصيحة.", "Ein Tipp."),
    ("التقديم", "Bewerben"),
    ("في النهاية.", "Am Ende."),
    ("وجملة أخرى.", ""),
]
"""What must stand beside each other on the Arabic page; None is the contact's card."""
SHOWN = """(text) => [...text.children].map((row) => !row.matches('.pair') ? null :
  [row.querySelector(':scope > .text:not([lang])'), row.querySelector(':scope > .text[lang=de][dir=ltr]')]
    .map((column) => column ? column.innerText.trim() : ''))"""

MISSING = said(
    "ar",
    "The second language is not saved on this device and could not be loaded. Maybe there is no internet at the moment.",
)
NOTED = said(
    "ar",
    "Maybe there is no internet at the moment."
    " We have noted your wish: the language will be saved as soon as there is internet.",
)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A small guide whose texts differ in their structure, on a host of its own."""
    folder: Path = tmp_path_factory.mktemp("beside")
    host = Server()
    host.mount("/", build_with_command(write_files(folder / "content", FILES), folder / "site"))
    yield host
    host.close()


@pytest.fixture
def reader(browser: Browser, host: Server) -> Iterator[Callable[..., Page]]:
    """`reader(language, …)` opens the page about jobs in a fresh browser."""
    visitor = Visitor(browser, host.origin)

    def open_page(language: str, **options: object) -> Page:
        page = visitor.start(**options).context.new_page()  # type: ignore[arg-type]
        page.goto(host.url(PAGE.format(language)))
        settle(page)
        return page

    yield open_page
    problems = visitor.close()
    assert not problems, "\n".join(problems)


def put_beside(page: Page) -> None:
    """Presses the tool and waits for the second language."""
    page.locator("[data-tool=beside]").press("Enter")
    expect(page.locator(".pair").first).to_be_visible()


def test_same_beside_same(reader: Callable[..., Page], host: Server) -> None:
    """Blocks stand in pairs though each text has what the other lacks; no id, card or address is doubled or wrong."""
    page = reader("ar")
    put_beside(page)
    shown = page.locator("article .stack > .text").evaluate(SHOWN)
    assert [tuple(each) if each else None for each in shown] == PAIRS
    assert page.locator("article .text .contact").count() == 1
    assert page.locator("h1 + p[lang=de]").inner_text() == "Stellen"
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids))
    links = page.locator(".pair [lang=de] a, .pair .text[lang=de] a")
    assert links.evaluate_all("(links) => links.map(({ href }) => href)") == [
        host.url("town/de/work/index.html"),
        f"{host.url(PAGE.format('de'))}#apply",
    ]
    expect(page.locator("[data-tool=beside]")).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".tools [role=status]")).to_have_text(
        said("ar", "The second language now stands beside each part of the text, on a small screen below it.")
    )


def test_closing_restores_the_page(reader: Callable[..., Page]) -> None:
    """After Escape the text is what it was, to the last character; the focus is on the button, and it can be done again."""
    page = reader("ar")
    before = page.locator("main").evaluate("(main) => main.textContent + main.querySelector('.text').outerHTML")
    for _ in range(2):
        put_beside(page)
        page.keyboard.press("Tab")
        page.locator(".tool-panel select").press("Escape")
        expect(page.locator(".pair")).to_have_count(0)
        expect(page.locator("[data-tool=beside]")).to_be_focused()
        expect(page.locator("[data-tool=beside]")).to_have_attribute("aria-expanded", "false")
    after = page.locator("main").evaluate("(main) => main.textContent + main.querySelector('.text').outerHTML")
    assert after == before


def test_a_clerk_chooses(reader: Callable[..., Page], host: Server) -> None:
    """Beside the source text stands the reader's own language; another one is chosen, and remembered for the next page."""
    page = reader("de", locale="uk-UA")
    put_beside(page)
    expect(page.locator(".pair > [lang=uk]")).to_have_count(1)
    page.locator(".tool-panel select").select_option("ar")
    expect(page.locator(".pair > [lang=ar][dir=rtl]").first).to_be_visible()
    expect(page.locator(".pair > [lang=uk]")).to_have_count(0)
    page.goto(host.url("town/de/work/tip/index.html"))
    settle(page)
    put_beside(page)
    expect(page.locator(".pair > [lang=ar]")).to_have_text("نصيحة.")


def test_without_network(reader: Callable[..., Page], host: Server) -> None:
    """A language that is not saved: this is said, and a wish is noted; with network it is saved, and there without."""
    page = reader("ar", service_workers="allow", allowed=NO_NETWORK)
    status = page.locator(".tools [role=status]")
    expect(page.locator(".status")).to_contain_text(
        said("ar", "Saved on this device. You can read it without internet."), timeout=PATIENCE
    )
    page.context.set_offline(True)
    page.locator("[data-tool=beside]").click()
    expect(status).to_have_text(MISSING)
    page.get_by_role("button", name=said("ar", "Save this language")).click()
    expect(status).to_have_text(NOTED)
    expect(page.locator(".pair")).to_have_count(0)
    page.context.set_offline(False)
    page.goto(host.url("town/ar/offline/index.html"))
    expect(page.locator('[data-set="text/de"] small')).to_contain_text(said("ar", "saved"), timeout=PATIENCE)
    page.context.set_offline(True)
    page.goto(host.url(PAGE.format("ar")))
    settle(page)
    put_beside(page)


@pytest.mark.parametrize(("name", "width", "scheme"), [("full page ar", 320, "dark"), ("full page de", 1280, "light")])
def test_view_is_sound(name: str, width: int, scheme: str, open_page: Callable[..., Page]) -> None:
    """No violation with the view open, nothing is cut on a small screen, with twice the letters, or on paper."""
    page = open_page(SAMPLE[name], width=width, scheme=scheme, locale="ar")
    put_beside(page)
    problems = axe_problems(page)
    problems += [each for check in ("languages", "boxes", "targets") for each in ask(page, check)]
    page.emulate_media(media="print")
    problems += [f"on paper: {each}" for each in ask(page, "boxes")]
    expect(page.locator(".tool-panel")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert not problems, "\n".join(problems)
