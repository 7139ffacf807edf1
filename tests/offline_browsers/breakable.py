"""An HTTP/1.1 host on loopback that counts every byte, can be slow, can go away and come back, and can break anything."""

import asyncio
import re
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from urllib.parse import unquote

from tests.offline_browsers.answers import Answer, Habits, answer_file, dress
from tests.offline_browsers.faults import FAULTS, Connection, Versions, kind_of

RESET = struct.pack("ii", 1, 0)
"""SO_LINGER for a connection that ends with a reset."""
NO_LINK_LIMIT = 0.0
HOUR = 3600


@dataclass(slots=True)
class Asked:
    """One request: what it was answered with, and the bytes in both directions, heads included."""

    path: str
    status: int
    up: int
    at: float
    down: int = 0

    @property
    def kind(self) -> str:
        """The kind of file that was asked for."""
        return kind_of(self.path)


class Breakable:
    """Serves `folder` at the root; `before` is the release that was there earlier, `instead` holds single files."""

    def __init__(self, folder: Path, habits: Habits | None = None) -> None:
        self.folder = folder
        self.before: Path | None = None
        self.instead: dict[str, Answer] = {}
        self.habits = habits or Habits()
        self.log: list[Asked] = []
        self.delay, self.rate = 0.0, NO_LINK_LIMIT
        self._place = _reserved()
        self.port = int(self._place.getsockname()[1])
        self._faults: dict[str, str] = {}
        self._free = 0.0
        self.start()

    @property
    def origin(self) -> str:
        """Scheme, host and port; a secure context, as every address on loopback."""
        return f"http://localhost:{self.port}"

    def url(self, path: str) -> str:
        """The address of a path."""
        return f"{self.origin}/{path.lstrip('/')}"

    def slow(self, seconds: float, bytes_a_second: float) -> None:
        """Makes the link slow: a delay for each answer (two for a connection), and one bandwidth for all."""
        self.delay, self.rate = seconds, bytes_a_second

    def break_(self, fault: str, *kinds: str) -> None:
        """From now on files of these kinds ("*": of all) meet this fault."""
        self._faults |= dict.fromkeys(kinds, fault)

    def mend(self) -> None:
        """Everything is well again."""
        self._faults = {}

    def asked(self, pattern: str = "") -> list[Asked]:
        """The requests so far whose path matches."""
        return [each for each in list(self.log) if re.search(pattern, each.path)]

    def cost(self, pattern: str = "") -> tuple[int, int, int]:
        """Number of requests, bytes down, bytes up."""
        asked = self.asked(pattern)
        return len(asked), sum(each.down for each in asked), sum(each.up for each in asked)

    def start(self) -> None:
        """Begins to listen, on the same port as before."""
        listening = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(listening,), daemon=True, name="breakable host")
        self._thread.start()
        if not listening.wait(10):
            raise TimeoutError("The host does not listen.")

    def stop(self) -> None:
        """Goes away: nobody listens, every connection is over."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join(10)

    def close(self) -> None:
        """Goes away for good, and gives its port back."""
        self.stop()
        self._place.close()

    def _run(self, listening: threading.Event) -> None:
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._serve(listening))
        self._loop.close()

    async def _serve(self, listening: threading.Event) -> None:
        self._stopped = asyncio.Event()
        connections: set[asyncio.Task[None]] = set()

        async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task
            connections.add(task)
            try:
                await self._converse(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                pass  # the browser has hung up, or the host has gone away
            finally:
                connections.discard(task)
                writer.transport.abort()

        server = await asyncio.start_server(meet, "localhost", self.port, family=socket.AF_INET, reuse_address=True)
        listening.set()
        await self._stopped.wait()
        server.close()
        while connections:  # one more may have come meanwhile
            for task in connections:
                task.cancel()
            await asyncio.gather(*connections, return_exceptions=True)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.delay * 2)  # the handshakes of a real https link
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            line, *fields = head.decode("latin-1").split("\r\n")
            method, address, _ = line.split(" ", 2)
            headers = {name.lower(): value for name, _, value in (each.partition(": ") for each in fields)}
            path = unquote(address.partition("?")[0])
            asked = Asked(path, 0, len(head), monotonic())
            self.log.append(asked)
            await asyncio.sleep(self.delay)
            if not await self._answer(asked, method, headers, writer):
                return

    async def _answer(
        self, asked: Asked, method: str, headers: Mapping[str, str], writer: asyncio.StreamWriter
    ) -> bool:
        """Answers one request; whether the connection is good for another."""
        fault = FAULTS.get(self._faults.get(asked.kind) or self._faults.get("*", ""))
        if fault is Connection.RESET:
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        if fault is Connection.HANGING:
            await asyncio.sleep(HOUR)
        if fault in (Connection.CLOSED, Connection.RESET):
            return False
        answer = dress(self._find(asked.path, fault), headers, self.habits)
        asked.status = answer.status
        body = b"" if method == "HEAD" or answer.status == HTTPStatus.NOT_MODIFIED else answer.body
        broken = isinstance(fault, Connection) and bool(body)
        await self._send(asked, _head(answer), writer)
        await self._send(asked, body[: len(body) // 2] if broken else body, writer)
        if broken and fault is Connection.STALLING:
            await asyncio.sleep(HOUR)
        return not broken

    def _find(self, path: str, fault: Connection | Callable[[Versions], Answer] | None) -> Answer:
        if fault is None or isinstance(fault, Connection):
            return self._file(self.folder, path)
        region = path.split("/")[1]
        home = self._file(self.folder, f"/{region}/index.html")
        before = self._file(self.before, path) if self.before else Answer(404)
        return fault(Versions(self._file(self.folder, path), before, home))

    def _file(self, folder: Path, path: str) -> Answer:
        return self.instead.get(path) or answer_file(folder, path, self.habits)

    async def _send(self, asked: Asked, content: bytes, writer: asyncio.StreamWriter) -> None:
        step = 1400 if self.rate else 1 << 16
        for start in range(0, len(content), step):
            part = content[start : start + step]
            if self.rate:
                now = self._loop.time()
                self._free = max(self._free, now) + len(part) / self.rate
                await asyncio.sleep(self._free - now)
            asked.down += len(part)
            writer.write(part)
            await writer.drain()


def _reserved() -> socket.socket:
    """A socket that holds a port and does not listen: while a host is away, nobody else on this machine gets its port."""
    place = socket.socket(socket.AF_INET)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    place.bind(("localhost", 0))
    return place


def _head(answer: Answer) -> bytes:
    headers = {**answer.headers, "Content-Length": str(len(answer.body)), "Connection": "keep-alive"}
    if answer.status == HTTPStatus.NOT_MODIFIED:
        headers = {name: value for name, value in headers.items() if name not in ("Content-Length", "Content-Type")}
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    return "\r\n".join([*lines, *(f"{name}: {value}" for name, value in headers.items()), "", ""]).encode("latin-1")
