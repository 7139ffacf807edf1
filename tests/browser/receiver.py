"""A service that takes what a form posts, as a municipality's would: on an origin of its own, with what browsers ask of it."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Receiver:
    """Answers each post with `status` after `delay` seconds, and keeps what it has taken in `taken`, what it has refused in
    `refused`: from field to value."""

    def __init__(self) -> None:
        self.status = 200
        self.delay = 0.0
        self.taken: list[dict[str, str]] = []
        self.refused: list[dict[str, str]] = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._http.serve_forever, daemon=True, name="receiver").start()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        """Ends the service."""
        self._http.shutdown()
        self._http.server_close()


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
            time.sleep(receiver.delay)
            (receiver.taken if receiver.status == 200 else receiver.refused).append(fields)
            self.send_response(receiver.status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><html lang=en><title>Taken</title><h1>Taken</h1>")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class names it
            """Says nothing."""

    return Handler
