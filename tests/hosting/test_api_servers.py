"""The copy of Integreat's API on Apache, nginx and Caddy with the program's files, and on a host that knows none of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from tests.api_site import answer
from tests.hosting.api_hosts import BASE, made_on, plain_host
from tests.hosting.servers import SERVERS, Answer, Server, running
from tests.hosting.test_servers import path_of


@dataclass(frozen=True)
class Stand:
    """A server with the output folder `site` below `BASE` of it."""

    server: Server
    site: Path

    def ask(self, path: str, *, follow: bool = True) -> Answer:
        """An answer to a path below the base, after all redirects; each answer on the way may be read by other sites."""
        found = self.server.ask(BASE + path)
        for _ in range(3):
            assert found.headers.get("access-control-allow-origin") == "*", (path, found)
            if not follow or found.status not in (301, 302, 307, 308):
                return found
            found = self.server.ask(path_of(found))
        raise AssertionError(f"{path} leads on and on")

    def read(self, path: str) -> Any:
        """What is answered, which is JSON and says so."""
        found = self.ask(path)
        assert found.status == 200, path
        assert found.headers["content-type"].partition(";")[0] == "application/json"
        assert found.repeated == ()
        return json.loads(found.body)


@pytest.fixture(scope="module", params=SERVERS)
def stand(request: pytest.FixtureRequest, built_api: Path) -> Iterator[Stand]:
    with TemporaryDirectory() as temporary:
        folder, root = made_on(built_api, Path(temporary))
        with running(request.param, folder, root) as server:
            yield Stand(server, root / "guide")


LISTS = ["pages", "locations", "locations/all", "location-categories", "events", "news", "fcm", "imprint", "offers"]


@pytest.mark.parametrize("root", ["", "town/"])
def test_every_answer_is_json_that_others_may_read(stand: Stand, root: str) -> None:
    """For the region's own address and for that of all regions; with a slash at the end, and without one by a redirect."""
    for name in LISTS:
        expected = answer(stand.site / root, f"town/ar/{name}")
        assert stand.read(f"{root}api/v3/town/ar/{name}/") == expected
        assert stand.read(f"{root}api/v3/town/ar/{name}") == expected
    assert stand.read(f"{root}api/v3/town/ar/news?page=1&count=20") == answer(stand.site / root, "town/ar/news")
    assert stand.read(f"{root}api/v3/regions/") == answer(stand.site / root, "regions")
    assert stand.read(f"{root}api/v3/regions/town/") == answer(stand.site, "regions/town")
    assert stand.read(f"{root}api/v3/town/ar/events/?combine_recurring=True") == answer(stand.site, "town/ar/events")
    assert stand.read(f"{root}api/v3/town/ar/locations/?on_map=1") == answer(stand.site, "town/ar/locations")
    drawing = stand.read(f"{root}api/v3/town/de/location-categories/")[0]["icon_url"]
    picture = stand.read(f"{root}api/v3/town/de/locations/")[0]["thumbnail"]
    for url, kind in ((drawing, "image/svg+xml"), (picture, "image/png")):
        found = stand.ask(urlsplit(url).path.removeprefix(BASE))
        assert (found.status, found.headers["content-type"]) == (200, kind)
        assert found.headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize("root", ["", "town/"])
def test_one_piece_of_news(stand: Stand, root: str) -> None:
    """As the app asks, without a slash at the end."""
    news = answer(stand.site, "town/de/news")[0]
    assert stand.read(f"{root}api/v3/town/de/news/{news['id']}") == news
    message = answer(stand.site, "town/de/fcm")[1]
    assert stand.read(f"{root}api/v3/town/de/fcm/?id={message['id']}") == [message]


@pytest.mark.parametrize("root", ["", "town/"])
def test_messages_are_asked_for_by_numbers_only(stand: Stand, root: str) -> None:
    """Anything else is no question, and no way to a file that a host keeps to itself."""
    up = "../" * f"{root}api/v3/town/de/fcm/".count("/")
    assert (stand.site / ".htaccess").is_file()
    for asked in (f"{up}.htaccess?", "../pages", "1/../../news", "", "x"):
        path = f"{root}api/v3/town/de/fcm/?id={quote(asked, safe='')}"
        assert stand.read(path) == answer(stand.site, "town/de/fcm")


@pytest.mark.parametrize("path", ["hamlet/de/imprint/", "town/xx/pages/", "nowhere/de/pages/", "town/de/news/local-1/"])
def test_what_is_missing_is_not_found(stand: Stand, path: str) -> None:
    """With status 404, which scripts of other sites may see."""
    assert stand.ask(f"api/v3/{path}").status == 404


def paths(stand: Stand, language: str) -> list[str]:
    return [each["path"] for each in answer(stand.site, f"town/{language}/pages")]


