"""Whatever goes wrong on the way: nothing damaged is stored or shown, what was there stays whole, the next contact mends."""

from collections.abc import Callable

import pytest

from tests.offline_browsers.engines import ENGINES
from tests.offline_browsers.matrix import cells
from tests.offline_browsers.reader import Reader, Store, assert_readable, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import Release, Sites
from tests.offline_browsers.workers import impatient

SETS = ("text/de", "pictures")


def update_for(kind: str, sites: Sites) -> Release:
    """The release whose update needs files of this kind."""
    return {"patch": sites.patched, "page": sites.unpatched}.get(kind, sites.redesigned)


def text_differences(store: Store, release: Release) -> list[str]:
    """Paths of texts, styles and scripts that are not of this release."""
    return [path for name in store.sets - {"pictures", "files"} for path in store.differences(release, name)]


def assert_sound(reader: Reader, *releases: Release) -> None:
    """Nothing damaged is stored; what is current is one of these releases, whole, and every page of it is shown as it is."""
    store = reader.store()
    assert not store.problems, store.problems
    for name in store.sets:  # pictures may come after their text
        differences = [store.differences(release, name) for release in releases]
        assert not all(differences), (name, [each[:5] for each in differences])
    if store.sequence:
        mixed = [differences for release in releases if (differences := text_differences(store, release))]
        assert len(mixed) < len(releases), "no text of two releases at once"
        answers = reader.fetch(pages := [path for path in store.files if path.endswith(".html")])
        shown = {path: answer[2] for path, answer in zip(pages, answers, strict=True)}
        assert shown == {path: store.files[path] for path in pages}


@pytest.mark.parametrize(("shared_engine", "fault", "kind", "when"), cells(), indirect=["shared_engine"])
def test_fault(
    make_reader: Callable[[Release], Reader], sites: Sites, fault: str, kind: str, when: str, record: Record
) -> None:
    """One fault on one kind of file."""
    new = update_for(kind, sites)
    reader = make_reader(new if when == "first" else sites.first)
    reader.host.before = sites.first.folder
    impatient(reader.host, new)
    reader.enter()
    if when == "update":
        reader.save(*SETS)
        assert_whole(reader.store(), sites.first, *SETS)
        reader.host.folder = new.folder
    reader.ask("want", sets=list(SETS))
    reader.host.break_(fault, kind)
    reader.sync()
    assert_sound(reader, sites.first, new)
    reader.host.mend()
    reader.save(*SETS)
    assert_whole(reader.store(), new, *SETS)
    assert_readable(reader, new)
    record(f"faults {when}")


@pytest.mark.parametrize("shared_engine", list(ENGINES), indirect=True)
@pytest.mark.parametrize("fault", ["portal", "html for everything", "hanging", "closed"])
def test_everything_fails_at_once(
    make_reader: Callable[[Release], Reader], sites: Sites, fault: str, record: Record
) -> None:
    """A whole network that lies: the guide stands as it was, and is up to date at the next true contact."""
    reader = make_reader(sites.first)
    impatient(reader.host, sites.first)
    reader.enter()
    reader.save()
    reader.host.folder = sites.patched.folder
    reader.host.break_(fault, "*")
    answers = reader.sync()
    assert answers[-1]["problem"] in ("network", "data")
    assert_whole(reader.store(), sites.first)
    assert_readable(reader, sites.first)
    reader.host.mend()
    reader.save()
    assert_whole(reader.store(), sites.patched)
    record("lies")


def test_a_body_without_end(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """The worker's own patience: a body that stops in the middle ends the step in less than half a minute."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.ask("want", sets=list(SETS))
    reader.host.break_("stalling", "pack")
    assert reader.sync()[-1]["problem"] == "network"
    reader.host.mend()
    reader.save(*SETS)
    record("stall")
