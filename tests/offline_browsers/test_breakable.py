"""The host itself: what each fault does, as a plain client sees it, and that every byte is counted."""

import gzip
import http.client
import socket
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import NamedTuple

import pytest

from tests.conftest import write_files
from tests.offline_browsers.answers import Habits
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.faults import FAULTS, KINDS, kind_of

PAGE = "<!doctype html><title>Arbeit</title>" + "<p>Wie Sie eine Stelle finden.</p>" * 40
PACK = gzip.compress(PAGE.encode() * 3, 9, mtime=0)
FILES = {
    "town/index.html": "<title>Town</title>",
    "town/404.html": "<title>Nicht gefunden</title>",
    "town/de/work/index.html": PAGE,
    "town/release.json": '{"format": 1, "sequence": 2}',
    "town/sw.js": "// worker",
    "town/release/packs/0a.bin": PACK,
    "town/release/packs/0b.bin": PACK,
}
PAGE_PATH, PACK_PATH = "/town/de/work/index.html", "/town/release/packs/0a.bin"


class Seen(NamedTuple):
    """What a client received."""

    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Breakable]:
    """A host of a few files, with an older release that lacks a pack."""
    host = Breakable(write_files(tmp_path / "now", FILES))
    host.before = write_files(
        tmp_path / "before",
        {
            "town/release.json": '{"format": 1, "sequence": 1}',
            "town/de/work/index.html": PAGE.replace("Stelle", "Arbeit"),
        },
    )
    yield host
    host.close()


def get(host: Breakable, path: str, seconds: float = 5, **headers: str) -> Seen:
    """One request on a connection of its own."""
    connection = http.client.HTTPConnection("localhost", host.port, timeout=seconds)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return Seen(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
    finally:
        connection.close()


def test_every_kind_of_file_has_its_name() -> None:
    """Faults are told apart by kind."""
    paths = {
        "pointer": "/town/release.json",
        "index": "/town/release/index/00.json",
        "contents": "/town/release/contents/00.json",
        "pack": "/town/release/packs/00.bin",
        "patch": "/town/release/patches/00-11.bin",
        "picture": "/town/media/0123456789ab-640.webp",
        "asset": "/town/assets/00/main.js",
        "worker": "/town/sw.js",
        "page": "/town/de/",
    }
    assert {kind: kind_of(path) for kind, path in paths.items()} == {kind: kind for kind in KINDS}


def test_text_is_compressed_and_not_sent_twice(host: Breakable) -> None:
    """A page goes gzipped, a second time only its head; a pack goes as it is."""
    first = get(host, PAGE_PATH, Accept_Encoding="gzip")
    assert first.headers["content-encoding"] == "gzip"
    assert gzip.decompress(first.body).decode() == PAGE
    again = get(host, PAGE_PATH, Accept_Encoding="gzip", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert get(host, PACK_PATH, Accept_Encoding="gzip").body == PACK
    host.habits = Habits(decoded=True)
    assert get(host, PACK_PATH, Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


def test_every_byte_is_counted(host: Breakable) -> None:
    """Heads and bodies of both directions, as they go over the wire."""
    with socket.create_connection(("localhost", host.port)) as client:
        client.sendall(request := b"GET /town/sw.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
        received = b""
        while not received.endswith(b"// worker"):
            received += client.recv(4096)
    assert host.cost("sw.js") == (1, len(received), len(request))
    assert 250 <= len(received) <= 450, "a head as real hosts send them"


def test_folders(host: Breakable) -> None:
    """A folder without its slash, and with its file's name, on hosts of each habit."""
    ways = {
        "slash": {"/town/de/work": 301, "/town/de/work/": 200, PAGE_PATH: 200},
        "pretty": {"/town/de/work": 301, "/town/de/work/": 200, PAGE_PATH: 308},
        "none": {"/town/de/work": 404, "/town/de/work/": 404, PAGE_PATH: 200},
    }
    for folders, expected in ways.items():
        host.habits = Habits(folders=folders)
        assert {path: get(host, path).status for path in expected} == expected
    assert "Nicht gefunden" in get(host, "/town/nowhere").body.decode()


@pytest.mark.alone
def test_slow_link(host: Breakable) -> None:
    """A delay for each answer, two for a connection, and the bandwidth for every byte."""
    host.slow(0.1, 10_000)
    start = monotonic()
    size = len(get(host, PAGE_PATH).body)
    assert monotonic() - start == pytest.approx(0.3 + size / 10_000, rel=0.5)


def test_goes_away_and_comes_back(host: Breakable) -> None:
    """Nobody listens for a while; then the same address answers again."""
    host.stop()
    with pytest.raises(ConnectionRefusedError):
        get(host, PAGE_PATH)
    host.start()
    assert get(host, PAGE_PATH).status == 200


@pytest.mark.parametrize("fault", ["closed", "reset", "cut", "hanging", "stalling"])
def test_broken_connections(host: Breakable, fault: str) -> None:
    """No whole answer comes; other kinds of file are well, and all is well afterwards."""
    host.break_(fault, "page")
    expected = {
        "closed": http.client.RemoteDisconnected,
        "reset": ConnectionResetError,
        "cut": (http.client.IncompleteRead, ConnectionResetError),
        "hanging": TimeoutError,
        "stalling": TimeoutError,
    }
    with pytest.raises(expected[fault]):
        get(host, PAGE_PATH, seconds=0.5)
    assert get(host, PACK_PATH).body == PACK
    host.mend()
    assert get(host, PAGE_PATH).body.decode() == PAGE


def test_wrong_answers(host: Breakable) -> None:
    """What each of the other faults makes of a page and of a pack."""

    def ask(fault: str, path: str) -> Seen:
        host.mend()
        host.break_(fault, "page", "pack", "pointer")
        return get(host, path)

    right = PAGE.encode()
    assert ask("404", PAGE_PATH).status == 404
    assert ask("500", PAGE_PATH).status == 500
    assert (ask("redirect", PAGE_PATH).status, ask("redirect", PAGE_PATH).headers["location"]) == (302, "/moved.html")
    assert ask("wrong type", PACK_PATH).headers["content-type"].startswith("text/html")
    assert ask("wrong type", PAGE_PATH).headers["content-type"] == "application/octet-stream"
    assert ask("empty", PACK_PATH)[2] == b""
    flipped = ask("flipped", PAGE_PATH).body
    assert sum(one != other for one, other in zip(flipped, right, strict=True)) == 1
    assert ask("shorter", PAGE_PATH).body == right[: len(right) // 2]
    assert ask("longer", PAGE_PATH).body.startswith(right)
    assert b"sign in" in ask("portal", "/town/release.json").body
    assert ask("html for everything", PACK_PATH).body == FILES["town/index.html"].encode()
    assert b'"sequence": 1' in ask("stale", "/town/release.json").body
    assert ask("stale", PACK_PATH).body == PACK, "an edge has what it never had before from the host itself"
    assert ask("half deploy", PACK_PATH).status == 404
    assert b"eine Arbeit" in ask("half deploy", PAGE_PATH).body


def test_a_fault_for_everything(host: Breakable) -> None:
    """A login page answers for every address there is."""
    host.break_("portal", "*")
    assert {get(host, path).body for path in (PAGE_PATH, PACK_PATH, "/town/anything")} == {
        get(host, "/town/release.json").body
    }
    assert set(FAULTS) >= {"portal", "half deploy", "stale"}
