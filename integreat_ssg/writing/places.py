"""Where the writer works, alone with a region for as long as it takes, and what it says where the disk refuses."""

import errno
import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from integreat_ssg.errors import WorldError

WORKSHOP = ".integreat"
"""The folder in the output folder for everything that is not yet or no longer a site."""
PATIENCE = 1.0
"""Seconds to wait for another build in silence."""


@contextmanager
def locked(output: Path, name: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Alone with a region's folder. The kernel gives the lock back when its process ends, however it ends."""
    with _lock_file(output, name) as lock:
        patient_until = time.monotonic() + PATIENCE
        while not _alone(lock):
            if time.monotonic() > patient_until:
                waiting()
                fcntl.flock(lock, fcntl.LOCK_EX)
                break
            time.sleep(0.02)
        yield


@contextmanager
def locked_at_once(output: Path, name: str) -> Iterator[bool]:
    """Alone with a region's folder, if that can be had without waiting; tells whether it could."""
    with _lock_file(output, name) as lock:
        yield _alone(lock)


def _lock_file(output: Path, name: str) -> TextIO:
    """The file whose lock is a region's."""
    (output / WORKSHOP).mkdir(parents=True, exist_ok=True)
    return (output / WORKSHOP / f"{name}.lock").open("w")


def _alone(lock: TextIO) -> bool:
    """Whether the lock could be had at once."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def world(target: Path, size: int = 0) -> Iterator[None]:
    """The disk's refusals, told with the path, and with the bytes needed where there is no room."""
    try:
        yield
    except OSError as problem:
        room = f" It needs up to {size / 1e6:.1f} MB." if problem.errno in (errno.ENOSPC, errno.EDQUOT) else ""
        raise WorldError(
            f"{problem.filename or target} cannot be written: {problem.strerror or problem}.{room}"
            " What was published before stands."
        ) from problem
