"""The worker that removes itself, as operators find it in the documents and as `serve` answers with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.visiting import NO_ICON, Visitor
from tests.conftest import write_files
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


def saved(visitor: Visitor, host: Server, folder: Path) -> Page:
    """A browser that has both regions saved, and something of another program beside them; both pages have changed since."""
    visitor.origin = host.origin
    page = visitor.start(allowed=NO_ICON).context.new_page()
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
    page.wait_for_function(f"async () => (await ({REGISTRATIONS})()).join() === '/village/'")
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
        page.wait_for_function(f"async () => (await ({REGISTRATIONS})()).join() === '/village/'")
        host.log.clear()
        page.goto(host.url("town/index.html"))
        page.wait_for_function(f"async () => (await ({REGISTRATIONS})()).join() === '/village/'")
        expect(page.locator("h1")).to_have_text(f"new {number}")
        assert [each.path for each in host.log].count("/town/index.html") == 1