@pytest.mark.parametrize("root", ["", "town/"])
@pytest.mark.parametrize("spelling", ["plain", "encoded", "wholly encoded", "no slashes"])
def test_questions_about_a_page(stand: Stand, root: str, spelling: str) -> None:
    """`parents` and `children` tell of the page that is asked for, however its address is written."""
    spell = {
        "plain": lambda path: quote(path.rstrip("/")),
        "encoded": lambda path: quote(path).lower(),
        "wholly encoded": lambda path: quote(path, safe=""),
        "no slashes": lambda path: quote(path.strip("/")),
    }[spelling]
    for path in paths(stand, "de"):
        asked = spell(path)
        told = stand.read(f"{root}api/v3/town/de/parents/?url={asked}")
        assert told == answer(stand.site / "town", f"town/de/parents/by-path{path}")
        told = stand.read(f"{root}api/v3/town/de/children/?depth=2&url={asked}")
        assert told == answer(stand.site / "town", f"town/de/children/by-path{path}")
        assert told[0]["path"] == path
        assert stand.read(f"{root}api/v3/town/de/children?url={asked}&depth=1") == told


@pytest.mark.parametrize("root", ["", "town/"])
def test_questions_that_nothing_was_made_for(stand: Stand, root: str) -> None:
    """Parents of what nobody knows are none; children are the whole tree, which the app takes apart itself."""
    whole = answer(stand.site, "town/de/pages")
    for path in (
        "/town/de/nothing/",
        "/town/de/schön",
        "/town/de/../../../../etc/",
        "/town/de/.git",
        "..",
        "/%2e%2e/%2e%2e/a",
    ):
        asked = quote(path, safe="/%")
        assert stand.read(f"{root}api/v3/town/de/parents/?url={asked}") == []
        assert stand.read(f"{root}api/v3/town/de/children/?depth=2&url={asked}") == whole
    assert stand.read(f"{root}api/v3/town/de/parents/") == []
    assert stand.read(f"{root}api/v3/town/de/children/") == whole
    for depth in (5, 12):
        assert stand.read(f"{root}api/v3/town/de/children/?depth={depth}&url=/town/de/work") == whole
        assert stand.read(f"{root}api/v3/town/de/children/?depth={depth}") == whole
    roots = stand.read(f"{root}api/v3/town/de/children/?depth=2")
    assert roots == answer(stand.site / "town", "town/de/children/by-path")
    assert len(roots) < len(whole)


@pytest.mark.parametrize("root", ["", "town/"])
def test_addresses_of_older_clients(stand: Stand, root: str) -> None:
    """They ask below `wp-json`, without a slash at the end, and know the languages only from German."""
    old = "wp-json/extensions/v3"
    assert stand.read(f"{root}{old}/sites") == answer(stand.site / root, "regions")
    assert stand.read(f"{root}town/de/{old}/languages") == answer(stand.site, "town/languages")
    for name in ("pages", "locations", "events", "disclaimer", "extras"):
        assert stand.read(f"{root}town/ar/{old}/{name}") == answer(stand.site, f"town/ar/{name}")
    message = answer(stand.site, "town/de/fcm")[0]
    assert stand.read(f"{root}town/de/{old}/fcm?channel=news") == answer(stand.site, "town/de/fcm")
    assert stand.read(f"{root}town/de/{old}/fcm?id={message['id']}") == [message]
    asked = quote("/town/de/schule/größe")
    told = stand.read(f"{root}town/de/{old}/parents/?url={asked}")
    assert [each["path"] for each in told] == ["/town/de/schule/"]


def test_pages_beside_the_api_are_pages(stand: Stand) -> None:
    """What holds for the API holds for nothing else."""
    for path in ("town/de/", "hamlet/de/leben/", "quiet/de/", "", "town/de/nothing/"):
        found = stand.server.ask(BASE + path)
        assert found.headers["content-type"] == "text/html; charset=utf-8"
        assert "access-control-allow-origin" not in found.headers
        assert found.body.startswith(b"<!")


def test_a_plain_host_is_enough_for_todays_app(built_api: Path) -> None:
    """All that it asks for is answered with what it can read, the questions without regard to what they ask."""
    site = built_api / "host/guide"
    with plain_host(built_api) as plain:
        asked(plain, site)


def asked(plain: Server, site: Path) -> None:
    """Today's app asks."""
    for path, expected in {
        "regions/": answer(site, "regions"),
        "regions/town/": answer(site, "regions/town"),
        "town/ar/pages/": answer(site, "town/ar/pages"),
        "town/ar/children/?depth=2&url=/town/ar/work/jobs": answer(site, "town/ar/pages"),
        "town/ar/parents/?url=/town/ar/work/jobs": [],
        "town/ar/events/?combine_recurring=True": answer(site, "town/ar/events"),
        "town/ar/locations/?on_map=1": answer(site, "town/ar/locations"),
        "town/ar/news?page=1&count=20": answer(site, "town/ar/news"),
        "town/ar/imprint/": answer(site, "town/ar/imprint"),
    }.items():
        found = plain.ask(f"{BASE}api/v3/{path}")
        if found.status == 301:
            found = plain.ask(unquote(found.headers["location"]))
        assert found.status == 200, path
        assert json.loads(found.body) == expected
    assert plain.ask(f"{BASE}api/v3/hamlet/de/imprint/").status == 404
