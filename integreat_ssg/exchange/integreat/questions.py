"""Questions to a server, asked patiently and within bounds: one at a time, again where it asks to wait, never without end."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from integreat_ssg.errors import WorldError
from integreat_ssg.exchange.fetching import MEGABYTE, BrokenOffError, Fetcher, Limits, Reply, TooLargeError
from integreat_ssg.exchange.integreat.saving import MAX_BYTES

BUSY = (429, 500, 502, 503, 504)
"""Statuses after which a server may answer a moment later."""
HEADERS = {"X-Integreat-Development": "true"}
"""Asks the server not to count these questions as its readers'."""


@dataclass(frozen=True)
class Bounds:
    """What a region's import may cost. Bytes and seconds, `each` for one answer and `all` for everything; how often one thing is
    asked for while the server is busy, and seconds to wait in between: `pause` at first, then twice as long each time, or as
    long as the server asks for, but never longer than `longest_pause`. With `allow_private` addresses of the own network are
    asked too."""

    bytes_each: int = MAX_BYTES
    bytes_all: int = 2000 * MEGABYTE
    seconds_each: float = 60.0
    seconds_all: float = 3600.0
    redirects: int = 5
    tries: int = 4
    pause: float = 1.0
    longest_pause: float = 60.0
    allow_private: bool = False


class Questions:
    """All the questions of one import; they count together."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds, self._fetcher = bounds, Fetcher()
        self._bytes, self._end = 0, time.monotonic() + bounds.seconds_all

    def close(self) -> None:
        """No more questions."""
        self._fetcher.close()

    def ask(self, url: str, headers: Mapping[str, str], most: int | None = None) -> Reply:
        """The answer at an address, of `most` bytes (otherwise as many as the bounds allow each).

        Raises UsageError for an address that may not be asked, WorldError where no whole answer comes within the bounds.
        """
        bounds = self._bounds
        for number in range(bounds.tries):
            last, reply = number + 1 == bounds.tries, None
            limits = self._limits(most or bounds.bytes_each)
            try:
                reply = self._fetcher.ask(url, limits, {**HEADERS, **headers})
            except BrokenOffError:
                if last:
                    raise
            except TooLargeError as problem:
                if limits.bytes == bounds.bytes_all - self._bytes:
                    self._bytes = bounds.bytes_all
                    raise self._too_large() from problem
                raise
            if reply:
                self._bytes += len(reply.data)
                if reply.status not in BUSY or last:
                    return reply
            self._wait(bounds.pause * 2**number, reply.headers.get("retry-after", "") if reply else "")
        raise AssertionError("the last try answers or raises")

    def _limits(self, most: int) -> Limits:
        left, time_left = self._bounds.bytes_all - self._bytes, self._end - time.monotonic()
        if left <= 0:
            raise self._too_large()
        if time_left <= 0:
            raise WorldError(f"All answers together take longer than {self._bounds.seconds_all:g} seconds.")
        return Limits(
            bytes=min(most, left),
            seconds=min(self._bounds.seconds_each, time_left),
            redirects=self._bounds.redirects,
            allow_private=self._bounds.allow_private,
        )

    def _too_large(self) -> WorldError:
        return WorldError(f"All answers together are larger than {self._bounds.bytes_all / MEGABYTE:.3g} MB.")

    def _wait(self, seconds: float, asked: str) -> None:
        seconds = max(seconds, _seconds(asked))
        time.sleep(max(0.0, min(seconds, self._bounds.longest_pause, self._end - time.monotonic())))


def _seconds(asked: str) -> float:
    """What `Retry-After` means (RFC 9110, 10.2.3): seconds, or a date; 0 where it means nothing."""
    if asked.strip().isdecimal():
        return float(asked[:9])
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, TypeError, IndexError, OverflowError):  # what servers write is no date in many ways
        return 0.0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.now(UTC)).total_seconds())
