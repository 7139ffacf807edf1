"""The gate is honest: a good page raises no alarm, and each seeded defect raises one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import ask
from tests.browser.checks.addresses import address_problems
from tests.browser.checks.axe import axe_problems
from tests.browser.checks.documents import parse_document, read_document
from tests.browser.checks.html import html_problems
from tests.browser.checks.keyboard import order_problems, spread, walk
from tests.browser.checks.layout import fit_problems, large_text_problems, side_problems, spacing_problems
from tests.browser.checks.looks import icon_problems, light_problems, motion_problems
from tests.browser.checks.messages import message_problems
from tests.browser.checks.printing import print_problems
from tests.browser.checks.weight import weight_problems
from tests.browser.conftest import Sites
from tests.browser.defects import DEFECTS, Defect
from tests.browser.server import Server
from tests.browser.visiting import Gallery


def keyboard_problems(page: Page) -> list[str]:
    """A walk, and another one with a look at each stop."""
    spread(page)
    stops, problems = walk(page)
    return problems + order_problems(stops) + walk(page, look=True)[1]


def icons_on_the_whole_page(page: Page) -> list[str]:
    """Icons, with the window as high as the page."""
    spread(page)
    return icon_problems(page)


def light_on_the_whole_page(page: Page) -> list[str]:
    """Light leftovers, with the window as high as the page."""
    spread(page)
    return light_problems(page)


ON_THE_PAGE: dict[str, tuple[int, str, Callable[[Page], list[str]]]] = {
    "axe": (320, "light", axe_problems),
    "structure": (320, "light", lambda page: ask(page, "structure")),
    "languages": (320, "light", lambda page: ask(page, "languages")),
    "boxes": (320, "light", fit_problems),
    "targets": (320, "light", lambda page: ask(page, "targets")),
    "typography": (320, "light", lambda page: ask(page, "typography")),
    "long lines": (1280, "light", lambda page: ask(page, "typography")),
    "mirror": (320, "light", lambda page: ask(page, "mirror")),
    "large": (320, "light", large_text_problems),
    "spacing": (320, "light", spacing_problems),
    "colours": (320, "light", lambda page: ask(page, "colours", 4.5)),
    "dark": (320, "dark", light_on_the_whole_page),
    "icons": (320, "light", icons_on_the_whole_page),
    "motion": (320, "light", motion_problems),
    "keyboard": (320, "light", keyboard_problems),
    "print": (320, "light", print_problems),
    "visit": (320, "light", lambda page: []),
}
"""Check to the window in which it looks, and what it does there. "visit" only listens to what the page complains about."""
ON_THE_FILE = ("messages", "addresses", "weight", "html", "sides")
IN_THE_BROWSER = [defect for defect in DEFECTS if defect.check in ON_THE_PAGE]
WITHOUT_BROWSER = [defect for defect in DEFECTS if defect.check in ON_THE_FILE and defect.check != "html"]
INVALID = [defect for defect in DEFECTS if defect.check == "html"]


@pytest.fixture(scope="module")
def bench(browser: Browser, server: Server) -> Iterator[Gallery]:
    """Windows of the gate's own."""
    gallery = Gallery(browser, server.origin)
    yield gallery
    gallery.close()


@pytest.fixture
def harm(server: Server) -> Iterator[Callable[[Defect], None]]:
    """Makes the server answer with a defect for the length of a test."""

    def apply(defect: Defect) -> None:
        path = f"/{defect.page}"
        page = good(server, path)
        page = defect.html(page) if defect.html else page
        for name, addition in (("style.css", defect.css), ("scripts/main.js", defect.script)):
            if addition:
                asset = next(url for url in server_paths(path, page) if url.endswith(name))
                server.instead[asset] = f"{good(server, asset)}\n{addition}\n".encode()
                page = page.replace(f'{name}"', f'{name}?{defect.name.replace(" ", "-")}"')
        server.instead[path] = page.encode()

    yield apply
    server.instead.clear()


