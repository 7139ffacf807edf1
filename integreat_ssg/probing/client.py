"""One answer of a web server, redirects not followed: status, headers, and the bytes that a browser would see."""

import http.client
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

from integreat_ssg.errors import UsageError, WorldError

MAX_BYTES = 80 * 1024 * 1024
"""More than any file of a site may have; what is longer is cut and so differs from what it should be."""
REDIRECTS = (301, 302, 303, 307, 308)
_AS_IT_IS = "%/:=&?~+!$,;'@()*[]"
_GONE = (http.client.RemoteDisconnected, http.client.CannotSendRequest, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `headers` have lower-case names; `body` is unpacked; `sent` is its length on the way in bytes."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    sent: int

    @property
    def target(self) -> str | None:
        """The complete address that a redirect leads to."""
        where = self.headers.get("location")
        if self.status not in REDIRECTS or not where:
            return None
        try:
            return urljoin(self.url, where.encode("latin-1", "replace").decode("utf-8", "replace"))
        except ValueError:
            return where

    @property
    def type(self) -> str:
        """The media type without its parameters; empty where none is sent."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, host and port of an address."""

    scheme: str
    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> "Origin":
        """The origin of an address. Raises UsageError where it has none that a browser could open."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as problem:
            raise UsageError(f"{url} is no web address.") from problem
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(f"{url} is no web address that begins with https:// or http://.")
        if parts.username:
            raise UsageError("The address must not hold a name or password.")
        return cls(parts.scheme, parts.hostname, port)

    @property
    def is_own(self) -> bool:
        """Whether it is this machine, which browsers trust without https."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


class Client:
    """Asks servers; may be shared by threads, each of which keeps a connection of its own to each origin.

    `seconds` bounds each wait for bytes, and each answer as a whole to ten times as long.
    """

    def __init__(self, seconds: float = 20.0) -> None:
        self._seconds = seconds
        self._own = threading.local()
        self._all: list[http.client.HTTPConnection] = []

    def get(self, url: str, **headers: str) -> Answer:
        """The answer to a GET. Raises UsageError for what is no web address, WorldError where nothing answers."""
        origin = Origin.of(url)
        parts = urlsplit(url)
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_AS_IT_IS)
        asked = {"User-Agent": "integreat-ssg", "Accept": "*/*", "Accept-Encoding": "gzip"}
        asked |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            try:
                return self._ask(origin, url, path, asked)
            except _GONE:  # a server may end a kept connection at any time
                self._drop(origin)
                return self._ask(origin, url, path, asked)
        except ssl.SSLCertVerificationError as problem:
            self._drop(origin)
            raise WorldError(f"{origin.host}: browsers refuse its certificate: {problem.verify_message}.") from problem
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as problem:
            self._drop(origin)
            raise WorldError(f"{url} does not answer: {problem or type(problem).__name__}.") from problem

    def follow(self, url: str, times: int = 3) -> Answer:
        """The answer at the end of redirects, as far as they stay on the origin; else the redirect itself."""
        answer = self.get(url)
        while times and answer.target and _same(answer.target, url):
            answer, times = self.get(answer.target), times - 1
        return answer

    def certificate(self, url: str) -> Mapping[str, object]:
        """What the certificate of an https address says, as `ssl.SSLSocket.getpeercert` tells it; empty without one."""
        origin = Origin.of(url)
        self.get(url)
        line = self._connection(origin).sock
        return (line.getpeercert() or {}) if isinstance(line, ssl.SSLSocket) else {}

    def close(self) -> None:
        """Ends all connections."""
        for each in self._all:
            each.close()

    def _ask(self, origin: Origin, url: str, path: str, headers: Mapping[str, str]) -> Answer:
        connection = self._connection(origin)
        connection.request("GET", path, headers=dict(headers))
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        sent, whole = _body(answer, time.monotonic() + 10 * self._seconds)
        if not whole:
            self._drop(origin)
        packed = named.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip")
        return Answer(url, answer.status, named, _unpacked(sent) if packed else sent, len(sent))

    def _connection(self, origin: Origin) -> http.client.HTTPConnection:
        connections = self._connections()
        if origin not in connections:
            kind = http.client.HTTPSConnection if origin.scheme == "https" else http.client.HTTPConnection
            connections[origin] = kind(origin.host, origin.port, timeout=self._seconds)
            self._all.append(connections[origin])
        return connections[origin]

    def _connections(self) -> dict[Origin, http.client.HTTPConnection]:
        if not hasattr(self._own, "connections"):
            self._own.connections = {}
        own: dict[Origin, http.client.HTTPConnection] = self._own.connections
        return own

    def _drop(self, origin: Origin) -> None:
        if connection := self._connections().pop(origin, None):
            connection.close()


def _same(one: str, other: str) -> bool:
    try:
        return Origin.of(one) == Origin.of(other)
    except UsageError:
        return False


def _body(answer: http.client.HTTPResponse, deadline: float) -> tuple[bytes, bool]:
    """The bytes that come, and whether they are all: one that breaks off is told by its digest, not by an exception."""
    pieces: list[bytes] = []
    length = 0
    with suppress(http.client.HTTPException, ConnectionResetError):
        while piece := answer.read(65536):
            pieces.append(piece)
            length += len(piece)
            if length > MAX_BYTES or time.monotonic() > deadline:
                return b"".join(pieces), False
    return b"".join(pieces), not answer.length


def _unpacked(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        return unpacker.decompress(data, MAX_BYTES)
    except zlib.error:
        return data
