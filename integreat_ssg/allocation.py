"""Free memory, back to the system: C's allocator keeps it for this process, between all that is in use."""

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
