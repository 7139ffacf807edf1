"""What the browser tests share: the two sites built by the real command, a server, a browser, and pages that must not fail."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.checks import ask
from tests.browser.checks.axe import AXE
from tests.browser.checks.html import VNU
from tests.browser.pages import EVERYTHING
from tests.browser.server import Server
from tests.browser.town import ADDRESS, TOWN
from tests.browser.visiting import ARGUMENTS, CHROMIUM, SHELL, Gallery, Visitor, settle
from tests.commands import run_command
from tests.conftest import REPOSITORY, write_files
from tests.sharing import found_once, made_once

SUBFOLDER = "/sub/folder/"
SURVEY = ("structure", "languages", "boxes", "targets", "typography")
"""Checks that only look, so that one visit serves them all."""


@dataclass(frozen=True)
class Sites:
    """The folders of the built sites: the sample content, and the site with everything in it."""

    sample: Path
    everything: Path


@cache
def converted() -> TemporaryDirectory[str]:
    """The cache of the builds, most of which have texts in common; it ends with the process."""
    return TemporaryDirectory()


def build_with_command(content: Path, output: Path, *options: str) -> Path:
    """`output`, after `integreat-ssg build` in a process of its own."""
    folders = ["--content", str(content), "--output", str(output), "--cache", converted().name]
    result = run_command(REPOSITORY, "build", *folders, *options)
    assert result.returncode == 0, f"{content} does not build:\n{result.stdout}{result.stderr}"
    return output


def copy_everything(folder: Path) -> Path:
    """The everything-site's content outside of any git repository, so that no commit changes what it shows."""
    return Path(shutil.copytree(EVERYTHING, folder))


@pytest.fixture(scope="session", autouse=True)
def tools() -> None:
    """Everything that these tests look with is there; without it they would tell nothing, so that is an error."""
    missing = [str(each) for each in (CHROMIUM, AXE, VNU) if not Path(each).is_file()]
    missing += [] if shutil.which("java") else ["java"]
    if missing:
        raise FileNotFoundError(f"The browser tests need {', '.join(missing)}. `make browser` installs it.")


@pytest.fixture(scope="session")
def sites(shared: Path) -> Sites:
    """Both sites, built once in a run."""
    everything = made_once(shared / "everything-content", copy_everything)
    return Sites(
        sample=made_once(shared / "sample", partial(build_with_command, REPOSITORY / "content")),
        everything=made_once(shared / "everything", partial(build_with_command, everything)),
    )


@pytest.fixture(scope="session")
def server(sites: Sites) -> Iterator[Server]:
    """The sample at a domain's root and once more in a sub-folder; the everything-site at `/all/`."""
    server = Server()
    server.mount("/", sites.sample)
    server.mount(SUBFOLDER, sites.sample)
    server.mount("/all/", sites.everything)
    yield server
    server.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as Debian packages it, without what is only there to be seen and pressed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, server: Server) -> Iterator[Visitor]:
    """Opens pages; the test fails where one of them complains, breaks its policy, misses a file or asks elsewhere."""
    visitor = Visitor(browser, server.origin)
    yield visitor
    problems = visitor.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def open_page(visitor: Visitor, server: Server) -> Callable[..., Page]:
    """`open_page(path, width=…, scheme=…, javascript=…)` opens a page of the server's in a fresh context."""
    return lambda path, **options: visitor.open(server.url(path), **options)


@pytest.fixture(scope="session")
def gallery(browser: Browser, server: Server) -> Iterator[Gallery]:
    """Windows that stay open for all tests that only look."""
    gallery = Gallery(browser, server.origin)
    yield gallery
    gallery.close()


@pytest.fixture
def look(gallery: Gallery, server: Server) -> Iterator[Callable[..., Page]]:
    """`look(path, width, scheme)` shows a page of the server's; it must not complain either."""
    yield lambda path, width=320, scheme="light": gallery.look(server.url(path), width, scheme)
    problems = gallery.problems()
    assert not problems, "\n".join(problems)


Survey = Callable[[str, int, str], list[str]]


@pytest.fixture(scope="session")
def surveyed(shared: Path) -> Path:
    """The folder of what the checks in `SURVEY` have found, for each page and width that has been looked at."""
    return shared / "surveyed"


@pytest.fixture
def survey(look: Callable[..., Page], surveyed: Path) -> Survey:
    """`survey(path, width, check)` are a check's problems; a page is loaded once in a run for all of them."""

    def found(path: str, width: int, check: str) -> list[str]:
        def visit() -> dict[str, list[str]]:
            page = look(path, width)
            return {name: ask(page, name) for name in SURVEY}

        problems: list[str] = found_once(surveyed / f"{quote(path, safe='')} {width}.json", visit)[check]
        return problems

    return found


def build_town(site: Path) -> None:
    """The small guide."""
    build_with_command(write_files(site.with_name("town-content"), TOWN), site, "--base-url", ADDRESS)


@pytest.fixture(scope="module")
def town(shared: Path) -> Iterator[Server]:
    """A host with the small guide, which is built once in a run."""
    host = Server()
    host.mount("/", made_once(shared / "town", build_town))
    yield host
    host.close()


@pytest.fixture
def reader(browser: Browser, town: Server) -> Iterator[Callable[..., Page]]:
    """`reader(path, script, …)` opens a page in a fresh browser, in which the script runs before any other."""
    visitor = Visitor(browser, town.origin)

    def open_page(path: str, script: str = "", **options: object) -> Page:
        opened = visitor.start(**options).context.new_page()  # type: ignore[arg-type]
        opened.add_init_script(script)
        opened.goto(town.url(path))
        settle(opened)
        return opened

    yield open_page
    problems = visitor.close()
    assert not problems, "\n".join(problems)
