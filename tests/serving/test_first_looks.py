"""Who saves and looks sees the page before everything is built, and the very page that the build makes."""

import re
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.serving.served import Served

JOBS = "town/de/work/jobs.md"
URL = "/town/de/work/jobs/"
Serve = Callable[..., Served]


def text(words: str) -> str:
    """A page that says `words`."""
    return f"---\ntitle: Stellen\n---\n{words}\n"


def number_in(page: str) -> int:
    """The number of the build that a page says it is of."""
    found = re.search(r"reload\.js\?seen=(\d+)", page)
    assert found
    return int(found[1])


def is_told(served: Served, seen: int) -> bool:
    """Whether a browser that has seen a number hears at once of another one."""
    connection = HTTPConnection("127.0.0.1", served.port, timeout=1)
    try:
        connection.request("GET", f"/.integreat/wait?seen={seen}")
        connection.getresponse()
    except TimeoutError:
        return False
    finally:
        connection.close()
    return True


def test_the_page_that_is_looked_at_comes_first_and_stays(serve: Serve) -> None:
    """The browser is not told again when the build has made the very same page."""
    served = serve()
    served.get(URL)
    served.save({JOBS: text("Neu.")})
    page = served.get(URL)
    assert "Neu." in page.text
    served.finish()
    assert not is_told(served, number_in(page.text))
    assert number_in(served.get(URL).text) == served.build()


def test_what_checks_find_is_told_after_the_look(serve: Serve) -> None:
    """A page that reads well and may not be published is shown, and a moment later what is wrong with it."""
    served = serve()
    served.get(URL)
    served.save({JOBS: text("[[contact: nobody]]")})
    first = served.get(URL)
    served.finish()
    if first.status == 200:  # else the build was quicker than the question
        assert is_told(served, number_in(first.text))
    page = served.get(URL)
    assert page.status == 500
    assert "nobody" in page.text


def test_a_save_that_no_event_tells_is_found(serve: Serve) -> None:
    """Folders that came later are not watched, as on a network drive: a look at the files finds what was saved there."""
    served = serve()
    served.save({"town/de/new/index.md": text("Neu.")})
    assert "Neu." in served.get("/town/de/new/").text
    served.finish()
    seen = served.build()
    time.sleep(0.3)
    served.save({"town/de/new/index.md": text("Anders.")})
    assert served.build(seen) > seen
    assert "Anders." in served.get("/town/de/new/").text


@pytest.mark.parametrize("page", ["/town/de/work/jobs/", "/town/ar/work/jobs/"])
def test_a_burst_ends_in_its_last_save(serve: Serve, page: str, tmp_path: Path) -> None:
    """However many saves come in a row, whoever asks in between gets what stands there at that moment or later."""
    served = serve()
    served.get(page)
    for number in range(12):
        served.save({JOBS: text(f"Fassung {number}.")})
        if number % 4 == 0:
            assert f"Fassung {number}." in served.get(page).text
    assert "Fassung 11." in served.get(page).text
    served.finish()
    assert b"Fassung 11." in (tmp_path / f"build{page}index.html").read_bytes()
