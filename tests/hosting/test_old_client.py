"""Integreat's former client, as it lies on npm, reads a built site over HTTP: what it has understood is what the content says.

On a plain host it is sent to the addresses of today's API; on a host that rewrites it finds them by those it knows.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.hosting.api_hosts import BASE, made_on, plain_host
from tests.hosting.servers import Server, running

CLIENT = REPOSITORY / "tests/hosting/old_client.mjs"


@contextmanager
def serving(kind: str, built: Path) -> Iterator[Server]:
    """The built site on a plain host or on one of the servers."""
    if kind == "plain":
        with plain_host(built) as server:
            yield server
    else:
        with TemporaryDirectory() as temporary, running(kind, *made_on(built, Path(temporary))) as server:
            yield server


def read(server: Server, language: str, *addresses: str) -> Any:
    """What the client has understood of a region in one language."""
    base = f"http://127.0.0.1:{server.port}{BASE.rstrip('/')}"
    command = ["node", str(CLIENT), base, "town", language, *addresses]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module", params=["plain", "nginx"])
def told(request: pytest.FixtureRequest, built_api: Path) -> dict[str, Any]:
    """What the client says of the German and of the Arabic texts, on each host."""
    with serving(request.param, built_api) as server:
        style = ["new"] if request.param == "plain" else []
        return {language: read(server, language, *style) for language in ("de", "ar")}


def named(things: list[Any], key: str = "_path") -> dict[str, Any]:
    return {each[key]: each for each in things}


def test_regions_and_languages(told: dict[str, Any]) -> None:
    regions = named(told["de"]["regions"], "_code")
    assert set(regions) == {"town", "hamlet"}
    town = regions["town"]
    assert (town["_name"], town["_sortingName"], town["_prefix"]) == ("Landkreis Tal", "Tal", "Landkreis")
    assert (town["_live"], town["_eventsEnabled"], town["_offersEnabled"]) == (True, True, False)
    assert (town["_latitude"], town["_longitude"]) == (51.9, 10.4)
    assert town["_aliases"] == {"Ährenthal": {"longitude": 10.3, "latitude": 51.8}}
    assert [(each["_code"], each["_direction"]) for each in told["de"]["languages"]] == [
        ("ar", "RIGHT_TO_LEFT"),
        ("de", "LEFT_TO_RIGHT"),
        ("de-si", "LEFT_TO_RIGHT"),
    ]


def test_the_tree(told: dict[str, Any]) -> None:
    """Titles, the page above, order and languages, with texts that its own cleaning leaves whole."""
    pages = named([*told["de"]["pages"]["_categories"].values()])
    tree = {path: (each["_title"], each["_parentPath"]) for path, each in pages.items()}
    assert tree == {
        "/town/de": ("town", ""),
        "/town/de/schule": ("Schule", "/town/de"),
        "/town/de/schule/größe": ("Größe", "/town/de/schule"),
        "/town/de/work": ("Arbeit", "/town/de"),
        "/town/de/work/jobs": ("Stellen & <mehr>", "/town/de/work"),
        "/town/de/work/jobs/night": ("Nachtarbeit", "/town/de/work/jobs"),
    }
    assert pages["/town/de/work/jobs"]["_availableLanguages"] == {"ar": "/town/ar/work/jobs"}
    assert pages["/town/de/work"]["_lastUpdate"] == "2026-05-01T22:00:00.000Z"
    assert pages["/town/de/schule"]["_order"] < pages["/town/de/work"]["_order"]
    assert '<a href="mailto:amt@town.example">' in pages["/town/de/work/jobs"]["_content"]
    arabic = named([*told["ar"]["pages"]["_categories"].values()])
    assert arabic["/town/ar/work/jobs"]["_parentPath"] == "/town/ar"


def test_places(told: dict[str, Any]) -> None:
    (library,) = told["de"]["places"]
    assert (library["_path"], library["_title"]) == ("/town/de/locations/library", "Bücherei")
    assert library["_availableLanguages"] == {"ar": "/town/ar/locations/library"}
    assert (library["_location"]["_town"], library["_location"]["_latitude"]) == ("Tal", 51.9)


def test_events(told: dict[str, Any]) -> None:
    """Times are those on the clock of the place; whole days go on until their end."""
    events = named(told["de"]["events"], "_title")
    assert events["Chor"]["_date"]["_startDate"] == "2026-01-05T07:30:00.000Z"
    assert events["Markt"]["_date"]["_startDate"] == "2026-07-03T22:00:00.000Z"
    assert events["Markt"]["_date"]["_endDate"] == "2026-07-05T21:59:59.000Z"
    assert events["Tanz"]["_location"]["_name"] == "Turnhalle"
    assert events["Gespräch"]["_location"]["_name"] is None
    assert set(named(told["ar"]["events"], "_title")) == {"جوقة", "Markt"}


def test_news_imprint_and_offers(told: dict[str, Any]) -> None:
    news = told["de"]["news"]
    assert [each["_title"] for each in news] == ["Neue Kurse", "Neues Amt"]
    assert news[0]["_timestamp"] == "2026-01-31T23:00:00.000Z"
    assert told["de"]["message"] == news[0]
    assert told["de"]["imprint"]["_title"] == told["ar"]["imprint"]["_title"] == "Impressum"
    assert told["de"]["offers"] == []
