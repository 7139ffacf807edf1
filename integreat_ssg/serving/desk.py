"""A folder on this machine's own address: browsers let an editor reach files only from there, or over https."""

import mimetypes
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from integreat_ssg.serving.answers import published
from integreat_ssg.serving.listening import announce, listen

HOST = "127.0.0.1"


def serve_desk(folder: Path, port: int, say: Callable[[str], None]) -> None:
    """Serves `folder` on the loopback address at `port`, or the next free one, until it is stopped."""
    with listen(HOST, port, handler(folder)) as server:
        announce(HOST, server.server_address[1], say)
        server.serve_forever()


def handler(folder: Path) -> type[BaseHTTPRequestHandler]:
    """The class that answers requests with files of `folder`, for nobody who calls this machine by another name."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 60

        def do_GET(self) -> None:
            """Answers with a file."""
            name = self.headers.get("Host", "").rpartition(":")[0]
            file = published(folder, urlsplit(self.path).path) if name in (HOST, "localhost") else None
            found = file is not None and file.is_file()
            body = file.read_bytes() if file and found else b"Not found.\n"
            kind = (
                mimetypes.guess_type(file.name)[0] if file and found else "text/plain"
            ) or "application/octet-stream"
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            own = {"Content-Type": kind + charset, "Content-Length": str(len(body)), "Cache-Control": "no-cache"}
            for header, value in {**own, "X-Content-Type-Options": "nosniff"}.items():
                self.send_header(header, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Says nothing: the terminal belongs to the person."""

    return Handler
