"""Connections to what lies in the world, and never to a computer of the own network unless that is allowed.

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

from integreat_ssg.errors import UsageError, WorldError

LONGEST_SILENCE = 10.0
"""Seconds in which nothing comes."""
TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses under which networks without IPv4 reach those of IPv4 (RFC 6052)."""


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
    """A connection to an address that is known already; the host's name stays for its certificate.

    `deadline`, on the monotonic clock, ends whatever is asked; `until` sets another one for the next question.
    """

    def __init__(self, host: str, address: str, port: int, secure: bool, deadline: float) -> None:
        super().__init__(host, port)
        self._address, self._secure, self._deadline = address, secure, deadline
        self._alarm: threading.Timer | None = None
        self._line: socket.socket | None = None

    def connect(self) -> None:
        """Connects to the address."""
        plain = socket.create_connection((self._address, self.port), min(LONGEST_SILENCE, self._left))
        self._line = plain.dup()
        self._set_alarm()
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._secure else plain
        )

    def until(self, deadline: float) -> None:
        """The next question has until then."""
        self._deadline = deadline
        if self._line:
            self._set_alarm()
            self.sock.settimeout(min(LONGEST_SILENCE, self._left))

    @property
    def _left(self) -> float:
        return max(0.1, self._deadline - time.monotonic())

    def _set_alarm(self) -> None:
        """Each byte may take its time, so that only this ends an answer that comes one by one."""
        self.rest()
        self._alarm = threading.Timer(self._left, _hang_up, [self._line])
        self._alarm.daemon = True
        self._alarm.start()

    def rest(self) -> None:
        """Nothing is asked for now: no deadline holds."""
        if self._alarm:
            self._alarm.cancel()

    def close(self) -> None:
        """Closes the connection."""
        self.rest()
        if self._line:
            self._line.close()
            self._line = None
        super().close()


def _hang_up(connection: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        connection.shutdown(socket.SHUT_RDWR)
