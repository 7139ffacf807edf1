"""The monitoring report in the browser: numbers in charts and tables, access, small screens, and on paper."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import ask
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.layout import fit_problems, large_text_problems, spacing_problems
from tests.browser.server import Server
from tests.browser.visiting import Visitor
from tests.monitoring.conftest import write_report
from tests.monitoring.guide import make_guide
from tests.sharing import made_once

PAGES = ("index.html", "regions/alpha.en.html")
"""All regions in German, one region in English."""


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    """The report on the guide with a past."""
    guide = made_once(shared / "guide", make_guide)
    return made_once(shared / "guide-report", partial(write_report, guide))


@pytest.fixture(scope="module")
def reports(folder: Path) -> Iterator[Server]:
    """A server that has the report at its root."""
    server = Server()
    server.mount("/", folder)
    yield server
    server.close()


@pytest.fixture
def show(browser: Browser, reports: Server) -> Iterator[Callable[..., Page]]:
    """`show(path, width=…, scheme=…)`; the test fails where a page complains or asks for what is not its own."""
    visitor = Visitor(browser, reports.origin)
    yield lambda path, **options: visitor.open(reports.url(f"/{path}"), **options)
    problems = visitor.close()
    assert not problems, "\n".join(problems)


_CHARTS = """
() => Object.fromEntries([...document.querySelectorAll('[data-chart]')].map((figure) => {
  const box = figure.querySelector('svg').getBoundingClientRect();
  return [figure.dataset.chart, [...figure.querySelectorAll('.mark')].map((mark) => ({
    month: mark.dataset.month, value: Number(mark.dataset.value), title: mark.querySelector('title').textContent,
    top: mark.tagName === 'rect' ? mark.getBBox().y : mark.cy.baseVal.value,
  }))];
}))
"""
_ROWS = """
() => [...document.querySelectorAll('[data-month]:is(tr)')].map(
  (row) => [row.dataset.month, ...[...row.cells].map((cell) => cell.textContent)])
"""


@pytest.mark.parametrize("path", PAGES)
def test_charts_and_tables_agree(path: str, show: Callable[..., Page], folder: Path) -> None:
    """Each mark's number, title and height are those of the month's row, and those of the JSON."""
    page = show(path, width=1100)
    charts, rows = page.evaluate(_CHARTS), {month: cells for month, *cells in page.evaluate(_ROWS)}
    told = json.loads((folder / "report.json").read_text())
    region = told["whole"] if path == "index.html" else told["regions"][0]
    assert len(rows) == len(region["months"]) == 24
    column = {"size": 1, "coverage": 3, "currency": 4, "freshness": 5}
    assert charts.keys() == column.keys()
    for key, marks in charts.items():
        shown = {month: number(cells[column[key]]) for month, cells in rows.items()}
        assert {each["month"]: each["value"] for each in marks} == {
            month: value for month, value in shown.items() if value is not None
        }
        assert shown == {month["end"][:7]: figure(month, key) for month in region["months"]}
        for each in marks:
            assert number(each["title"].rpartition(":")[2]) == each["value"]
            assert each["title"].startswith(rows[each["month"]][0])
        highest = (138 - marks[-1]["top"]) / marks[-1]["value"]
        assert all((138 - each["top"]) == pytest.approx(highest * each["value"], abs=0.6) for each in marks)


def number(text: str) -> int | None:
    """What a cell says; nothing where it has a dash."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None


def figure(month: Any, key: str) -> int | None:
    """The number that a chart shows of a month."""
    if key == "size":
        return int(month["all"]["texts"])
    value: int | None = month["all" if key == "freshness" else "translations"][key]
    return value


