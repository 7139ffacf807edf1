"""The guide saves itself: what a page does about it, without being asked, and without being in the reader's way."""

from collections.abc import Callable

from tests.offline_browsers.reader import Reader, assert_readable, assert_whole, wait_until
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import EDITED, Release, Sites

LINE = "document.querySelector('[data-enhance~=offline]').innerText"
SAVED = f"{LINE}.includes('Auf diesem Gerät gespeichert.')"


def test_a_page_saves_its_language(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """Some seconds after the first page has loaded, its language is saved, all of it, and the page says so."""
    reader = make_reader(sites.first)
    reader.open(EDITED)
    reader.until(SAVED, 60)
    assert_whole(reader.store(), sites.first)
    shown = max(each.at for each in reader.host.asked("^/lueneburg/(de|assets)/"))
    assert reader.host.asked("release.json")[0].at - shown > 2, "the page being read comes first"
    packs = [each.path for each in reader.host.asked("release/packs/")]
    assert len(packs) == len(set(packs))
    reader.host.stop()
    assert_readable(reader, sites.first)
    assert reader.open("de/index.html")
    reader.until(f"{LINE}.length > 0")
    record("itself")


def test_new_texts_are_offered(make_reader: Callable[[Release], Reader], sites: Sites) -> None:
    """A page whose text has changed while it was open says so and changes nothing by itself; its link shows the new text."""
    reader = make_reader(sites.first)
    reader.open(EDITED)
    reader.until(SAVED, 60)
    reader.host.folder = sites.patched.folder
    reader.save()
    reader.until("Boolean(document.querySelector('[data-enhance~=offline] a'))")
    assert "neue Zeiten" not in reader.engine.evaluate("document.body.innerText")
    reader.engine.evaluate("(document.querySelector('[data-enhance~=offline] a').click(), true)")
    reader.until("document.readyState === 'complete' && document.body.innerText.includes('neue Zeiten')")


def test_a_dead_network_is_told_calmly(make_reader: Callable[[Release], Reader], sites: Sites) -> None:
    """A page that is open while the host goes away stays as it is; saving goes on when it is back."""
    reader = make_reader(sites.first)
    reader.host.break_("500", "pack")
    reader.open(EDITED)
    wait_until(lambda: bool(reader.host.asked("release/packs/")))
    reader.until(f"{LINE}.length > 0")
    assert not reader.store().sequence
    reader.host.mend()
    reader.open(EDITED)
    reader.until(SAVED, 60)
    assert_whole(reader.store(), sites.first)
