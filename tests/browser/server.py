"""A static web server on loopback as a plain host would be: right types, a folder's `404.html`, and a log of requests."""

import mimetypes
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.checks.weight import KEPT

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
"""As the configuration of any host should say; Python's own guesses differ from machine to machine."""


def part_of(body: bytes, asked: str) -> tuple[str, bytes] | None:
    """The `Content-Range` and the bytes that a `Range` header asks for; None where it asks for nothing that is there."""
    match = re.fullmatch(r"bytes=(\d+)-(\d+)", asked)
    if not match or int(match[1]) >= len(body):
        return None
    start, end = int(match[1]), min(int(match[2]) + 1, len(body))
    return f"bytes {start}-{end - 1}/{len(body)}", body[start:end]


@dataclass(frozen=True, slots=True)
class Answered:
    """A request and what it was answered with."""

    path: str
    status: int
    size: int


class Server:
    """Serves folders at paths; `instead` holds bytes that are served in the place of a file, for seeded defects.
    `ranges` says whether parts of files are sent where only they are asked for."""

    def __init__(self) -> None:
        self.mounts: dict[str, Path] = {}
        self.instead: dict[str, bytes] = {}
        self.log: list[Answered] = []
        self.ranges = True
        self._http = _Quiet(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._http.serve_forever, daemon=True, name="static server").start()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def url(self, path: str) -> str:
        """The address of a path such as "lueneburg/de/index.html"."""
        return f"{self.origin}/{path.lstrip('/')}"

    def mount(self, prefix: str, folder: Path) -> None:
        """Serves `folder` at `prefix`, which begins and ends with "/"."""
        self.mounts[prefix] = folder

    def close(self) -> None:
        """Ends the server."""
        self._http.shutdown()
        self._http.server_close()

    def find(self, path: str) -> tuple[int, Path | bytes | None]:
        """The status and the file, or the bytes, with which a path is answered."""
        if path in self.instead:
            return 200, self.instead[path]
        for prefix, folder in sorted(self.mounts.items(), key=lambda each: -len(each[0])):
            if not path.startswith(prefix):
                continue
            file = folder / path.removeprefix(prefix)
            file = file / "index.html" if path.endswith("/") else file
            if file.is_file():
                return 200, file
            for above in file.relative_to(folder).parents:
                if (folder / above / "404.html").is_file():
                    return 404, folder / above / "404.html"
            break
        return 404, None


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing where the browser has hung up."""


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            status, found = server.find(path)
            body = found.read_bytes() if isinstance(found, Path) else found or b""
            suffix = Path(found.name if isinstance(found, Path) else path).suffix
            kind = TYPES.get(suffix) or mimetypes.guess_type(f"x{suffix}")[0] or "text/html; charset=utf-8"
            part = part_of(body, self.headers.get("Range", "")) if status == HTTPStatus.OK and server.ranges else None
            if part:
                status, body = HTTPStatus.PARTIAL_CONTENT, part[1]
            server.log.append(Answered(path, status, len(body)))
            self.send_response(status)
            headers: Mapping[str, str] = {
                "Content-Type": kind,
                "Content-Length": str(len(body)),
                "Cache-Control": "max-age=600" if KEPT.search(path) else "no-store",
                "X-Content-Type-Options": "nosniff",
                **({"Content-Range": part[0]} if part else {}),
            }
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Says nothing: what was asked stands in the server's log."""

    return Handler