@pytest.mark.parametrize("path", PAGES)
def test_tables_show_the_json(path: str, show: Callable[..., Page], folder: Path) -> None:
    """The rows of coverage, languages, ages, offices and findings have the numbers that the JSON has."""
    page = show(path, width=1100)
    told = json.loads((folder / "report.json").read_text())
    region = told["whole"] if path == "index.html" else told["regions"][0]

    def cells(kind: str, key: str) -> list[int | None]:
        texts = page.locator(f'tr[data-{kind}="{key}"] td').all_text_contents()
        return [number(each) for each in texts]

    for row in region["rows"]:
        texts = page.locator(f'tr[data-row="{row["key"]}"] td').all_inner_texts()
        for language, text in zip(region["languages"], texts, strict=True):
            cell = row["cells"][language["tag"]]
            shown = [int(each) for each in re.findall(r"\d+", text)]
            expected = [
                cell["coverage"],
                cell["texts"],
                cell["expected"],
                *([cell["outdated"]] if cell["outdated"] else []),
            ]
            assert shown == (expected if cell["expected"] else [])
    for each in region["languages"]:
        tally = each["tally"]
        names = ("texts", "words", "current", "machine", "outdated", "missing")
        assert cells("language", each["tag"])[:6] == [tally[name] for name in names]
        assert cells("ages", each["tag"]) == each["ages"]
    for each in region["findings"]:
        assert cells("finding", each["code"])[1:] == [each["count"], each["files"]]
    if region["slug"]:
        for duty in region["duties"]:
            counts = [len(duty[name]) for name in ("texts", "due", "overdue", "outdated", "broken")]
            assert cells("contact", duty["key"])[:5] == counts


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(path: str, scheme: str, show: Callable[..., Page]) -> None:
    """WCAG 2.2 AA and best practice, in both colour schemes, as far as a machine can tell."""
    problems = axe_problems(show(path, width=1280, scheme=scheme))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path", PAGES)
def test_it_fits_a_small_screen(path: str, show: Callable[..., Page]) -> None:
    """At 320 px only tables are wider than the screen, and they scroll by themselves; large and spread text fits too."""
    page = show(path, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    problems = [*fit_problems(page), *large_text_problems(page), *spacing_problems(page), *ask(page, "targets")]
    assert not problems, "\n".join(problems)


def test_it_needs_no_script_and_forbids_them(show: Callable[..., Page], folder: Path) -> None:
    """A strict policy, no script, no inline style, and everything reachable by keyboard: first the way to the content."""
    page = show("index.html", width=1100, javascript=True)
    policy = page.locator("meta[http-equiv]").get_attribute("content") or ""
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for file in folder.rglob("*.html"):
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|https?://", file.read_text()), file
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_links_lead_to_files_of_the_report(folder: Path) -> None:
    """Pages, style, mails and files for spreadsheets are where they are linked, and anchors are there."""
    for file in folder.rglob("*.html"):
        text = file.read_text()
        for target in re.findall(r'href="([^"]+)"', text):
            path, _, anchor = target.partition("#")
            if anchor:
                assert f'id="{anchor}"' in text, target
            elif not path.startswith("data:"):
                assert (file.parent / path).is_file(), f"{file}: {target}"


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_everything_can_be_read(path: str, show: Callable[..., Page], tmp_path: Path) -> None:
    """Chromium's PDF has the whole text of the page, no empty sheet, the first page on the first sheet, and the head of a
    table on each sheet that it goes on to."""
    page = show(path, width=1100)
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "report.pdf", "-"], capture_output=True, text=True, check=True
    )
    sheets = text.stdout.split("\f")[:-1]
    assert len(sheets) > 3
    for at, sheet in enumerate(sheets, 1):
        assert len(re.findall(r"\w+", sheet)) > 25, f"sheet {at} is almost empty"
    page.emulate_media(media="print")
    for words in page.locator("h1, #glance h2, #next h2, #next li, .number").all_inner_texts():
        assert squeezed(words) in squeezed(sheets[0]), words
    printed = squeezed(text.stdout)
    for words in page.locator("h1, main :is(h2, h3, th, td, figcaption, p, li)").filter(visible=True).all_inner_texts():
        for line in filter(None, map(squeezed, words.split("\n"))):
            assert line in printed, line
    rows = page.locator("main table").evaluate_all("tables => tables.map(each => [each.scrollWidth, each.clientWidth])")
    assert all(inner <= outer for inner, outer in rows)


def squeezed(text: str) -> str:
    """Letters and digits only: where a line is broken or a word parted does not matter."""
    return re.sub(r"[\W_]", "", text).lower()
