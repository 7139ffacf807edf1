"""Which service worker an editor's browser gets: one that removes itself, or, when asked for, the site's own."""

import re
from collections.abc import Callable

import pytest

from tests.conftest import REPOSITORY
from tests.serving.served import Served

Serve = Callable[..., Served]


def documented() -> str:
    """The worker that operators find under "When a worker must go"."""
    section = (REPOSITORY / "docs" / "operators.md").read_text().partition("## When a worker must go\n")[2]
    found = re.search(r"^```js\n(.*?)^```", section.partition("\n## ")[0], re.DOTALL | re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/town/sw.js", "/sw.js", "/village/sw.js?v=1"])
def test_every_worker_is_the_documented_one_that_leaves(serve: Serve, path: str) -> None:
    """Whatever was saved from this address before, and whether or not that region is still there."""
    answer = serve().get(path)
    assert (answer.status, answer.text) == (200, documented())
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_it_is_served_while_the_content_is_broken(serve: Serve) -> None:
    """A browser with old pages must get rid of them to see the findings at all."""
    served = serve()
    served.save({"site.yaml": "title: [\n"})
    assert served.get("/town/").status == 500
    assert served.get("/town/sw.js").text == documented()


def test_with_offline_the_sites_own_is_served(serve: Serve) -> None:
    """`--offline` answers with what was built, or with nothing where the theme has no worker."""
    served = serve("--offline")
    assert served.get("/town/sw.js").status == 404
    (served.folder / "theme/worker").mkdir()
    (served.folder / "theme/worker/1.js").write_text("self.mine = 1;\n")
    built = served.get("/town/sw.js")
    assert (built.status, built.text) == (200, (served.folder / "build/town/sw.js").read_text())
    assert "self.mine=1" in built.text
