"""`integreat-ssg serve`: what an editor saves is seen in the open tab, mistakes too, and nothing has to be reloaded by hand."""

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visiting import NO_ICON, Visitor
from tests.conftest import REPOSITORY, SMALL_SITE, write_files

PATIENCE = 15_000
"""Milliseconds for a save to be seen, on a machine that is busy with other things."""
MISTAKE_SHOWN = (r"status of 500", r"^status 500", r"ERR_CONNECTION", r"Failed to fetch", *NO_ICON)
"""A page of findings is answered with 500, so that no tool takes it for the site."""


@dataclass
class Serving:
    """A running `serve` with its content folder and everything that it has said."""

    process: subprocess.Popen[str]
    content: Path
    said: list[str] = field(default_factory=list)

    def listen(self) -> str:
        """The address that it announces; reads on in the background."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            if match := re.search(r"http://[\d.]+:\d+/", line):
                threading.Thread(target=self._read, daemon=True).start()
                return match[0]
        raise AssertionError(f"serve has ended: {''.join(self.said)}")

    def _read(self) -> None:
        assert self.process.stdout
        self.said.extend(self.process.stdout)

    def save(self, path: str, text: str) -> None:
        """Saves a file as editors do: whole, by renaming."""
        file = self.content / path
        new = file.with_name(f".{file.name}.swp")
        new.write_text(text, "utf-8")
        new.replace(file)


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    """`serve` on a copy of a small site."""
    content = write_files(tmp_path / "content", SMALL_SITE)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "integreat_ssg", "serve", "--content", str(content), "--output", str(tmp_path / "out"),
         "--port", "0", "--no-cache", "--language", "de"],
        cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    yield Serving(process, content)
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


@pytest.fixture
def tab(serving: Serving, browser: Browser) -> Iterator[Page]:
    """An editor's tab at the page on jobs."""
    address = serving.listen()
    visitor = Visitor(browser, address.rstrip("/"))
    page = visitor.open(f"{address}town/de/work/jobs/index.html", allowed=MISTAKE_SHOWN)
    expect(page.locator("h1")).to_have_text("Stellen")
    yield page
    problems = visitor.close()
    assert not problems, "\n".join(problems)


JOBS = "town/de/work/jobs.md"
GOOD = "---\ntitle: Stellen\n---\n## Suchen\n\nEin neuer Satz.\n"
BROKEN = "---\ntitle: Stellen\n---\n## Suchen\n\n[Verweis](nirgends.md)\n"


def test_an_edit_is_seen(serving: Serving, tab: Page) -> None:
    """A saved sentence stands in the open tab by itself, and so does the next one."""
    serving.save(JOBS, GOOD)
    expect(tab.locator(".text")).to_contain_text("Ein neuer Satz.", timeout=PATIENCE)
    serving.save(JOBS, GOOD.replace("neuer", "noch neuerer"))
    expect(tab.locator(".text")).to_contain_text("Ein noch neuerer Satz.", timeout=PATIENCE)


def test_an_edit_elsewhere_is_seen(serving: Serving, tab: Page) -> None:
    """A changed colour and a new neighbour are seen on the open page too."""
    serving.save("town/region.yaml", SMALL_SITE["town/region.yaml"] + 'colours: {brand: "#7a1022"}\n')  # type: ignore[operator]
    tab.wait_for_function(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim() === '#7a1022'",
        timeout=PATIENCE,
    )
    serving.save("town/de/work/z-new.md", "---\ntitle: Ganz neu\n---\nText.\n")
    expect(tab.locator(".neighbours")).to_contain_text("Ganz neu", timeout=PATIENCE)


def test_a_mistake_is_told_and_mended(serving: Serving, tab: Page) -> None:
    """A mistake replaces the page by what is wrong, with file and line and a way to the last good one; mending brings it back."""
    serving.save(JOBS, BROKEN)
    findings = tab.locator(".error")
    expect(findings.first).to_contain_text(f"{JOBS}:6", timeout=PATIENCE)
    expect(tab.locator("html")).to_have_attribute("lang", "de")
    with tab.context.expect_page() if tab.locator("a[target]").count() else tab.expect_navigation():
        tab.locator("a[href*='last-good']").click()
    expect(tab.locator(".text")).to_contain_text("Text.")
    tab.go_back()
    expect(findings.first).to_contain_text(JOBS, timeout=PATIENCE)
    serving.save(JOBS, GOOD)
    expect(tab.locator(".text")).to_contain_text("Ein neuer Satz.", timeout=PATIENCE)


def test_nothing_of_it_is_built(serving: Serving, tab: Page) -> None:
    """The script that reloads is added while answering; the files on disk know nothing of it."""
    assert tab.locator("script[src*='reload.js']").count() == 1
    built = (serving.content.parent / "out" / "town" / "de" / "work" / "jobs" / "index.html").read_text("utf-8")
    assert "reload.js" not in built
