"""What saving and keeping up to date costs a reader who pays for each byte, counted at the host, heads included."""

import json
from collections.abc import Callable

from tests.offline_browsers.reader import Reader, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import Release, Sites

KB = 1000
UNCHANGED = 500
"""Bytes for looking whether there is something new."""


def kilobytes(count: int) -> str:
    """As the table tells it."""
    return f"{count / KB:.1f} kB"


def packs_of(release: Release, *sets: str) -> int:
    """Bytes of the packs of these sets, as the release itself says."""
    offered = json.loads(release.bytes_of("release.json"))["sets"]
    return sum(offered[name][1] for name in sets)


def test_first_language(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """One language of 240 pages: few requests, and hardly more bytes than its packs have."""
    reader = make_reader(sites.long)
    reader.enter()
    reader.host.log.clear()
    reader.save()
    assert_whole(reader.store(), sites.long)
    requests, down, _ = reader.host.cost()
    share = down / packs_of(sites.long, "base", "text/de")
    assert requests <= 14, [each.path for each in reader.host.log]
    assert share <= 1.15
    record("cost first", f"{requests}, {kilobytes(down)}, {share:.2f}")


def test_first_language_of_the_sample(make_reader: Callable[[Release], Reader], sites: Sites) -> None:
    """The same of a small guide with a picture."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.host.log.clear()
    reader.save()
    requests, down, _ = reader.host.cost()
    assert requests <= 14, [each.path for each in reader.host.log]
    assert down <= 1.15 * packs_of(sites.first, "base", "text/de"), [(each.path, each.down) for each in reader.host.log]


def test_nothing_changed(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """A look at the host costs one answer without a body."""
    reader = make_reader(sites.long)
    reader.enter()
    reader.save()
    reader.host.log.clear()
    assert not reader.sync()[-1]["problem"]
    requests, down, _ = reader.host.cost()
    assert requests == 1, [each.path for each in reader.host.log]
    assert down < UNCHANGED
    record("cost nothing", f"{requests}, {kilobytes(down)}")


def test_one_page_edited(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """One page's new sentence, by an operator who builds with what is published."""
    reader = make_reader(sites.long)
    reader.enter()
    reader.save()
    reader.host.log.clear()
    reader.host.folder = sites.one_edited.folder
    reader.save()
    assert_whole(reader.store(), sites.one_edited)
    requests, down, _ = reader.host.cost()
    assert requests <= 6, [each.path for each in reader.host.log]
    assert down <= 6 * KB, [(each.path, each.down) for each in reader.host.log]
    record("cost one", f"{requests}, {kilobytes(down)}")


def test_forty_pages_edited(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """A new sentence on every sixth page."""
    reader = make_reader(sites.long)
    reader.enter()
    reader.save()
    reader.host.log.clear()
    reader.host.folder = sites.forty_edited.folder
    reader.save()
    assert_whole(reader.store(), sites.forty_edited)
    requests, down, _ = reader.host.cost()
    assert down <= 100 * KB, [(each.path, each.down) for each in reader.host.log]
    record("cost forty", f"{requests}, {kilobytes(down)}")
