"""The socket: on which address and port, and what the terminal says about it."""

import socket
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any

import zxingcpp

from integreat_ssg.errors import WorldError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
PORTS = 20
"""How many ports to try, from the wanted one on."""


def listen(host: str, port: int, answers: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    """A server at the wanted port or the next free one; 0 takes any. Raises WorldError where none can be had."""
    problem = None
    for candidate in range(port, min(port + PORTS, 65536) if port else 1):
        try:
            family, *_, address = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0]
            return _server(family)(address, answers)  # type: ignore[arg-type]
        except OSError as refused:
            problem = refused
    reason = problem.strerror if problem else "?"
    raise WorldError(f"No port from {port} on can be listened on at {host}: {reason}.")


def announce(host: str, port: int, say: Callable[[str], None]) -> None:
    """Says the address; with a QR code for phones where the whole network may come."""
    if host in LOOPBACK:
        say(f"Serving at {_url(host, port)} (stop with Ctrl+C)")
        return
    url = _url(_own_address() if host in ("0.0.0.0", "::") else host, port)  # noqa: S104 - only where the user asked for it
    say(f"Serving at {url} for everyone in this network (stop with Ctrl+C)")
    say(_drawn(url))


def _drawn(url: str) -> str:
    """A QR code of half blocks, white where the terminal is dark, with the margin that readers need."""
    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    image = code.to_image(scale=1)
    light, width = list(memoryview(image)[:].cast("B")), image.shape[1]  # type: ignore[arg-type]
    rows = [[bool(each) for each in light[at : at + width]] for at in range(0, len(light), width)]
    rows += [[True] * width] * (len(rows) % 2)
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return "\n".join("".join(_BLOCKS[pair] for pair in zip(*rows, strict=True)) for rows in pairs)


def _server(family: int) -> type[ThreadingHTTPServer]:
    class Server(ThreadingHTTPServer):
        address_family = family
        request_queue_size = 128

        def server_bind(self) -> None:
            # The base class also asks the network for a name of this machine, which nobody needs and which can take long.
            TCPServer.server_bind(self)
            self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

        def handle_error(self, request: Any, client_address: Any) -> None:
            """Says nothing: a browser that goes away in the middle of an answer is no news."""

    return Server


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _own_address() -> str:
    """This machine's address in its network; connecting a UDP socket asks the routing table and sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
