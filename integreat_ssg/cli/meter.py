"""One moving line on a terminal that tells how far a deploy is; in a pipeline only what has to be told."""

import os
import sys
import time
from types import TracebackType

from integreat_ssg.cli.terminal import CLEARED, on_terminal, say
from integreat_ssg.reporting.printable import printable

SETTLED = 2.0
"""Seconds after which the time left can be told."""


class Meter:
    """Bytes sent of bytes in all, and the time left. Nothing of it is printed where nobody looks."""

    def __init__(self) -> None:
        self._moving = on_terminal(sys.stderr) and not os.environ.get("CI")
        self._begun: dict[str, float] = {}

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        self.clear()

    def show(self, region: str, done: int, total: int) -> None:
        """How far one region is, in bytes."""
        if not self._moving:
            return
        taken = time.monotonic() - self._begun.setdefault(region, time.monotonic())
        left = taken / done * (total - done) if done and taken > SETTLED else None
        rest = "" if left is None else f", {int(left) // 60}:{int(left) % 60:02} min"
        bar = "█" * (20 * done // total if total else 20)
        say(f"{CLEARED}{region} {bar:░<20} {done / 1e6:.1f}/{total / 1e6:.1f} MB{rest}", err=True, nl=False)

    def tell(self, reason: str) -> None:
        """That something has failed and is tried again."""
        self.clear()
        say(f"… {printable(reason)}", err=True)

    def clear(self) -> None:
        """Makes room for a whole line."""
        if self._moving:
            say(CLEARED, err=True, nl=False)
