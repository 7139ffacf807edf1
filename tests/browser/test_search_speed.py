"""Search on a cheap phone: Chromium with its processor slowed down sixfold, over 300 pages of 2.5 kB."""

import pytest
from playwright.sync_api import Browser

from tests.bench.search import measure

WORK_MILLISECONDS = 240
"""What the fixed work takes on a machine that does nothing else, with the slowdown."""
READY = 1000
LATER = 50


@pytest.mark.alone
def test_the_first_answer_and_later_ones_come_soon(browser: Browser) -> None:
    """Held against fixed work in the same page, for other programs slow down both: one second, and 50 ms."""
    times = measure(browser, "de", pages=300, slowdown=6, runs=3)
    assert times.ready / times.work < READY / WORK_MILLISECONDS, times
    assert times.later / times.work < LATER / WORK_MILLISECONDS, times
