"""One file from the network, within limits: never more, never longer, and never from a computer of the own network.

The address that was looked at is the one that is connected to, so that a name cannot point elsewhere a moment later.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from urllib.parse import quote, urljoin, urlsplit

from integreat_ssg.errors import UsageError, WorldError

MAX_BYTES = 5 * 1024 * 1024
MAX_REDIRECTS = 5
MAX_SECONDS = 30.0
TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses under which networks without IPv4 reach those of IPv4 (RFC 6052)."""


def fetch(url: str, *, allow_private: bool = False) -> bytes:
    """The bytes at an https address. With `allow_private` addresses of the own network are allowed, and http.

    Raises UsageError for an address that may not be asked, WorldError where it does not answer as it should.
    """
    deadline = time.monotonic() + MAX_SECONDS
    for _ in range(MAX_REDIRECTS + 1):
        answer = _ask(url, allow_private, deadline)
        if isinstance(answer, bytes):
            return answer
        url = _onward(url, answer)
    raise WorldError(f"{url} leads on to other addresses more than {MAX_REDIRECTS} times.")


def _ask(url: str, allow_private: bool, deadline: float) -> bytes | str:
    """The bytes, or the address that the answer leads on to."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as problem:
        raise UsageError(f"{url} is no web address.") from problem
    if parts.scheme not in (("https", "http") if allow_private else ("https",)) or not parts.hostname or parts.username:
        raise UsageError(f"{url} is no address that begins with https://.")
    address = address_of(parts.hostname, port, allow_private)
    connection = Connection(parts.hostname, address, port, parts.scheme == "https", deadline)
    try:
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe="%/:=&?~+!$,;'@()*[]")
        connection.request("GET", path, headers={"Accept": "text/calendar", "User-Agent": "integreat-ssg"})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308) and (target := answer.getheader("Location")):
            return target.encode("latin-1", "replace").decode("utf-8", "replace")  # as headers are read
        if answer.status != 200:
            raise WorldError(f"{url} answers with {answer.status} {answer.reason}.")
        return _body(answer, url, deadline)
    except (OSError, http.client.HTTPException) as problem:
        raise WorldError(f"{url} cannot be fetched: {problem or type(problem).__name__}.") from problem
    finally:
        connection.close()


def _onward(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as problem:
        raise WorldError(f"{url} leads on to what is no web address.") from problem


def _body(answer: http.client.HTTPResponse, url: str, deadline: float) -> bytes:
    data = b""
    while piece := answer.read1(65536):
        data += piece
        if len(data) > MAX_BYTES:
            raise WorldError(f"{url} is larger than {MAX_BYTES // 1024 // 1024} MB.")
        if time.monotonic() > deadline:
            break
    if time.monotonic() > deadline:
        raise WorldError(f"{url} takes longer than {MAX_SECONDS:g} seconds.")
    if answer.length:
        raise WorldError(f"{url} breaks off before its end.")
    return data


def address_of(host: str, port: int, allow_private: bool) -> str:
    """The address of a host. One that several networks could have is refused, in every form in which it can be written."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as problem:
        raise WorldError(f"{host} is not known: {problem}.") from problem
    for each in sorted(found):
        address = ipaddress.ip_address(each.partition("%")[0])
        if not allow_private and not _is_public(address):
            raise UsageError(f"{host} lies in a private network ({each}). --allow-private allows it.")
    return found[0]  # the one that this computer can best reach (RFC 6724)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address, and every one of IPv4 that is written inside of it, is one of the world's."""
    if isinstance(address, IPv4Address):
        return address.is_global and not address.is_multicast
    if address in TRANSLATED:
        return _is_public(IPv4Address(int(address) & 0xFFFFFFFF))
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(inside):
        return all(_is_public(each) for each in inside if each)
    return address.is_global and not address.is_multicast and not address.is_reserved


class Connection(http.client.HTTPConnection):
    """A connection to an address that is known already; the host's name stays for its certificate."""

    def __init__(self, host: str, address: str, port: int, secure: bool, deadline: float) -> None:
        super().__init__(host, port, timeout=max(0.1, min(10.0, deadline - time.monotonic())))
        self._address, self._secure = address, secure
        self._left = max(0.1, deadline - time.monotonic())
        self._alarm: threading.Timer | None = None
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connects to the address."""
        plain = socket.create_connection((self._address, self.port), self.timeout)
        # Each byte may take its time, so that only this ends an answer that comes one by one.
        self._line = plain.dup()
        self._alarm = threading.Timer(self._left, _hang_up, [self._line])
        self._alarm.daemon = True
        self._alarm.start()
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._secure else plain
        )

    def close(self) -> None:
        """Closes the connection."""
        if self._alarm:
            self._alarm.cancel()
        if self._line:
            self._line.close()
        super().close()


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        connection.shutdown(socket.SHUT_RDWR)
