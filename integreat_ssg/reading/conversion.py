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
import time
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from multiprocessing.connection import Connection, Pipe, wait

from integreat_ssg.cache import Cache
from integreat_ssg.model.findings import Place, error
from integreat_ssg.model.richtext import RichText
from integreat_ssg.reading.markdown import Converted, convert
from integreat_ssg.reading.memory import Memory

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
    job: _Job | None = None
    deadline: float = 0.0
    ready: bool = False


@dataclass
class Converter:
    """Converts pages and keeps its processes until it is closed; use it with `with`. With it goes the memory of what was read."""

    cache: Cache = field(default_factory=Cache)
    budget: Budget = field(default_factory=Budget)
    reread: bool = False
    """Whether every file is opened, also one that surely is as it was."""
    stays: bool = False
    """Whether what was read stays in this process for the next reading."""
    _workers: list[_Worker] = field(default_factory=list)

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

    def convert(self, texts: set[_Job]) -> dict[_Job, Converted]:
        """(file inside its region, Markdown) to result."""
        return self._work(deque(sorted(texts)))

    def _work(self, waiting: deque[_Job]) -> dict[_Job, Converted]:
        results: dict[_Job, Converted] = {}
        lost: set[_Job] = set()
        while waiting or any(worker.job for worker in self._workers):
            self._hand_out(waiting)
            busy = [worker for worker in self._workers if worker.job]
            patience = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
            ready = wait([worker.connection for worker in busy], patience)
            for worker in busy:
                job = worker.job
                assert job is not None
                if worker.connection in ready:
                    try:
                        answer: Converted | None = worker.connection.recv()
                        if answer is None:  # it has started, and the page's own time begins
                            worker.ready = True
                            self._send(worker, job)
                        else:
                            results[job], worker.job = answer, None
                        continue
                    except (EOFError, OSError):
                        if job not in lost:
                            lost.add(job)
                            waiting.appendleft(job)
                        else:
                            results[job] = _failed(job, "conversion-crashed")
                elif time.monotonic() >= worker.deadline:
                    results[job] = _failed(job, "conversion-too-slow", seconds=f"{self.budget.seconds:g}")
                else:
                    continue
                _end(worker)
                self._workers.remove(worker)
        return results

    def _hand_out(self, waiting: deque[_Job]) -> None:
        while len(self._workers) < min(
            self.budget.processes, len(waiting) + sum(1 for each in self._workers if each.job)
        ):
            self._workers.append(_start())
        for worker in self._workers:
            if waiting and worker.job is None:
                worker.job = waiting.popleft()
                worker.deadline = time.monotonic() + START_UP
                if worker.ready:
                    self._send(worker, worker.job)

    def _send(self, worker: _Worker, job: _Job) -> None:
        worker.deadline = time.monotonic() + self.budget.seconds
        # Who is dead is noticed, and the job repeated, by the missing answer.
        with contextlib.suppress(OSError):
            worker.connection.send(job)


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
    """A worker's whole life: a job in, a result out, until the other end of the pipe is closed."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    connection = Connection(descriptor)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        convert("", "")  # loads what it needs before a page's own time begins
        connection.send(None)
        while True:
            file, markdown = connection.recv()
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
