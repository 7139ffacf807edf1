"""Regions share a host and nothing else."""

from collections.abc import Callable

from tests.offline_browsers.reader import Reader, assert_readable, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import EDITED, SECOND_REGION, Release, Sites

FOREIGN = "somebody else's store"
FOREIGN_CACHE = f"""(await caches.open("{FOREIGN}").then((cache) =>
  cache.put(%r, new Response("foreign", {{ headers: {{ "content-type": "text/html" }} }}))).then(() => true))"""


def test_two_regions(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """Each has its own store; removing one leaves the other, and what belongs to other programs."""
    one = make_reader(sites.first)
    second = Release(sites.first.folder, SECOND_REGION)
    other = Reader(one.engine, one.host, second.scope)
    one.enter()
    one.save()
    other.enter()
    other.save("text/de", "pictures")
    assert one.engine.evaluate(FOREIGN_CACHE % f"{second.scope}{EDITED}")
    one.enter()
    one.ask("wipe")
    assert one.store().keys <= {"state"}
    assert_whole(other.store(), second, "text/de", "pictures")
    one.host.stop()
    assert one.fetch([EDITED])[0][0] == 0
    assert other.open(EDITED)
    assert "foreign" not in str(one.engine.evaluate("document.body.innerText"))
    assert_readable(other, second)
    assert FOREIGN in other.store().found["names"]
    record("regions")
