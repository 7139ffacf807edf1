"""Who may ask, for what, and where: only files of the site, only this machine unless told otherwise."""

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SMALL_SITE, write_files
from tests.serving.served import Served, start
from tests.writing.tiny_theme import write_tiny_theme

Serve = Callable[..., Served]

SECRET = "years of work"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all questions, with things in the output folder that no build has put there."""
    folder = tmp_path_factory.mktemp("served")
    write_files(folder, {"secret.txt": SECRET, "private/secret.txt": SECRET})
    write_files(folder / "content", SMALL_SITE)
    write_tiny_theme(folder / "theme")
    server = start(folder)
    town = folder / "build/town"
    (town / "link.txt").symlink_to(folder / "secret.txt")
    (town / "folder").symlink_to(folder / "private")
    write_files(town, {".hidden": SECRET, ".git/config": SECRET})
    os.mkfifo(town / "pipe.txt")
    yield server
    server.end()
    assert "Traceback" not in server.terminal, server.terminal
    assert "Exception" not in server.terminal, server.terminal


HOSTILE = [
    "/..%2fsecret.txt",
    "/../secret.txt",
    "/town/../../secret.txt",
    "/town/..%2f..%2fsecret.txt",
    "/town/%2e%2e/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/town\\..\\..\\secret.txt",
    "/%00",
    "/secret.txt%00.html",
    "//etc/passwd",
    "///etc/passwd",
    "/%2fetc%2fpasswd",
    "file:///etc/passwd",
    "http://[",
    "*",
    "/town/link.txt",
    "/town/folder/secret.txt",
    "/town/folder/",
    "/town/.hidden",
    "/town/.git/config",
    "/town/pipe.txt",
    "/.integreat/portal.lock",
    "/.integreat/town.lock",
    "/%2eintegreat/portal.lock",
    "/.integreat%2fportal.lock",
    "/.integreat/../secret.txt",
    "/town/" + "x" * 5_000,
    "/" + "a/" * 5_000,
    "/" + "x" * 70_000,
    "/\xff\xfe",
    "/%ff%fe",
    "/?" + "a=1&" * 5_000,
]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path[:30].encode("unicode_escape").decode())
def test_hostile_paths_give_nothing(served: Served, path: str) -> None:
    """Nothing outside the output folder, nothing hidden, no link, no pipe; an answer all the same, and no traceback."""
    answer = served.raw(f"GET {path} HTTP/1.1")
    status = int(answer.split()[1])
    assert SECRET.encode() not in answer
    assert b"root:" not in answer
    assert status in (400, 404, 414) or (path.startswith("/?") and status == 200)
    assert served.get("/town/de/").status == 200


def test_only_asking_is_allowed(served: Served) -> None:
    """Nothing can be changed by a request, and no other website may read the answers."""
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
        assert served.get("/town/de/", method).status == 501
    head = served.get("/town/de/", "HEAD")
    assert (head.status, head.text) == (200, "")
    answer = served.get("/town/de/", Origin="https://evil.example")
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example:8000", "", "localhost.evil.example", "[::2]:80"]
)
def test_a_foreign_host_is_refused(served: Served, host: str) -> None:
    """A website whose name was made to point at this machine gets 421, whatever it asks for."""
    for path in ("/town/de/", "/.integreat/wait?seen=x", "/nothing"):
        assert served.raw(f"GET {path} HTTP/1.1", host).startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000", "[::1]"])
def test_our_own_names_are_welcome(served: Served, host: str) -> None:
    """The names of this machine, with a port or without."""
    assert served.raw("GET /town/de/ HTTP/1.1", host).startswith(b"HTTP/1.1 200 ")


def test_addresses_and_types(served: Served) -> None:
    """A folder without its slash is redirected inside this server; files have the types that browsers insist on."""
    redirected = served.get("/town/de/work")
    assert (redirected.status, redirected.headers["location"]) == (301, "/town/de/work/")
    assert served.get("/%2ftown/de").headers["location"] == "/town/de/"
    assert served.get("/town/nothing/").status == 404
    style = next((served.folder / "build/town/assets").rglob("style.css")).relative_to(served.folder / "build")
    assert served.get(f"/{style}").headers["content-type"] == "text/css; charset=utf-8"
    assert served.get("/town/de/").headers["content-type"] == "text/html; charset=utf-8"
    assert served.get("/town/de/").headers["x-content-type-options"] == "nosniff"


def test_readers_that_go_away_and_readers_that_sleep(served: Served) -> None:
    """Connections that are opened and left, or closed in the middle, leave the server and its terminal as they were."""
    sleeping = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(100)]
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", served.port)) as hasty:
            hasty.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # a reset instead of a farewell
            hasty.sendall(b"GET /town/de/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert served.get("/town/de/").status == 200
    for each in sleeping:
        each.close()


def test_only_this_machine(served: Served) -> None:
    """By default nobody else is listened to: even another address of this machine is refused."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", served.port), timeout=5)


def test_a_port_in_use(serve: Serve) -> None:
    """The next free port is taken; when there is none, exit code 3 and a sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = serve(port=port)
        assert port < served.port < port + 20
        assert served.get("/town/de/").status == 200


def test_no_port_at_all(serve: Serve) -> None:
    """A foreign address cannot be listened on: one sentence, no server."""
    with pytest.raises(AssertionError, match=r"Error: No port from 8000 on can be listened on at 192\.0\.2\.1: "):
        serve("--host", "192.0.2.1", port=8000)
    with pytest.raises(AssertionError, match=r"Error: No port from 8000 on can be listened on at nowhere\.invalid: "):
        serve("--host", "nowhere.invalid", port=8000)


def test_for_the_whole_network(serve: Serve) -> None:
    """`--host 0.0.0.0` says so, draws the address for phones, and answers by any name."""
    served = serve("--host", "0.0.0.0")
    time.sleep(0.3)
    assert "for everyone in this network" in served.terminal
    assert served.terminal.count("█") > 50
    assert served.raw("GET /town/de/ HTTP/1.1", "my-laptop.local").startswith(b"HTTP/1.1 200 ")


def test_a_machine_with_ipv6_only(serve: Serve) -> None:
    """`--host ::1` listens there; a machine without IPv6 says that it cannot."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        with pytest.raises(AssertionError, match="Error: No port"):
            serve("--host", "::1")
        return
    served = serve("--host", "::1")
    with socket.create_connection(("::1", served.port)) as connection:
        connection.sendall(f"GET /town/de/ HTTP/1.1\r\nHost: [::1]:{served.port}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 200 ")
    assert f"Serving at http://[::1]:{served.port}/" in served.terminal


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_it_ends_when_told(serve: Serve, number: signal.Signals) -> None:
    """At once and without a word, while a browser waits for news and another holds a connection."""
    served = serve()
    threading.Thread(target=lambda: served.raw("GET /.integreat/wait?seen=1 HTTP/1.1"), daemon=True).start()
    idle = socket.create_connection(("127.0.0.1", served.port))
    time.sleep(0.2)
    before = served.terminal
    began = time.monotonic()
    assert served.end(number) == 128 + number
    assert time.monotonic() - began < 3
    assert served.terminal == before
    idle.close()


def test_it_can_be_started_again(serve: Serve, tmp_path: Path) -> None:
    """Nothing that it leaves is in its own way; a site that has errors from the start is served as findings."""
    first = serve()
    first.end()
    write_files(tmp_path / "content", {"town/de/work/jobs.md": "broken"})
    second = serve(port=first.port)
    assert second.port == first.port
    assert second.get("/town/de/").status == 500
