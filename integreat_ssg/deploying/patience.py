"""A transport that tries again: what may have been bad luck is repeated, after a while that doubles."""

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from integreat_ssg.deploying.transport import Abilities, CutError, Seen, Transport, UnreachableError, Uploads

T = TypeVar("T")

WAITS = (1.0, 2.0, 4.0, 8.0)
"""Seconds before each further try, give or take a quarter: several deploys that were cut at once do not come back at once."""


@dataclass(frozen=True)
class Patient:
    """The `inner` transport; `told` hears of each try that failed."""

    inner: Transport
    waits: Sequence[float] = WAITS
    told: Callable[[str], None] = lambda reason: None
    sleep: Callable[[float], None] = time.sleep

    @property
    def abilities(self) -> Abilities:
        """As within."""
        return self.inner.abilities

    def read(self, path: str) -> bytes | None:
        """As within."""
        return self._tried(lambda: self.inner.read(path))

    def fetch(self, paths: Sequence[str], folder: Path) -> None:
        """As within."""
        self._tried(lambda: self.inner.fetch(paths, folder))

    def look(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """As within."""
        wanted = list(paths)
        return self._tried(lambda: self.inner.look(wanted))

    def claim(self, path: str, content: bytes) -> bool:
        """As within; after a cut it may say False of a file that is our own."""
        return self._tried(lambda: self.inner.claim(path, content))

    def put(self, uploads: Uploads) -> None:
        """As within."""
        self._tried(lambda: self.inner.put(uploads))

    def delete(self, paths: Sequence[str]) -> None:
        """As within."""
        self._tried(lambda: self.inner.delete(paths))

    def commit(self, message: str) -> None:
        """As within."""
        self._tried(lambda: self.inner.commit(message))

    def _tried(self, action: Callable[[], T]) -> T:
        return patiently(action, self.waits, self.told, self.sleep)


def patiently(
    action: Callable[[], T],
    waits: Sequence[float] = WAITS,
    told: Callable[[str], None] = lambda reason: None,
    sleep: Callable[[float], None] = time.sleep,
) -> T:
    """The result of the action, which is tried again after each wait, in seconds, as long as luck may help."""
    for wait in waits:
        try:
            return action()
        except (CutError, UnreachableError) as problem:
            told(str(problem))
            sleep(wait * random.uniform(0.75, 1.25))  # noqa: S311 - nothing secret hangs on it
    return action()
