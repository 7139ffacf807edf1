"""Addresses are asked politely, within limits, and every way in which a server can fail has a name."""

import http.server
import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from integreat_ssg.cache import Cache
from integreat_ssg.exchange.asking import Manners, ask_all
from tests.certificates import certificate
from tests.conftest import SMALL_SITE, write_files
from tests.ports import free_port

QUICK = Manners(patience=1.5, pause=0.0, allow_private=True)


@dataclass
class _World:
    """A server, and what it was asked: method, path, user agent, moment, and how many at once."""

    address: str
    asked: list[tuple[str, str, str, float]] = field(default_factory=list)
    now: int = 0
    most: int = 0


class _Answers(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        world: _World = self.server.world  # type: ignore[attr-defined]
        world.asked.append((self.command, self.path, self.headers["User-Agent"], time.monotonic()))
        world.now += 1
        world.most = max(world.most, world.now)
        try:
            self._say(self.path)
        finally:
            world.now -= 1

    def _say(self, path: str) -> None:
        status = {"/gone": 404, "/over": 410, "/people-only": 403, "/tired": 503}.get(path, 200)
        target = {"/moved": "/new", "/for-now": "/new", "/twice": "/moved", "/loop": "/loop", "/odd": "https://["}.get(
            path
        )
        if path == "/get-only" and self.command == "HEAD":
            status = 405
        if path == "/silent":
            self.server.over.wait(10)  # type: ignore[attr-defined]
            return
        if path == "/drip":
            for _ in range(100):
                self.wfile.write(b"H")
                self.wfile.flush()
                if self.server.over.wait(0.1):  # type: ignore[attr-defined]
                    return
            return
        if path == "/rubbish":
            self.wfile.write(b"\x00\x01 no answer\r\n\r\n")
            return
        self.send_response((302 if path == "/for-now" else 301) if target else status)
        if target:
            self.send_header("Location", target)
        if path == "/endless":
            self.end_headers()
            while self.command == "GET" and not self.server.over.is_set():  # type: ignore[attr-defined]
                self.wfile.write(b"x" * 65536)
            return
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def world() -> Iterator[_World]:
    """A server on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.daemon_threads = True
    server.world = _World(f"http://127.0.0.1:{server.server_port}")  # type: ignore[attr-defined]
    server.over = threading.Event()  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.world  # type: ignore[attr-defined]
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def test_every_fate_has_a_name(world: _World) -> None:
    """Sound, moved for good or for now, gone, refused, silent, dripping, without end, rubbish."""
    expected = {
        "/": "sound",
        "/get-only": "sound",
        "/endless": "sound",
        "/for-now": "sound",
        "/moved": "moved",
        "/twice": "moved",
        "/gone": "gone",
        "/over": "gone",
        "/people-only": "refused",
        "/tired": "refused",
        "/loop": "endless",
        "/odd": "endless",
        "/silent": "silent",
        "/drip": "silent",
        "/rubbish": "silent",
    }
    answers = ask_all([world.address + path for path in expected], Cache(None), QUICK)
    assert {path: answers[world.address + path].fate for path in expected} == expected
    assert answers[world.address + "/twice"].target == world.address + "/new"
    assert answers[world.address + "/people-only"].status == 403


def test_addresses_without_a_server(tmp_path: Path) -> None:
    """No such host, nobody at the port, a certificate that nobody vouches for, and the own network."""
    closed = f"http://127.0.0.1:{free_port()}/"
    answers = ask_all(["http://nobody.invalid/", closed, "https://["], Cache(None), QUICK)
    assert [each.fate for each in answers.values()] == ["unknown", "silent", "silent"]
    with _Untrusted(tmp_path) as address:
        assert ask_all([address], Cache(None), QUICK)[address].fate == "insecure"
    private = ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/"]
    assert {each.fate for each in ask_all(private, Cache(None), Manners(pause=0)).values()} == {"private"}


class _Untrusted:
    """A server that has signed its own certificate."""

    def __init__(self, folder: Path) -> None:
        self._pair = certificate(folder)

    def __enter__(self) -> str:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self._pair)
        line = socket.create_server(("127.0.0.1", 0))
        port = line.getsockname()[1]
        self._secure = context.wrap_socket(line, server_side=True)
        threading.Thread(target=self._serve, daemon=True).start()
        return f"https://127.0.0.1:{port}/"

    def _serve(self) -> None:
        try:
            self._secure.accept()
        except OSError:  # the client hangs up, as it should
            return

    def __exit__(self, *_: object) -> None:
        self._secure.close()


def test_a_host_is_asked_once_at_a_time_with_pauses(world: _World) -> None:
    """However many of its addresses wait; by a program that says its name, and by HEAD where that does."""
    urls = [f"{world.address}/{number}" for number in range(4)]
    ask_all(urls, Cache(None), Manners(pause=0.2, allow_private=True))
    moments = [moment for _, _, _, moment in world.asked]
    assert [method for method, _, _, _ in world.asked] == ["HEAD"] * 4
    assert world.most == 1
    assert all(later - earlier > 0.19 for earlier, later in pairwise(moments))
    assert all("integreat-ssg/" in agent for _, _, agent, _ in world.asked)


def test_good_answers_are_remembered_and_bad_ones_asked_again(world: _World, tmp_path: Path) -> None:
    """Until they are too old; what is mended counts at once."""
    urls, cache = [f"{world.address}/good", f"{world.address}/gone"], Cache(tmp_path)
    first = ask_all(urls, cache, QUICK)
    world.asked.clear()
    assert ask_all(urls, cache, QUICK) == first
    assert {path for _, path, _, _ in world.asked} == {"/gone"}
    world.asked.clear()
    ask_all(urls, cache, Manners(pause=0, allow_private=True, age=0))
    assert {path for _, path, _, _ in world.asked} == {"/good", "/gone"}


def test_time_for_all_is_limited(world: _World) -> None:
    """What is left over is told, not forgotten."""
    urls = [f"{world.address}/{number}" for number in range(50)]
    answers = ask_all(urls, Cache(None), Manners(pause=0.1, total=0.25, allow_private=True))
    fates = [answers[url].fate for url in urls]
    assert fates[0] == "sound"
    assert fates[-1] == "unasked"


def test_the_command_asks_only_when_told(world: _World, run_cli: Callable[..., object], tmp_path: Path) -> None:
    """`check` alone asks nobody; with --external broken links are told where they stand, unless they are excused."""
    page = (
        f"---\ntitle: T\n---\n[Alt]({world.address}/gone)\n\n<!-- excuse: link-gone: bis März wieder da -->\n"
        f"[Weg]({world.address}/over)\n\n[Umgezogen]({world.address}/moved)\n"
    )
    write_files(tmp_path / "content", {**SMALL_SITE, "town/de/links.md": page})
    # Addresses without a dot are no links of a text, so that this machine is named by its number.
    assert world.address.count(".") == 3
    done = run_cli("check", "--format", "json", "--language", "en")
    assert not world.asked
    assert "link-" not in done.stdout  # type: ignore[attr-defined]
    done = run_cli("check", "--format", "json", "--language", "en", "--external", "--allow-private")
    told = json.loads(done.stdout)  # type: ignore[attr-defined]
    links = [(each["code"], each["line"]) for each in told["findings"] if each["code"].startswith("link-")]
    assert links == [("link-gone", 4), ("link-moved", 9)]
    assert [(each["code"], each["reason"]) for each in told["excused"]] == [("link-gone", "bis März wieder da")]
    assert f"{world.address}/new" in done.stdout  # type: ignore[attr-defined]
