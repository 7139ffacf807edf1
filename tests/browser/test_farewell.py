"""The worker that removes itself, as operators find it in the documents and as `serve` answers with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import Server
from tests.browser.test_reload import GOOD, JOBS, PATIENCE, Serving
from tests.browser.visiting import NO_ICON, Visitor
from tests.conftest import REPOSITORY, SMALL_SITE, write_files
from tests.serving.test_worker import documented

STUBBORN = b"""
const name = `integreat|${encodeURIComponent(new URL(registration.scope).pathname)}`;
addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(name).then((store) => store.add("index.html")));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(caches.open(name).then((store) => store.match("index.html")));
});
"""
"""A worker that has saved a page once and shows it for ever."""
PAGE = "<!doctype html><meta charset=utf-8><title>x</title><h1>{}</h1><script src=page.js></script>"
REGISTERS = "navigator.serviceWorker.register('sw.js');"
NAMES = "async () => (await caches.keys()).sort()"
REGISTRATIONS = (
    "async () => (await navigator.serviceWorker.getRegistrations()).map(({scope}) => new URL(scope).pathname).sort()"
)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Server]:
    """Two regions of one host, each with a worker that shows the page it saved first."""
    server = Server()
    for region in ("town", "village"):
        write_files(tmp_path, {f"{region}/index.html": PAGE.format("old"), f"{region}/page.js": REGISTERS})
        server.instead[f"/{region}/sw.js"] = STUBBORN
    server.mount("/", tmp_path)
    yield server
    server.close()


def comes_true(page: Page, condition: str) -> None:
    """Waits until an expression with `await` in it is true; Playwright's own waiting takes a promise for that."""
    loop = "for (let n = 0; n < 1200; n += 1) { if (%s) return true; await new Promise((go) => setTimeout(go, 50)); }"
    assert page.evaluate(f"async () => {{ {loop % condition} }}"), condition


def saved(visitor: Visitor, host: Server, folder: Path) -> Page:
    """A browser that has both regions saved, and something of another program beside them; both pages have changed since."""
    visitor.origin = host.origin
    page = visitor.start(service_workers="allow", allowed=NO_ICON).context.new_page()
    for region in ("village", "town"):
        page.goto(host.url(f"{region}/index.html"))
        page.wait_for_function("() => navigator.serviceWorker.controller")
    page.evaluate("async () => { await caches.open('foreign') }")
    write_files(folder, {f"{region}/index.html": PAGE.format("new") for region in ("town", "village")})
    page.reload()
    expect(page.locator("h1")).to_have_text("old")
    return page


def test_one_visit_is_enough(visitor: Visitor, host: Server, tmp_path: Path) -> None:
    """The first visit shows the new page without anybody reloading, and leaves neither worker nor store; what belongs to the
    neighbour and to others stays and works."""
    page = saved(visitor, host, tmp_path)
    host.instead["/town/sw.js"] = documented().encode()
    page.goto(host.url("town/index.html"))
    expect(page.locator("h1")).to_have_text("new")
    comes_true(page, f"(await ({REGISTRATIONS})()).join() === '/village/'")
    assert page.evaluate(NAMES) == ["foreign", "integreat|%2Fvillage%2F"]
    page.goto(host.url("village/index.html"))
    expect(page.locator("h1")).to_have_text("old")


def test_pages_that_go_on_asking_for_it_stay_in_peace(visitor: Visitor, host: Server, tmp_path: Path) -> None:
    """The pages still register a worker at every visit: none of them is loaded twice for that, and none is ever held back."""
    page = saved(visitor, host, tmp_path)
    host.instead["/town/sw.js"] = documented().encode()
    page.goto(host.url("town/index.html"))
    expect(page.locator("h1")).to_have_text("new")
    for number in range(3):
        write_files(tmp_path, {"town/index.html": PAGE.format(f"new {number}")})
        comes_true(page, f"(await ({REGISTRATIONS})()).join() === '/village/'")
        host.log.clear()
        page.goto(host.url("town/index.html"))
        comes_true(page, f"(await ({REGISTRATIONS})()).join() === '/village/'")
        expect(page.locator("h1")).to_have_text(f"new {number}")
        assert [each.path for each in host.log].count("/town/index.html") == 1


HELD = "await (await caches.open('integreat|%2Ftown%2F')).match('/town/.store/current')"


@contextmanager
def served(folder: Path, *options: str, port: str = "0") -> Iterator[Serving]:
    """`serve` on the content folder in `folder`, ended afterwards."""
    command = [sys.executable, "-u", "-m", "integreat_ssg", "serve", "--content", str(folder / "content")]
    process = subprocess.Popen(
        [*command, "--output", str(folder / "out"), "--no-cache", "--port", port, *options],
        cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield Serving(process, folder / "content")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def test_an_editor_who_saved_the_site_sees_the_new_text(browser: Browser, tmp_path: Path) -> None:
    """Somebody tries with `--offline` how the site is saved; some day later plain `serve` at the same address shows what
    stands in the files, at the second look at the latest, though the browser still holds the old pages.

    At the first look Chromium may keep the old worker for as long as it has something to do."""
    write_files(tmp_path / "content", SMALL_SITE)
    with served(tmp_path, "--offline") as serving:
        address = serving.listen()
        visitor = Visitor(browser, address.rstrip("/"))
        page = visitor.start(
            service_workers="allow", allowed=(*NO_ICON, "ERR_CONNECTION", "Failed to fetch")
        ).context.new_page()
        page.goto(f"{address}town/de/work/jobs/index.html")
        comes_true(page, HELD)
    page.goto(f"{address}town/de/work/jobs/index.html")
    expect(page.locator(".text")).to_contain_text("Text.")  # from the store: nobody serves it
    write_files(tmp_path / "content", {JOBS: GOOD})
    with served(tmp_path, port=address.rstrip("/").rpartition(":")[2]) as serving:
        assert serving.listen() == address
        page.goto(f"{address}town/de/work/jobs/index.html")
        with suppress(AssertionError):
            expect(page.locator(".text")).to_contain_text("Ein neuer Satz.")
        page.goto("about:blank")
        page.goto(f"{address}town/de/work/jobs/index.html")
        expect(page.locator(".text")).to_contain_text("Ein neuer Satz.", timeout=PATIENCE)
        serving.save(JOBS, GOOD.replace("neuer", "noch neuerer"))
        expect(page.locator(".text")).to_contain_text("Ein noch neuerer Satz.", timeout=PATIENCE)
        comes_true(page, f"!(await ({NAMES})()).length")
        comes_true(page, f"!(await ({REGISTRATIONS})()).length")
        problems = visitor.close()
        assert not problems, "\n".join(problems)
