"""A worker's life: it is replaced, killed, stopped, switched off; what it has stored outlives it or goes with it."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.chromium import Chromium
from tests.offline_browsers.engines import RESTARTING, Engine, run
from tests.offline_browsers.reader import Reader, assert_readable, assert_whole, wait_until
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import EDITED, Release, Sites
from tests.offline_browsers.wire import RefusedError
from tests.offline_browsers.workers import FAREWELL, older_workers, serve_worker

REGISTERED = "(await navigator.serviceWorker.getRegistrations()).map((each) => new URL(each.scope).pathname)"
REGISTRATION = "navigator.serviceWorker.ready"
IN_CHARGE = f"""(await {REGISTRATION}.then(({{ installing, waiting, active }}) =>
  !installing && !waiting && active.state === "activated" && active === navigator.serviceWorker.controller))"""
HELD = """(await caches.open("integreat|" + encodeURIComponent(%r)).then((cache) => (globalThis.held = cache, true)))"""
"""An automated WebKitGTK keeps stores in memory, as long as a page or a worker holds them; the old worker is going."""
SLOW = (0.05, 60_000)


@pytest.mark.parametrize("age", ["changed", "naive"])
def test_older_workers(make_reader: Callable[[Release], Reader], sites: Sites, age: str, record: Record) -> None:
    """At most three visits after the host has a newer worker and newer texts, a phone has both."""
    reader = make_reader(sites.first)
    serve_worker(reader.host, sites.first, older_workers(sites.first)[age])
    reader.enter()
    if age != "naive":
        reader.save()
        assert_whole(reader.store(), sites.first)
    reader.host.folder = sites.patched.folder
    del reader.host.instead[f"{sites.first.scope}sw.js"]
    for _ in range(3):
        leave(reader.engine)
        reader.open(EDITED)
        reader.engine.evaluate(HELD % reader.scope)
        reader.engine.evaluate(f"{REGISTRATION}.then((registration) => registration.update()).then(() => 1)")
        if has_taken_over(reader):
            break
    else:
        pytest.fail("The newer worker never took charge.")
    reader.save()
    assert_whole(reader.store(), sites.patched)
    reader.host.stop()
    reader.open(EDITED)
    assert reader.engine.evaluate("document.body.innerText.includes('neue Zeiten')")
    assert_readable(reader, sites.patched)
    record("upgrade")


def has_taken_over(reader: Reader) -> bool:
    """Whether the newer worker is in charge of this page and answers. It has to wait until the older one rests: nothing asks
    before. A page that was on its way just then stays with the older one, as long as it is open."""
    with suppress(TimeoutError):
        reader.until(IN_CHARGE, 15)
        return run(reader.engine, "ask", reader.scope, {"task": "status"}, 5000) is not None
    return False


def leave(engine: Engine) -> None:
    """The reader goes elsewhere; after a while the browser stops the worker, which Chromium can be told to do at once."""
    if isinstance(engine, Chromium):
        engine.visit("about:blank")
        engine.command("ServiceWorker.enable")
        engine.command("ServiceWorker.stopAllWorkers")


def test_kill_switch(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """A region that turns saving off takes back what phones hold at their next contact: store and worker."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    reader.host.folder = sites.switched_off.folder
    reader.sync()
    reader.until(f"!({REGISTERED}).length")
    assert reader.store().keys == set()
    reader.open(EDITED)
    assert not reader.engine.evaluate("Boolean(navigator.serviceWorker.controller)")
    record("kill switch")


def test_worker_that_leaves(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """The documented last resort, in the place of any worker, is gone with the store after a visit."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    serve_worker(reader.host, sites.first, FAREWELL.read_text("utf-8"))
    reader.engine.evaluate(f"{REGISTRATION}.then((registration) => registration.update()).then(() => 1)")
    with suppress(RefusedError):  # it loads open pages anew, also while they are asked
        reader.until(f"!({REGISTERED}).length")
    reader.until(f"!({REGISTERED}).length")
    assert reader.store().keys == set()
    record("no-op")


@pytest.mark.parametrize("name", RESTARTING)
def test_killed_browser(
    name: str,
    launch: Callable[..., Engine],
    serve: Callable[[Release], Breakable],
    sites: Sites,
    record: Record,
) -> None:
    """A browser that is killed in the middle of saving loads only what is missing when it is back."""
    reader = Reader(launch(name), serve(sites.long), sites.long.scope)
    reader.enter()
    reader.ask("want", sets=["text/de"])
    reader.host.slow(*SLOW)
    reader.begin()
    wait_until(lambda: len(reader.host.asked("release/packs/")) >= 5)
    reader.engine.kill()
    begun = [each.path for each in reader.host.asked("release/packs/")]
    reader.host.log.clear()
    again = Reader(launch(name), reader.host, reader.scope)
    again.enter()
    kept = {key for key in again.store().keys if key.startswith("pack/")}
    again.save()
    assert_whole(again.store(), sites.long)
    twice = {each.path for each in reader.host.asked("release/packs/")} & set(begun)
    assert len(kept) >= len(begun) - 2
    assert len(twice) <= 1, "at most the one that was on its way"
    record("killed", "at most one", engine=name)


@pytest.mark.parametrize("shared_engine", ["chromium"], indirect=True)
def test_stopped_worker(
    make_reader: Callable[[Release], Reader], engine: Chromium, sites: Sites, record: Record
) -> None:
    """A browser stops workers as it likes; between any two steps that costs one look at the host and nothing else."""
    reader = make_reader(sites.long)
    reader.enter()
    reader.ask("want", sets=["text/de"])
    engine.command("ServiceWorker.enable")
    for _ in range(20):
        (answer,) = reader.sync(steps=1)
        engine.command("ServiceWorker.stopAllWorkers")
        if not answer["more"]:
            break
    assert_whole(reader.store(), sites.long)
    assert_readable(reader, sites.long)
    packs = [each.path for each in reader.host.asked("release/packs/")]
    assert len(packs) == len(set(packs))
    record("stopped")
