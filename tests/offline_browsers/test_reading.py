"""After "saved" the host is gone: the guide is there all the same, whole, at every address that readers use."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests.offline_browsers.answers import Habits
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.engines import ENGINES, RESTARTING, Engine
from tests.offline_browsers.reader import Reader, assert_readable, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import EDITED, Release, Sites

SHOWN = """({
  title: document.title,
  styles: [...document.styleSheets].filter((sheet) => sheet.cssRules.length).length,
  blank: [...document.images].filter((image) => image.complete && !image.naturalWidth).map((image) => image.src),
})"""
"""What a reader sees of a page: its title, its look, pictures that did not come."""
PICTURED = "de/local/towns/index.html"
UNTIL_PICTURES = "[...document.images].every((image) => image.complete)"


def assert_shown(reader: Reader, release: Release, paths: list[str]) -> None:
    """The browser goes to each page and shows it, in its style."""
    for path in paths:
        reader.open(path)
        shown = reader.engine.evaluate(SHOWN)
        title = release.bytes_of(path).decode().partition("<title>")[2].partition("</title>")[0]
        assert (shown["title"], shown["blank"]) == (title.replace("&amp;", "&"), []), path
        assert shown["styles"], f"{path} has no style"


@pytest.mark.parametrize("name", list(ENGINES))
def test_reads_without_network(
    name: str,
    launch: Callable[..., Engine],
    serve: Callable[[Release], Breakable],
    sites: Sites,
    record: Record,
) -> None:
    """Every page of the language opens, pictures come along, and a browser that is started again still has all of it."""
    reader = Reader(launch(name), serve(sites.first), sites.first.scope)
    reader.enter()
    reader.save("text/de", "pictures")
    reader.host.stop()
    assert_whole(reader.store(), sites.first, "text/de", "pictures")
    assert_readable(reader, sites.first)
    pages = [path for path in sites.first.pages("de") if b"refresh" not in sites.first.bytes_of(path)[:600]]
    assert_shown(reader, sites.first, pages)
    reader.open(PICTURED)
    reader.engine.evaluate("document.querySelectorAll('img[loading]').forEach((image) => { image.loading = 'eager' })")
    reader.until(UNTIL_PICTURES)
    assert reader.engine.evaluate("document.querySelector('.text img').naturalWidth") > 100
    record("reading", engine=name)
    reader.engine.close()
    if name in RESTARTING:
        again = Reader(launch(name), reader.host, reader.scope)
        assert_shown(again, sites.first, [pages[-1], pages[0], PICTURED])
        assert_whole(again.store(), sites.first, "text/de", "pictures")
        assert_readable(again, sites.first)
        record("restart", engine=name)


def test_addresses(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """With and without slash and file name, with a query and a fragment; what there is not leads to the offline page."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    reader.host.stop()
    folder = EDITED.removesuffix("/index.html")
    title = reader.open(EDITED)
    assert title
    for address in (f"{folder}/", folder, f"{EDITED}?from=mail&x=%C3%A4", f"{folder}?from=mail", f"{folder}/#contents"):
        assert reader.open(address) == title, address
        assert folder in reader.engine.evaluate("location.pathname")
        assert reader.engine.evaluate("location.search.includes('from=mail')") == ("from=mail" in address), address
    for address, language in {
        "de/nowhere": "de",
        "ar/nowhere/x/": "ar",
        "xx/nowhere": "de",
        "nowhere.html?a=b": "de",
    }.items():
        reader.open(address)
        assert place(reader) == f"{reader.scope}{language}/offline/"
        assert reader.engine.evaluate("document.documentElement.lang") == language
        assert quote(address, safe="") in reader.engine.evaluate("location.search"), address
    reader.engine.visit(reader.host.url(reader.scope))
    reader.until("Boolean(document.querySelector('a[hreflang=ar]'))")  # here, or in the language that it leads to
    record("addresses")


def test_language_switch(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """Among saved languages it is a link like any other; a missing language is told, wished for, and comes."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save("text/de", "text/en")
    reader.host.stop()
    reader.open(EDITED)
    switch(reader, "en")
    reader.until("document.documentElement.lang === 'en'")
    assert place(reader) == f"{reader.scope}{EDITED.replace('de/', 'en/', 1)}".removesuffix("index.html")
    switch(reader, "ar")
    reader.until("document.documentElement.lang === 'ar' && document.readyState === 'complete'")
    assert place(reader) == f"{reader.scope}ar/offline/"
    wait_for_wish(reader, "text/ar")
    reader.host.start()
    reader.save("text/de", "text/en", "text/ar")
    reader.host.stop()
    assert_readable(reader, sites.first, "ar")
    record("switch")


def place(reader: Reader) -> str:
    """Where the reader is; a page's own script may have tidied the address by now, or not."""
    return str(reader.engine.evaluate("location.pathname")).removesuffix("index.html")


def switch(reader: Reader, language: str) -> None:
    """Follows the page's link to a language, as a finger would, once the page's scripts are there."""
    reader.until("document.readyState === 'complete' && !document.querySelector('.settings[hidden]')")
    reader.engine.evaluate(f"(document.querySelector('.banner a[hreflang={language}]').click(), true)")


def wait_for_wish(reader: Reader, wished: str) -> None:
    """Waits until the worker knows of a wish."""
    reader.until(
        f"""(await (await caches.open("integreat|{quote(reader.scope, safe="")}"))
        .match(new URL("{reader.scope}.store/state", location)).then((found) => found.json()))
        .wanted.includes("{wished}")"""
    )


@pytest.mark.parametrize(
    "habits",
    [Habits(folders="pretty"), Habits(folders="none"), Habits(decoded=True)],
    ids=["pretty", "no folders", "unpacked packs"],
)
def test_hosts_differ(make_reader: Callable[[Release], Reader], sites: Sites, habits: Habits, record: Record) -> None:
    """A host's habits with folders and packs cost at most a few bytes: what is saved is the same, so are updates."""
    reader = make_reader(sites.first)
    reader.host.habits = habits
    reader.enter()
    reader.save("text/de", "pictures")
    assert_whole(reader.store(), sites.first, "text/de", "pictures")
    for release in (sites.unpatched, sites.redesigned):
        reader.host.folder = release.folder
        reader.save("text/de", "pictures")
        assert_whole(reader.store(), release, "text/de", "pictures")
    reader.host.stop()
    assert_readable(reader, sites.redesigned)
    record("hosts")
