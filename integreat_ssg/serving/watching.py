"""Look and show: the thread that notices what was saved, and makes the page that somebody waits for.

It looks at the folders themselves, several times a second, and at once where the system gives a hint. Events alone would
not do: they get lost, and network drives send none; a look takes milliseconds.
"""

import time
from collections.abc import Iterable
from pathlib import Path

from integreat_ssg.serving.ahead import Ahead
from integreat_ssg.serving.hints import hints
from integreat_ssg.serving.stand import Stand

PAUSE = 0.25
"""Seconds between two looks."""
EFFORT = 20
"""Where a look takes long, the pause is so many times as long: looking costs a twentieth of a processor at most."""
QUIET = 0.02
"""Seconds without a change after which the page is shown that somebody waits for; some editors write in several steps. Where one
takes longer for them, the page is made twice."""
SETTLED = 0.1
"""Seconds without a change after which everything is built."""
RESTLESS = 2.0
"""Seconds of changes without a pause after which a build is made all the same."""


def watch(folders: Iterable[Path], stand: Stand, ahead: Ahead) -> None:
    """Never returns. Where it fails, `stand` tells."""
    try:
        with hints(folders, stand.hurry):
            while True:
                began = time.monotonic()
                if stand.is_settled():  # else whoever asked for a page has looked
                    stand.notice()
                if not stand.is_settled():
                    _settle(stand, ahead)
                elif not _show(stand, ahead, began):
                    stand.hurry.wait(max(PAUSE, EFFORT * (time.monotonic() - began)))
                    stand.hurry.clear()
    except Exception as problem:
        stand.lose(problem)


def _settle(stand: Stand, ahead: Ahead) -> None:
    """Lets a build be made when nothing has changed for a moment, or after a while all the same. The page that was asked for last
    comes before it, and while it waits for a build that has begun."""
    number, since = stand.wanted, time.monotonic()
    patient_until = since + RESTLESS
    while True:
        _show(stand, ahead, since + QUIET)
        stand.hurry.wait(max(0.0, since + SETTLED - time.monotonic()))
        stand.hurry.clear()
        before, number = number, stand.notice()
        now = time.monotonic()
        since = since if number == before else now
        if now >= min(since + SETTLED, patient_until):
            stand.settle(number)
            return


def _show(stand: Stand, ahead: Ahead, quiet_at: float) -> bool:
    """Makes the page that somebody waits for, if there is one; it is told of at `quiet_at` or later, and only where nobody has
    gone on saving in the meantime."""
    ask = stand.asked()
    if ask is None:
        return False
    html = ahead.page(ask)
    time.sleep(max(0.0, quiet_at - time.monotonic()))
    if stand.is_quiet():
        stand.glimpsed(ask, html)
    return True
