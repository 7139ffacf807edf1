"""Files from the network, within limits: never more, never longer, and never from a computer of the own network.

Several from one host come over one connection, one after the other.
"""

import http.client
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import quote, urljoin, urlsplit

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.connecting import Connection, address_of

MAX_BYTES = 5 * 1024 * 1024
MAX_REDIRECTS = 5
MAX_SECONDS = 30.0
NAME = "integreat-ssg"
MEGABYTE = 1024 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 65536
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True)
class Limits:
    """What one question may cost: bytes of the answer, unpacked; seconds until its end, all redirects with it; redirects.

    With `allow_private` addresses of the own network may be asked.
    """

    bytes: int = MAX_BYTES
    seconds: float = MAX_SECONDS
    redirects: int = MAX_REDIRECTS
    schemes: tuple[str, ...] = ("https", "http")
    allow_private: bool = False


@dataclass(frozen=True)
class Reply:
    """An answer: `url` is where it came from in the end, the names of `headers` are in small letters. The body of one that is
    no success is not loaded."""

    url: str
    status: int
    headers: Mapping[str, str]
    data: bytes = field(default=b"", repr=False)


class BrokenOffError(WorldError):
    """No answer came, or not the whole of it, though there was time: another try may bring it."""


class TooLargeError(WorldError):
    """The answer has more bytes than the limits allow."""


def fetch(url: str, *, allow_private: bool = False) -> bytes:
    """The bytes at an https address. With `allow_private` addresses of the own network are allowed, and http.

    Raises UsageError for an address that may not be asked, WorldError where it does not answer as it should.
    """
    schemes = ("https", "http") if allow_private else ("https",)
    limits = Limits(MAX_BYTES, MAX_SECONDS, MAX_REDIRECTS, schemes, allow_private)
    with Fetcher() as fetcher:
        reply = fetcher.ask(url, limits, {"Accept": "text/calendar"})
    if reply.status != 200:
        raise WorldError(f"{reply.url} answers with {_named(reply.status)}.")
    return reply.data


class Fetcher:
    """Asks one address after the other, and keeps the line to the last host open."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._origin: tuple[str, str, int, bool] | None = None

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the line that is open."""
        if self._connection:
            self._connection.close()
        self._connection = self._origin = None

    def ask(self, url: str, limits: Limits, headers: Mapping[str, str]) -> Reply:
        """The answer at an address, whatever its status.

        Raises UsageError for an address that may not be asked, WorldError where there is no whole answer within the limits.
        """
        deadline = time.monotonic() + limits.seconds
        for _ in range(limits.redirects + 1):
            reply = self._answer(url, limits, headers, deadline)
            target = reply.headers.get("location")
            if reply.status not in REDIRECTS or not target:
                return reply
            url = _onward(url, target)
        raise WorldError(f"{url} leads on to other addresses more than {limits.redirects} times.")

    def _answer(self, url: str, limits: Limits, headers: Mapping[str, str], deadline: float) -> Reply:
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as problem:
            raise UsageError(f"{url} is no web address.") from problem
        if parts.scheme not in limits.schemes or not parts.hostname or parts.username:
            raise UsageError(f"{url} is no address that begins with {' or '.join(f'{s}://' for s in limits.schemes)}.")
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe="%/:=&?~+!$,;'@()*[]")
        origin = parts.scheme, parts.hostname, port, limits.allow_private
        try:
            answer = self._asked(origin, path, headers, deadline)
            # Header values are bytes, read as Latin-1; an address in one is most often UTF-8.
            told = {
                k.lower(): v.encode("latin-1", "replace").decode("utf-8", "replace") for k, v in answer.getheaders()
            }
            data = _body(answer, url, limits, deadline) if answer.status == 200 else _passed_over(answer)
        except (OSError, http.client.HTTPException, zlib.error) as problem:
            self.close()
            if time.monotonic() >= deadline:
                raise _too_long(url, limits) from problem
            raise BrokenOffError(f"{url} cannot be fetched: {problem or type(problem).__name__}.") from problem
        except WorldError:
            self.close()
            raise
        if (answer.isclosed() or answer.length == 0) and not answer.will_close and self._connection:
            answer.close()  # of this answer only
            self._connection.rest()
        else:
            self.close()
        return Reply(url, answer.status, told, data)

    def _asked(
        self, origin: tuple[str, str, int, bool], path: str, headers: Mapping[str, str], deadline: float
    ) -> http.client.HTTPResponse:
        """The head of an answer. A line that was open may have been closed at its other end: then a new one is opened."""
        sent = {"User-Agent": NAME, "Accept-Encoding": "gzip", **headers}
        if self._connection and self._origin == origin:
            try:
                self._connection.until(deadline)
                self._connection.request("GET", path, headers=sent)
                return self._connection.getresponse()
            except (OSError, http.client.HTTPException):
                if time.monotonic() > deadline:
                    raise
        self.close()
        scheme, host, port, allow_private = origin
        self._connection = Connection(host, address_of(host, port, allow_private), port, scheme == "https", deadline)
        self._origin = origin
        self._connection.request("GET", path, headers=sent)
        return self._connection.getresponse()


def _onward(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as problem:
        raise WorldError(f"{url} leads on to what is no web address.") from problem


def _body(answer: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> bytes:
    """The whole body, unpacked. Never is more unpacked than may be kept."""
    encoding = (answer.getheader("Content-Encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise WorldError(f"{url} is packed as {encoding}, which was not asked for.")
    unpacker = zlib.decompressobj(_GZIP) if encoding != "identity" else None
    pieces: list[bytes] = []
    size = loaded = 0
    while piece := answer.read1(_PIECE):
        loaded += len(piece)
        if unpacker:
            piece = unpacker.decompress(piece, limits.bytes + 1 - size)
        size += len(piece)
        pieces.append(piece)
        if size > limits.bytes or loaded > limits.bytes:
            raise TooLargeError(f"{url} is larger than {limits.bytes / MEGABYTE:.3g} MB.")
        if time.monotonic() > deadline:
            break
    if time.monotonic() > deadline:
        raise _too_long(url, limits)
    if answer.length or (unpacker and not unpacker.eof):
        raise BrokenOffError(f"{url} breaks off before its end.")
    return b"".join(pieces)


def _passed_over(answer: http.client.HTTPResponse) -> bytes:
    """Nothing: a short body that nobody wants is read, so that the line can stay open, a long one is left."""
    with suppress(OSError, http.client.HTTPException):
        if answer.length is not None and answer.length <= _PIECE:
            answer.read()
    return b""


def _too_long(url: str, limits: Limits) -> WorldError:
    return WorldError(f"{url} takes longer than {limits.seconds:g} seconds.")


def _named(status: int) -> str:
    return f"{status} {http.client.responses.get(status, '')}".strip()
