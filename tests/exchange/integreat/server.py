"""A server of Integreat's API on this machine, that can misbehave in every way that servers of the world do.

Addresses of the web app and the CMS in its answers stay as they are; its media lie below `/media/…`, by the paths that they have
at the CMS. `answers` may be changed while it runs, and `moods` says which path is answered how.
"""

import gzip
import http.server
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.exchange.integreat.responses import CMS, MEDIA, encoded, responses

API = "/api/v3/"
PIECE = b" " * 65536


@dataclass
class Stage:
    """What the server plays: paths below `api/v3/` to answers, whole paths to bytes, whole paths to moods; and what it heard."""

    origin: str = ""
    answers: dict[str, Any] = field(default_factory=responses)
    files: dict[str, bytes] = field(default_factory=dict)
    moods: dict[str, "Mood"] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    lines: set[tuple[str, int]] = field(default_factory=set)
    gone: threading.Event = field(default_factory=threading.Event)

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return Counter(self.asked)[path]

    def localised(self, url: str) -> str:
        """The address at which this server has a medium of the CMS."""
        return url.replace(CMS, self.origin)


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers as its stage says."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    stage: Stage

    def do_GET(self) -> None:
        """Any question."""
        stage, path = self.stage, urlsplit(self.path).path
        stage.asked.append(self.path)
        stage.headers.append({key.lower(): value for key, value in self.headers.items()})
        stage.lines.add(self.client_address[:2])
        with suppress(OSError):
            if mood := stage.moods.get(unquote(path)):
                mood(self)
            else:
                self.usual(path)

    def usual(self, path: str) -> None:
        """What a sound server answers."""
        name = unquote(path)
        if name in self.stage.files:
            self.send(self.stage.files[name], kind="application/octet-stream")
        elif name.startswith(API) and (answer := self.stage.answers.get(name.removeprefix(API))) is not None:
            self.send(encoded(answer))
        else:
            self.send(b'{"error": "Not found"}', 404)

    def send(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """A whole answer; underscores in the names of headers are hyphens."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Tests are quiet."""


Mood = Callable[[Handler], None]


def gives(body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> Mood:
    """Exactly this."""
    return lambda handler: handler.send(body, status, kind, **headers)


def leads_to(target: str) -> Mood:
    """A redirect."""
    return lambda handler: handler.send(b"", 302, Location=target)


def silent(handler: Handler) -> None:
    """Takes the question and says nothing."""
    handler.stage.gone.wait(30)
    handler.close_connection = True


def dripping(handler: Handler) -> None:
    """One byte now and then, without end."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.stage.gone.wait(0.02):
        handler.wfile.write(b" ")


def endless(handler: Handler) -> None:
    """As much as the other side takes, and never an end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(b"[")
    while not handler.stage.gone.is_set():
        handler.wfile.write(PIECE)
    handler.close_connection = True


def truncated(handler: Handler) -> None:
    """Promises more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b'[{"title": "Half')
    handler.close_connection = True


def broken_chunks(handler: Handler) -> None:
    """Ends within a piece."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"4\r\n[{}]\r\nff\r\nshort")
    handler.close_connection = True


def hangs_up(handler: Handler) -> None:
    """No answer at all."""
    handler.close_connection = True


def packed(body: bytes) -> Mood:
    """In gzip, whether it was asked for or not."""
    return gives(gzip.compress(body), Content_Encoding="gzip")


def bomb(handler: Handler) -> None:
    """A gigabyte of blanks in one megabyte."""
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Connection", "close")
    handler.end_headers()
    packer = zlib.compressobj(wbits=31)
    for _ in range(100):
        handler.wfile.write(packer.compress(b" " * 10_000_000))
    handler.wfile.write(packer.flush())
    handler.close_connection = True


class Busy:
    """Asks to come again, and answers then."""

    def __init__(self, times: int, status: int = 503, **headers: str) -> None:
        self.left, self.status, self.headers, self.when = times, status, headers, list[float]()

    def __call__(self, handler: Handler) -> None:
        """One question."""
        self.when.append(time.monotonic())
        self.left -= 1
        if self.left >= 0:
            handler.send(b"{}", self.status, **self.headers)
        else:
            handler.usual(urlsplit(handler.path).path)


@contextmanager
def serving(answers: dict[str, Any] | None = None, pair: tuple[Path, Path] | None = None) -> Iterator[Stage]:
    """A server, and what it plays; with a certificate and its key it speaks TLS."""
    stage = Stage(answers=responses() if answers is None else answers)
    stage.files = {unquote(urlsplit(url).path): data for url, data in MEDIA.items()}
    handler = type("PlayingHandler", (Handler,), {"stage": stage})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if pair:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    stage.origin = f"http{'s' if pair else ''}://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield stage
    finally:
        stage.gone.set()
        server.shutdown()
        server.server_close()
