"""A static host on loopback that does everything right, unless a test has it do one thing wrong."""

import gzip
import mimetypes
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.server import TYPES, part_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types integreat"
)
UNCHANGING = ("assets/", "media/", "map/", "release/", "screenshots/")


@dataclass
class Reply:
    """What will be sent; a fault changes it."""

    path: str
    query: str
    status: int
    headers: dict[str, str]
    body: bytes
    cut: int | None = None
    whole: bool = False


@dataclass
class Host:
    """Serves `folder` at `/town/`. `faults` change replies; `asked` counts requests; `open` is how many are under way."""

    folder: Path
    faults: list[Callable[[Reply], None]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)
    open: int = 0
    most: int = 0
    origin: str = ""

    @property
    def url(self) -> str:
        """Where the site is."""
        return f"{self.origin}/town/"

    def reply(self, target: str) -> Reply:
        """What a request is answered with."""
        parts = urlsplit(target)
        path = unquote(parts.path).removeprefix("/town/")
        file = self.folder / path
        if file.is_dir() and path and not path.endswith("/"):
            reply = Reply(path, parts.query, 301, {"Location": f"{parts.path}/"}, b"")
        else:
            file = file / "index.html" if file.is_dir() else file
            status = 200 if file.is_file() else 404
            file = file if file.is_file() else self.folder / "404.html"
            lasting = path.startswith(UNCHANGING) and path != "release/former.json"
            headers = {
                "Content-Type": TYPES.get(file.suffix)
                or mimetypes.guess_type(file.name)[0]
                or "application/octet-stream",
                "Cache-Control": "public, max-age=31536000, immutable" if lasting else "no-cache",
                "Content-Security-Policy": POLICY,
                "X-Content-Type-Options": "nosniff",
                "Referrer-Policy": "no-referrer",
                "Strict-Transport-Security": "max-age=31536000",
                "Server": "nginx/1.22.1",
            }
            reply = Reply(path, parts.query, status, headers, file.read_bytes())
        for fault in self.faults:
            fault(reply)
        return reply


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing where the other side has hung up."""


@contextmanager
def serving(folder: Path, certificate: tuple[Path, Path] | None = None) -> Iterator[Host]:
    """A host of the site in `folder`, with https where there is a certificate."""
    host = Host(folder)
    server = _Quiet(("127.0.0.1", 0), _handler(host))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    host.origin = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with lock:
                host.open += 1
                host.most = max(host.most, host.open)
                host.asked.append(self.path)
                host.methods.add(self.command)
            try:
                self._answer(host.reply(self.path))
            finally:
                with lock:
                    host.open -= 1

        def _answer(self, reply: Reply) -> None:
            body, status, headers = reply.body, reply.status, reply.headers
            part = part_of(body, self.headers.get("Range", "")) if status == 200 and not reply.whole else None
            packs = "gzip" in self.headers.get("Accept-Encoding", "") and "Uncompressed" not in headers
            if part:
                status, body = 206, part[1]
            elif packs and any(word in headers.get("Content-Type", "") for word in ("text", "json", "xml")):
                body = gzip.compress(body)
                headers["Content-Encoding"] = "gzip"
            self.send_response_only(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if reply.cut is None else body[: reply.cut])
            self.close_connection = reply.cut is not None

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    return Handler
