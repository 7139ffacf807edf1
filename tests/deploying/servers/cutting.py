"""A line between deploy and server that is cut after so many bytes, and stays dead until it is mended."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.deploying.servers.server import Server


@dataclass
class Line:
    """Listens on `port`. `left` is how many bytes may still go to the server, None for any number; `sent` counts them."""

    port: int
    left: int | None = None
    sent: int = 0
    ends: list[socket.socket] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def dead(self) -> bool:
        """Whether nothing goes through any more."""
        return self.left is not None and self.left <= 0

    def take(self, count: int) -> int:
        """How many of `count` bytes may go; with the last one the line is cut."""
        with self.lock:
            allowed = count if self.left is None else max(0, min(count, self.left))
            self.sent += allowed
            if self.left is not None:
                self.left -= count
            return allowed

    def cut(self) -> None:
        """Ends everything that is open."""
        for each in self.ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


@contextmanager
def cutting(target: int) -> Iterator[Line]:
    """A line to the server at port `target`."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        line = Line(int(listener.getsockname()[1]))
        threading.Thread(target=_accept, args=(listener, line, target), daemon=True).start()
        yield line
        line.left = 0
        line.cut()


def _accept(listener: socket.socket, line: Line, target: int) -> None:
    with suppress(OSError):
        while True:
            near, _ = listener.accept()
            if line.dead:
                near.close()
                continue
            try:
                far = socket.create_connection(("127.0.0.1", target))
            except OSError:
                near.close()
                continue
            line.ends += [near, far]
            threading.Thread(target=_up, args=(near, far, line), daemon=True).start()
            threading.Thread(target=_down, args=(far, near), daemon=True).start()


def _up(near: socket.socket, far: socket.socket, line: Line) -> None:
    with suppress(OSError):
        while data := near.recv(16384):
            allowed = line.take(len(data))
            far.sendall(data[:allowed])
            if allowed < len(data):
                line.cut()
                return
    _close(near, far)


def _down(far: socket.socket, near: socket.socket) -> None:
    with suppress(OSError):
        while data := far.recv(16384):
            near.sendall(data)
    _close(near, far)


def _close(*ends: socket.socket) -> None:
    for each in ends:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


def through(server: Server, port: int) -> dict[str, str]:
    """The options that lead through a line instead of straight to the server."""
    if server.kind == "sftp":
        known = Path(server.options["known_hosts_file"])
        own = known.with_name("known_through_line")
        own.write_text(known.read_text().replace(f":{server.port} ", f":{port} "))
        return {"port": str(port), "known_hosts_file": str(own)}
    if server.kind == "ftp":
        return {"port": str(port)}
    option = "url" if server.kind == "webdav" else "endpoint"
    return {option: server.options[option].replace(f":{server.port}", f":{port}")}