def good(server: Server, path: str) -> str:
    """A file as it was built."""
    _, file = server.find(path)
    assert isinstance(file, Path), path
    return file.read_text("utf-8")


def server_paths(path: str, page: str) -> list[str]:
    """The paths at the server of all that a page refers to."""
    return [urljoin(path, reference.url) for reference in parse_document(page).references]


def look(bench: Gallery, server: Server, check: str, page: str) -> list[str]:
    """What a check finds on a page, together with what the page complains about."""
    width, scheme, problems = ON_THE_PAGE[check]
    bench.problems()
    shown = bench.look(server.url(page), width, scheme)
    found = problems(shown)
    shown.evaluate("() => new Promise((done) => setTimeout(done, 50))")
    return found + bench.problems()


GOOD = sorted({(defect.check, defect.page) for defect in IN_THE_BROWSER})


@pytest.mark.parametrize(("check", "page"), GOOD)
def test_no_alarm_on_a_good_page(check: str, page: str, bench: Gallery, server: Server) -> None:
    """Unharmed, each page passes each check that it is harmed for."""
    assert look(bench, server, check, page) == []


@pytest.mark.parametrize("defect", IN_THE_BROWSER, ids=lambda defect: defect.name.replace(" ", "-"))
def test_defect_is_seen(defect: Defect, harm: Callable[[Defect], None], bench: Gallery, server: Server) -> None:
    """The harm is seen by the very check that is there for it."""
    harm(defect)
    found = look(bench, server, defect.check, defect.page)
    complaints = [each for each in found if defect.check == "visit" or not each.startswith("console:")]
    assert complaints, f"nobody noticed: {defect.name}"


@pytest.mark.parametrize("defect", WITHOUT_BROWSER, ids=lambda defect: defect.name.replace(" ", "-"))
def test_defect_in_a_file_is_seen(defect: Defect, sites: Sites, tmp_path: Path) -> None:
    """The same for checks that read files; the file is good before it is harmed."""
    folder = Path(shutil.copytree(sites.everything, tmp_path / "site"))
    file = folder / defect.page.removeprefix("all/")
    assert file_problems(defect, folder, file) == []
    if defect.html:
        file.write_text(defect.html(file.read_text("utf-8")), "utf-8")
    read_document.cache_clear()
    assert file_problems(defect, folder, file), f"nobody noticed: {defect.name}"


def file_problems(defect: Defect, folder: Path, file: Path) -> list[str]:
    """What a check finds in a file; for "sides", in the harm itself, as often as it has been done."""
    if defect.check == "messages":
        return message_problems(read_document(file))
    if defect.check == "addresses":
        return address_problems(folder, only=file)
    if defect.check == "weight":
        return weight_problems(folder, file)
    read = read_document.cache_info().currsize
    return side_problems(defect.css) if read == 0 else []


def test_invalid_files_are_seen(sites: Sites, tmp_path: Path) -> None:
    """The checker of HTML sees each harm, in one run, and none in the good page."""
    files = {}
    for number, defect in enumerate(INVALID):
        assert defect.html
        files[tmp_path / f"{number}.html"] = defect
        source = (sites.everything / defect.page.removeprefix("all/")).read_text("utf-8")
        (tmp_path / f"{number}.html").write_text(defect.html(source), "utf-8")
        (tmp_path / "good.html").write_text(source, "utf-8")
    problems = html_problems([*files, tmp_path / "good.html"])
    assert not [each for each in problems if "good.html" in each]
    for file, defect in files.items():
        assert [each for each in problems if file.name in each], f"nobody noticed: {defect.name}"


def test_there_are_enough() -> None:
    """At least forty harms, of every kind of check."""
    assert len({defect.name for defect in DEFECTS}) == len(DEFECTS) >= 40
    assert {defect.check for defect in DEFECTS} == {*ON_THE_PAGE, *ON_THE_FILE}
