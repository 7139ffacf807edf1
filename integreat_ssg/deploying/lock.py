"""One deploy at a time. The journal on the host is the lock; what it says is remembered here as well, so that a deploy that was
cut is continued from the same machine at once, and from any other one when its time is over."""

import fcntl
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from integreat_ssg.deploying.record import JOURNAL, DamagedError, Journal, parse_journal
from integreat_ssg.deploying.site import upload_of, write
from integreat_ssg.deploying.transport import OvertakenError, Transport, Uploads
from integreat_ssg.errors import WorldError

LEASE = 600
"""Seconds after which others may take over; renewed while the deploy is at work."""
RENEWED = 400
"""Seconds left at which it is renewed."""


@contextmanager
def own_token(folder: Path | None, name: str) -> Iterator["Token"]:
    """The token of the deploy called `name` on this machine: that of one before it that was cut, or a new one.

    Raises WorldError while another process here deploys the same. Where `folder` is None or cannot be written, nothing is
    remembered: a deploy that was cut then waits until its time is over.
    """
    lock = _opened(folder / f"{name}.lock") if folder else None
    if folder is None or lock is None:
        yield Token(secrets.token_hex(16), None)
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WorldError(f"Another deploy to {name} is at work on this machine.") from None
        file = folder / f"{name}.token"
        try:
            remembered = file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            remembered = ""
        yield Token(remembered if len(remembered) == 32 and remembered.isalnum() else secrets.token_hex(16), file)


def _opened(file: Path) -> TextIO | None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("w")
    except OSError:
        return None


@dataclass(frozen=True)
class Token:
    """Who deploys. `file` remembers it as long as a deploy of it may be under way."""

    value: str
    file: Path | None

    def remember(self) -> None:
        """Before the host hears of it."""
        if self.file:
            with suppress(OSError):
                self.file.write_text(self.value, encoding="ascii")

    def forget(self) -> None:
        """After the host has forgotten it."""
        if self.file:
            with suppress(OSError):
                self.file.unlink()


@dataclass
class Lock:
    """The journal on the host while a deploy is at work. `folder` is the region's, `stage` a local folder for what is put."""

    transport: Transport
    folder: str
    stage: Path
    token: Token
    journal: Journal
    clock: Callable[[], float] = time.time

    def take(self, before: bytes | None) -> None:
        """Puts the journal in the place of that of a deploy that was cut, `before`, or where there is none. Raises
        OvertakenError where somebody else was faster."""
        self.token.remember()
        self._dated()
        if before is None:
            self.transport.claim(self.folder + JOURNAL, self.journal.encoded())
        else:
            self._put()
        self.check()

    def check(self) -> None:
        """Raises OvertakenError unless the journal on the host is still ours."""
        data = self.transport.read(self.folder + JOURNAL)
        try:
            token = parse_journal(data or b"").token
        except DamagedError:
            token = ""
        if token != self.token.value:
            raise OvertakenError("Another deploy has taken over. Look what it has done, then deploy again.")

    def renew(self) -> None:
        """Says that we are still at work, if it is time to."""
        if self.journal.until - self.clock() < RENEWED:
            self.check()
            self._dated()
            self._put()

    def narrow(self) -> None:
        """All is put and recorded; only deletions are left."""
        self.journal = replace(self.journal, touched={})
        self._dated()
        self._put()

    def release(self) -> None:
        """The deploy is over."""
        self.transport.delete([self.folder + JOURNAL])
        self.token.forget()

    def _dated(self) -> None:
        self.journal = replace(self.journal, token=self.token.value, until=int(self.clock()) + LEASE)

    def _put(self) -> None:
        data = self.journal.encoded()
        write(self.stage / self.folder / JOURNAL, data)
        self.transport.put(Uploads(self.stage, (upload_of(self.folder, JOURNAL, data),)))
