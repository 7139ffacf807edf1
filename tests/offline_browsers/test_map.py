"""The interactive map without a network: there where its reader has saved it, and honest where not."""

from collections.abc import Callable

from tests.offline_browsers.reader import Reader, assert_whole
from tests.offline_browsers.results import Record
from tests.offline_browsers.sites import Release, Sites

PAGE = "de/map/index.html"
PRESS = "(document.querySelector('.tiles button').click(), true)"
READY = "document.querySelector('.tiles')?.hidden === false"
FAILED = "document.querySelector('.tiles [role=status]').textContent.startsWith('Die interaktive Karte konnte nicht')"
WATER = """[...document.querySelectorAll('.tilemap canvas.leaflet-tile-loaded')].some((tile) => {
  const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
  for (let at = 0, wet = 0; at < data.length; at += 4) if (data[at + 2] > data[at] + 30 && (wet += 1) > 500) return true;
  return false;
})"""
"""Whether a tile shows the lake."""
TILES = r"/map/[0-9a-f]+\.pmtiles$"


def test_the_map_without_a_network(make_reader: Callable[[Release], Reader], sites: Sites, record: Record) -> None:
    """It is loaded in parts, and as a whole only by who saves it; then it is drawn when the host is gone."""
    reader = make_reader(sites.tiled)
    reader.enter()
    reader.save("text/de")
    assert not reader.host.asked(TILES)

    reader.host.stop()
    reader.open(PAGE)
    reader.until(READY)
    reader.engine.evaluate(PRESS)
    reader.until(FAILED)
    assert reader.engine.evaluate("document.querySelectorAll('.map .marks a').length")

    reader.host.start()
    reader.engine.evaluate(PRESS)
    reader.until(WATER)
    assert {each.status for each in reader.host.asked(TILES)} <= {206, 304}, "only parts of it"

    before = len(reader.host.asked(TILES))
    reader.open("lobby.html")
    reader.save("text/de", "map")
    (whole,) = reader.host.asked(TILES)[before:]
    assert whole.status in (200, 304), "a small file may be in the browser's cache by now"
    assert_whole(reader.store(), sites.tiled, "text/de", "map")

    reader.host.stop()
    reader.open(PAGE)
    reader.until(READY)
    reader.engine.evaluate(PRESS)
    reader.until(WATER)
    record("map")
