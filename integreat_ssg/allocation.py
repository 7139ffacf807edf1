"""Memory that is free, back to the system: C's allocator keeps it for this process, beside what is in use, and never moves anything."""

import ctypes
import gc
from contextlib import suppress


def give_back() -> None:
    """Gives back what is free, where the allocator can (glibc's `malloc_trim`). To be called where something large was let go."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def before_fork() -> None:
    """Makes ready for a fork. What is there now, no collection looks at any more (`gc.freeze`): the first one in the new process
    would write into all that both share, and so copy it."""
    give_back()
    gc.freeze()
