"""Somebody who does not use git changes content with the desk: in the real browser, on a folder of files."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.checks.axe import axe_problems
from tests.browser.desk import Desk, files_below
from tests.browser.server import Server
from tests.browser.visiting import ARGUMENTS, CHROMIUM
from tests.conftest import REPOSITORY

COMMAND = [sys.executable, "-m", "integreat_ssg"]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def whole_browser(browser: Browser) -> Iterator[Browser]:
    """All of Chromium: the headless shell has no folders to write to."""
    whole = browser.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, "--headless=new"])
    yield whole
    whole.close()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small town's content in a repository of its own."""
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    return Path(shutil.copytree(REPOSITORY / "tests/sites/desk/before", tmp_path / "content"))


@pytest.fixture
def served(content: Path) -> Iterator[str]:
    """The address at which the real command serves the desk."""
    command = [
        *COMMAND,
        "desk",
        "--serve",
        "--port",
        "0",
        "--output",
        "desk",
    ]
    with subprocess.Popen(command, cwd=content.parent, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
        assert process.stdout
        yield next(found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line)))
        process.terminate()
        assert process.wait(20) == 143


def changes(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """File to its lines that are gone (-) and new (+), for every file that is not as it was."""
    found = {}
    for path in sorted({*before, *after}):
        if before.get(path) != after.get(path):
            lines = (each.get(path, b"").decode().splitlines() for each in (before, after))
            found[path] = [
                line for line in unified_diff(*lines, n=0, lineterm="") if line[:3] not in ("---", "+++", "@@ ")
            ]
    return found


def check(content: Path) -> str:
    """What `check` finds, without the lines it stands in; no errors."""
    command = [*COMMAND, "check", "--content", str(content), "--date", "2026-11-20"]
    done = subprocess.run(command, cwd=content.parent, env=ENVIRONMENT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_editor_changes_content(whole_browser: Browser, served: str, content: Path) -> None:
    """A page gets another title, a place and a contact another name, a news item and a page in a new folder are begun: these
    lines change on disk and no other, in no other language either; `check` finds what it found before; nobody else was asked
    for anything."""
    before, found = files_below(content), check(content)
    desk = Desk(whole_browser, served)
    desk.open(before)
    desk.page.get_by_text("Town: Kontakte").first.wait_for()

    desk.show("town-pages/entries/work/jobs")
    assert desk.fill("Titel", "Arbeit: Stellen finden") == "Stellen finden"
    desk.save()
    desk.show("town-places/entries/hall")
    desk.fill("Deutsch", "Neues Rathaus")
    desk.save()
    desk.show("town-contacts/entries/office")
    desk.fill("Englisch", "Town office")
    desk.save()
    desk.show("town-news/new")
    desk.fill("Titel", "Bürgerfest für alle")
    desk.fill("Zusammenfassung", "Am Samstag im Kurpark.")
    desk.save()
    desk.show("town-pages/new")
    desk.fill("Titel", "Gesundheit")
    desk.new_folder("health")
    desk.fill("Slug", "doctors")
    desk.save()

    after = desk.files()
    changed = changes(before, after)
    (news,) = (path for path in changed if "/news/" in path)
    assert re.fullmatch(r"content/town/de/news/\d{4}-\d\d-\d\d-buergerfest-fuer-alle\.md", news)
    assert changed == {
        "content/town/de/work/jobs.md": ["-title: Stellen finden", '+title: "Arbeit: Stellen finden"'],
        "content/town/places/hall.yaml": [
            "-name: {de: Rathaus, en: Town hall}",
            "+name: {de: Neues Rathaus, en: Town hall}",
        ],
        "content/town/contacts/office.yaml": ["-name: {de: Amt, en: Office}", "+name: {de: Amt, en: Town office}"],
        "content/town/de/health/doctors.md": ["+---", "+title: Gesundheit", "+---"],
        news: ["+---", "+title: Bürgerfest für alle", "+summary: Am Samstag im Kurpark.", "+---"],
    }
    for path, data in after.items():
        if path in before:
            (content.parent / path).write_bytes(data)
    assert check(content) == found

    assert [url for url in desk.asked if not url.startswith((served, "blob:", "data:"))] == []
    assert desk.problems == []
    desk.context.close()


def test_its_page_stands_anywhere_and_asks_nobody(whole_browser: Browser, content: Path, tmp_path: Path) -> None:
    """In a folder of any host, with a forge in site.yaml: until somebody signs in, not even the forge is asked. The page itself
    is sound; what is in it is the editor's."""
    with (content / "site.yaml").open("a") as file:
        file.write(
            "desk: {repository: town/guide, forge: gitlab, forge_url: 'https://git.town.example', app_id: abc}\n"
        )
    subprocess.run(
        [*COMMAND, "desk", "--output", "made"], cwd=tmp_path, check=True, capture_output=True, env=ENVIRONMENT
    )
    server = Server()
    server.mount("/sub/desk/", tmp_path / "made")
    desk = Desk(whole_browser, server.url("/sub/desk/"))
    desk.page.goto(desk.address)
    desk.page.get_by_role("button", name="GitLab").wait_for()
    assert desk.page.evaluate("document.documentElement.lang") == "de"
    assert desk.page.title() == "Redaktion"
    assert [url for url in desk.asked if not url.startswith((desk.address, "blob:", "data:"))] == []
    assert desk.problems == []
    print("\n".join(axe_problems(desk.page)))  # of the editor itself, to be told to its authors
    desk.context.close()
    server.close()
