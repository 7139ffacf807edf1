"""The browsers' remote controls: who goes to a page has it whole, whatever the page before and the page itself do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.engines import Engine

LINK = 0.3
"""Seconds until each answer: so long is a page on its way without its style."""
SHOWN = "[document.title, document.readyState, [...document.styleSheets].map((sheet) => sheet.cssRules.length)]"
STYLED = '<!doctype html><title>{}</title>{}<link rel="stylesheet" href="../style.css">'
FILES = {
    "town/style.css": "body { color: green }",
    "town/plain/index.html": STYLED.format("Plain", '<h1 id="here">Plain</h1>'),
    "town/tidy/index.html": STYLED.format("Tidy", "<script>history.replaceState({}, '', '?tidy')</script>"),
    "town/leaving/index.html": STYLED.format(
        "Leaving", "<script>addEventListener('pagehide', () => history.replaceState({}, '', '?left'))</script>"
    ),
}


@pytest.fixture
def host(tmp_path: Path, origins: set[str]) -> Iterator[Breakable]:
    """A host of a few pages, over a slow link."""
    host = Breakable(write_files(tmp_path, FILES))
    origins.add(host.origin)
    host.slow(LINK, 0)
    yield host
    host.close()


def test_a_page_is_whole(engine: Engine, host: Breakable) -> None:
    """Pages that change their address while they load, or while they are left, as those of a guide do."""
    for page in ("tidy", "leaving", "tidy", "leaving", "plain"):
        engine.visit(host.url(f"town/{page}/"))
        assert engine.evaluate(SHOWN) == [page.capitalize(), "complete", [1]]


def test_a_place_on_the_page(engine: Engine, host: Breakable) -> None:
    """Nothing is loaded, so nothing is waited for."""
    engine.visit(host.url("town/plain/"))
    engine.visit(host.url("town/plain/#here"))
    assert engine.evaluate("location.hash") == "#here"
