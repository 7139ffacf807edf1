"""The device's own faults: the browser throws parts away, bytes rot. It is noticed, nothing wrong is shown, it is mended."""

from collections.abc import Callable

from tests.offline_browsers.reader import Reader, assert_readable, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import EDITED, Release, Sites

CHANGE = """(await (async () => {
  const cache = await caches.open("integreat|" + encodeURIComponent(%(scope)r));
  let changed = 0;
  for (const request of await cache.keys()) {
    if (!new URL(request.url).pathname.startsWith(%(scope)r + ".store/%(kind)s/")) continue;
    changed += 1;
    if (%(damage)s) {
      const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
      bytes[bytes.length >> 1] ^= 1;
      await cache.put(request, new Response(bytes));
    } else await cache.delete(request);
  }
  return changed;
})())"""


def change_store(reader: Reader, kind: str, *, damage: bool) -> None:
    """Damages or deletes every part of a kind, behind the worker's back."""
    given = {"scope": reader.scope, "kind": kind, "damage": "true" if damage else "false"}
    assert reader.engine.evaluate(CHANGE % given)


def test_lost_parts(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """Every pack is gone, the pointer is not: pages come from the host, and the next contact mends the store."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    change_store(reader, "pack", damage=False)
    assert_readable(reader, sites.first)
    reader.save()
    assert_whole(reader.store(), sites.first)
    reader.host.stop()
    assert_readable(reader, sites.first)
    record("repair")


def test_damaged_parts(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """A bit has flipped in each pack: no page shows it, with the host or without, and the next contact mends it."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    files = sorted(reader.store().files)  # Some packs hold no page, only what pages load.
    change_store(reader, "pack", damage=True)
    assert_readable(reader, sites.first)
    reader.host.stop()
    for path, answer in zip(files, reader.fetch(files), strict=True):
        assert answer[0] == 0 or answer[2] == sites.first.hash_of(path), path
    reader.host.start()
    reader.sync()
    reader.save()
    assert_whole(reader.store(), sites.first)
    record("repair")


def test_the_former_release_serves(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """A new text that is lost again is shown as it was before, until it is back."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    reader.host.folder = sites.patched.folder
    reader.save()
    reader.host.stop()
    change_store(reader, "blob", damage=False)
    (answer,) = reader.fetch([EDITED])
    assert answer[2] == sites.first.hash_of(EDITED)
    reader.host.start()
    reader.save()
    assert_whole(reader.store(), sites.patched)
    record("repair")


def test_undo(make_reader: Callable[[Release], Reader], sites: Sites) -> None:
    """A reader goes back to the release before, without a network, and the next newer one is taken again."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save()
    reader.host.folder = sites.patched.folder
    reader.save()
    reader.host.stop()
    reader.ask("undo")
    assert_readable(reader, sites.first)
    reader.host.start()
    reader.sync()
    assert_readable(reader, sites.first)
    reader.host.folder = sites.redesigned.folder
    reader.save()
    assert_readable(reader, sites.redesigned)
