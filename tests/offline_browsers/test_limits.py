"""Browsers that have no room, keep nothing, or lack what others have: the guide reads as ever and saves where it can."""

import json
from collections.abc import Callable

import pytest

from tests.offline_browsers.answers import Answer, answer_file
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.chromium import Chromium
from tests.offline_browsers.engines import ENGINES, Engine
from tests.offline_browsers.reader import Reader, assert_readable, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import EDITED, Release, Sites
from tests.offline_browsers.workers import WITHOUT, serve_worker, worker_of

LINE = "document.querySelector('[data-enhance~=offline]').innerText"
PAGES = ("de/index.html", EDITED, "ar/index.html")


def assert_reads(reader: Reader, release: Release) -> None:
    """Pages open with their words and their style, whatever becomes of saving."""
    for path in PAGES:
        assert reader.open(path) in release.bytes_of(path).decode(), path
        assert reader.engine.evaluate("[...document.styleSheets].some((sheet) => sheet.cssRules.length)"), path


@pytest.mark.parametrize("shared_engine", ["chromium"], indirect=True)
def test_no_room(make_reader: Callable[[Release], Reader], engine: Chromium, sites: Sites, record: Record) -> None:
    """An update that does not fit: the release before stays, other pages are read online, the reader is told once."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    used = engine.evaluate("(await navigator.storage.estimate()).usage")
    quota = {"origin": reader.host.origin, "quotaSize": used + 3000}
    engine.command("Storage.overrideQuotaForOrigin", **quota)
    reader.host.folder = sites.redesigned.folder
    assert reader.sync()[-1]["problem"] == "full"
    assert_whole(reader.store(), sites.first)
    assert_readable(reader, sites.first)
    assert_reads(reader, sites.first if "text/ar" in reader.store().sets else sites.redesigned)
    reader.open(EDITED)
    told = json.loads(sites.first.bytes_of("de/sentences.json"))["old"]
    reader.until(f"{LINE}.includes({json.dumps(told)})")
    assert engine.evaluate(f"document.body.innerText.split({json.dumps(told)}).length") == 2, "once on a page"
    engine.command("Storage.overrideQuotaForOrigin", origin=reader.host.origin)
    reader.save()
    assert_whole(reader.store(), sites.redesigned)
    record("quota")


@pytest.mark.parametrize("shared_engine", ["chromium"], indirect=True)
def test_no_room_at_all(make_reader: Callable[[Release], Reader], engine: Chromium, sites: Sites) -> None:
    """Nothing can be saved: it is told, and everything is read online."""
    reader = make_reader(sites.first)
    engine.command("Storage.overrideQuotaForOrigin", origin=reader.host.origin, quotaSize=1000)
    reader.enter()
    reader.ask("want", sets=["text/de"])
    assert reader.sync()[-1]["problem"] == "full"
    assert not reader.store().sequence
    assert_reads(reader, sites.first)
    engine.command("Storage.overrideQuotaForOrigin", origin=reader.host.origin)
    reader.save()
    assert_whole(reader.store(), sites.first)


@pytest.mark.parametrize("name", list(ENGINES))
def test_private_window(
    name: str,
    launch: Callable[..., Engine],
    serve: Callable[[Release], Breakable],
    sites: Sites,
    record: Record,
) -> None:
    """Where nothing is kept the guide reads as ever; where the browser keeps things for a while they are right."""
    reader = Reader(launch(name, private=True), serve(sites.first), sites.first.scope)
    reader.open(PAGES[0])
    saves = reader.engine.evaluate("'serviceWorker' in navigator && await caches.keys().then(() => true, () => false)")
    if saves:  # Where a page is left that is just installing its worker, WebKitGTK never goes on with that.
        reader.until("(await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'")
    assert_reads(reader, sites.first)
    if saves:
        reader.enter()
        reader.save()
        reader.host.stop()
        assert_readable(reader, sites.first)
    record("private", "reads and saves" if saves else "reads", engine=name)


@pytest.mark.parametrize("lacking", list(WITHOUT))
def test_browser_that_lacks_something(
    make_reader: Callable[[Release], Reader], sites: Sites, lacking: str, record: Record
) -> None:
    """The worker does without: it saves, and updates, all the same."""
    reader = make_reader(sites.first)
    serve_worker(reader.host, sites.first, WITHOUT[lacking] + worker_of(sites.first))
    reader.enter()
    reader.save("text/de", "pictures")
    assert_whole(reader.store(), sites.first, "text/de", "pictures")
    packs = reader.host.asked("release/packs/")
    assert not packs if lacking == "no unpacking" else packs
    reader.host.folder = sites.patched.folder
    reader.save("text/de", "pictures")
    assert_whole(reader.store(), sites.patched, "text/de", "pictures")
    reader.host.stop()
    assert_readable(reader, sites.patched)
    record(lacking)


def test_browser_without_workers(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """Nothing can be saved, nothing is asked for in vain, and the guide is what it is without a worker."""
    reader = make_reader(sites.first)
    (early,) = (sites.first.folder / sites.first.region).rglob("early.js")
    path = f"/{early.relative_to(sites.first.folder).as_posix()}"
    shipped = answer_file(sites.first.folder, path, reader.host.habits)
    code = b"delete Navigator.prototype.serviceWorker;" + shipped.body
    reader.host.instead[path] = Answer(200, shipped.headers, code)
    assert_reads(reader, sites.first)
    assert not reader.engine.evaluate("'serviceWorker' in navigator")
    reader.until(f"{LINE}.length > 0")
    reader.open("de/offline/index.html")
    assert not reader.host.asked(r"release|sw\.js")
    record("no workers")
