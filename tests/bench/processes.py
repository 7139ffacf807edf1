"""What a command costs, with all processes that it starts: seconds on the clock and of processors, and memory."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

EVERY = 0.1
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processors, and the megabytes that all processes together held at most."""

    wall: float
    cpu: float
    memory: float


class FailedError(Exception):
    """A command that did not do what it was measured for."""


def cost_of(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> tuple[Cost, str]:
    """Runs a command in a folder; what it cost, and what it said. Raises FailedError where it fails.

    Processors' seconds are those of the command and all of its children that it waited for, as the system counts them (wait4).
    Memory is what the system charges to each process (PSS: pages that several share are divided among them), looked at every
    tenth of a second.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout
    said: list[str] = []
    listener = threading.Thread(target=_listen, args=(process.stdout, said))
    listener.start()
    done, seen = threading.Event(), [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, done, seen))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    done.set()
    watcher.join()
    listener.join()
    text = "".join(said)
    if process.returncode:
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{text[-3000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, max(seen[0], usage.ru_maxrss) / 1024), text


def _listen(stream: IO[str], said: list[str]) -> None:
    said.extend(stream)


def _watch(pid: int, done: threading.Event, seen: list[int]) -> None:
    while not done.wait(EVERY):
        seen[0] = max(seen[0], sum(map(_kilobytes, family(pid))))


def family(pid: int) -> Iterator[int]:
    """A process and all that stem from it."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from family(int(child))


def _kilobytes(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
