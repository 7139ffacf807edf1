"""Many pages' Markdown to rich text, each within a budget of time and memory, in processes that can be ended.

Python-Markdown can be made to run for minutes by a few kilobytes (`docs/decisions/0004-killable-conversion.md`); such a
page becomes a finding, and every other page is converted all the same.
"""

import contextlib
import os
import resource
import socket
import struct
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from multiprocessing.connection import Connection, Pipe, wait

from integreat_ssg.cache import Cache
from integreat_ssg.model.findings import Place, error
from integreat_ssg.model.richtext import RichText
from integreat_ssg.reading.markdown import Converted, convert
from integreat_ssg.reading.memory import Memory

BATCH = 16_000
"""Characters that are sent to a process at once, so that it need not wait for each page; a longer page goes alone."""
MEMORY = 1 << 30
PATIENCE = 3
"""Seconds that a single message may take."""
START_UP = 60.0
"""Seconds in which a process must begin; on a busy machine it takes longer than a page may."""

_Job = tuple[str, str]
"""A page's path inside its region, and its Markdown."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How long one page may take, in seconds, and how many processes may work at once."""

    seconds: float = 10.0
    processes: int = 2


@dataclass
class _Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    jobs: deque[_Job] = field(default_factory=deque)
    """What it has not answered yet, first what it is doing."""
    deadline: float = 0.0
    ready: bool = False


@dataclass
class Converter:
    """Converts pages and keeps its processes until it is closed; use it with `with`. With it goes the memory of what was read.
    Threads that convert wait for each other."""

    cache: Cache = field(default_factory=Cache)
    budget: Budget = field(default_factory=Budget)
    reread: bool = False
    """Whether every file is opened, also one that surely is as it was."""
    stays: bool = False
    """Whether what was read stays in this process for the next reading."""
    _workers: list[_Worker] = field(default_factory=list)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    @cached_property
    def memory(self) -> Memory:
        """What is known from earlier readings, for as long as this converter is there."""
        return Memory(self.cache, self.reread, self.stays)

    def __enter__(self) -> "Converter":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes; the next text starts others."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def convert(self, texts: Iterable[_Job]) -> dict[_Job, Converted]:
        """(file inside its region, Markdown) to result. The next texts are asked for while others are converted."""
        with self._turn:
            try:
                return self._work(iter(texts))
            except BaseException:
                self.close()  # what they are at, nobody asks for any more
                raise

    def _work(self, coming: Iterator[_Job]) -> dict[_Job, Converted]:
        results: dict[_Job, Converted] = {}
        lost: set[_Job] = set()
        waiting: deque[_Job] = deque()
        has_more = True
        while True:
            self._hand_out(waiting, coming)
            busy = [worker for worker in self._workers if worker.jobs]
            if not busy:
                return results
            patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
            ready = wait([worker.connection for worker in busy], 0.0 if has_more else patience)
            if not ready and has_more:
                waiting += (read := list(islice(coming, 1)))
                has_more = bool(read)
                continue
            for worker in busy:
                first = worker.jobs[0]
                if worker.connection in ready:
                    try:
                        answer: Converted | None = worker.connection.recv()
                        if answer is None:  # it has started, and the page's own time begins
                            worker.ready = True
                            self._send(worker)
                        else:
                            results[worker.jobs.popleft()] = answer
                            worker.deadline = time.monotonic() + self.budget.seconds
                        continue
                    except (EOFError, OSError):
                        if first in lost:
                            results[worker.jobs.popleft()] = _failed(first, "conversion-crashed")
                        lost.add(first)
                elif time.monotonic() >= worker.deadline:
                    worker.jobs.popleft()
                    results[first] = _failed(first, "conversion-too-slow", seconds=f"{self.budget.seconds:g}")
                else:
                    continue
                waiting.extendleft(reversed(worker.jobs))
                _end(worker)
                self._workers.remove(worker)

    def _hand_out(self, waiting: deque[_Job], coming: Iterator[_Job]) -> None:
        """Gives those who have nothing to do the next texts, first those that are waiting."""
        while True:
            idle = next((worker for worker in self._workers if not worker.jobs), None)
            if idle is None and len(self._workers) >= self.budget.processes:
                return
            jobs: deque[_Job] = deque()
            size = 0
            while size < BATCH and (job := waiting.popleft() if waiting else next(coming, None)):
                jobs.append(job)
                size += len(job[1]) + 100
            if not jobs:
                return
            if idle is None:
                self._workers.append(idle := _start())
            idle.jobs = jobs
            idle.deadline = time.monotonic() + START_UP
            if idle.ready:
                self._send(idle)

    def _send(self, worker: _Worker) -> None:
        worker.deadline = time.monotonic() + self.budget.seconds
        # Who is dead is noticed, and the job repeated, by the missing answer.
        with contextlib.suppress(OSError):
            worker.connection.send(list(worker.jobs))


def _start() -> _Worker:
    # A process of its own, not `multiprocessing`'s: that one runs the caller's main module again, and a fork of `serve`
    # would copy its threads and their locks.
    ours, theirs = Pipe()
    end = theirs.fileno()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", f"from integreat_ssg.reading.conversion import work; work({end})"], pass_fds=[end]
    )
    theirs.close()
    with socket.socket(
        fileno=os.dup(ours.fileno())
    ) as line:  # who is stopped in the middle of a message holds up nobody
        for direction in (socket.SO_SNDTIMEO, socket.SO_RCVTIMEO):
            line.setsockopt(socket.SOL_SOCKET, direction, struct.pack("ll", PATIENCE, 0))
    return _Worker(process, ours)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.wait()
    worker.connection.close()


def work(descriptor: int) -> None:
    """A worker's whole life: jobs in, a result for each out, until the other end of the pipe is closed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    connection = Connection(descriptor)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        convert("", "")  # loads what it needs before a page's own time begins
        connection.send(None)
        while True:
            for file, markdown in connection.recv():
                connection.send(_convert_safely(file, markdown))


def _convert_safely(file: str, markdown: str) -> Converted:
    try:
        return convert(markdown, file)
    except RecursionError:
        return _failed((file, markdown), "nested-too-deeply")
    except MemoryError:
        return _failed((file, markdown), "conversion-too-large")


def _failed(job: _Job, code: str, **details: object) -> Converted:
    return Converted(RichText(), (error(code, Place(job[0]), **details),))


def is_passing(result: Converted) -> bool:
    """Whether the outcome may be another one next time, on a machine with more time or memory."""
    return any(each.code.startswith("conversion-") for each in result.findings)
