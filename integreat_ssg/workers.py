"""Pure functions done side by side, here or elsewhere: chunks go out as values, and results come back in the order of the chunks.

Any executor of `concurrent.futures` will do. Where one of its processes dies, its chunk is done once more, and then here.
"""

import ctypes
import importlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from integreat_ssg.allocation import before_fork, give_back
from integreat_ssg.errors import IntegreatError, UsageError

T = TypeVar("T")
R = TypeVar("R")

_PR_SET_PDEATHSIG = 1
_ATTEMPTS = 2


@dataclass(frozen=True)
class Started(Generic[T, R]):
    """Chunks that are being worked on."""

    workers: "Workers"
    function: Callable[[T], R]
    chunks: Sequence[T]
    futures: list["Future[Any] | None"]

    def results(self) -> Iterator[R]:
        """The result of each chunk, in their order, once: a result is not kept. Raises what the function raises."""
        for at, chunk in enumerate(self.chunks):
            future, self.futures[at] = self.futures[at], None
            yield self.workers.result(self.function, chunk, future)


@dataclass
class Workers(AbstractContextManager["Workers"]):
    """Does chunks of work with `processes` at once; with one, in this process and not before a result is asked for.

    `executor` is somebody else's, who also ends it. Our own processes are started when they are first needed, and ended at the
    end of `with`.
    """

    processes: int = 1
    executor: Executor | None = None
    _pool: Executor | None = field(default=None, repr=False)
    _children: list[BaseProcess] = field(default_factory=list, repr=False)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:  # nobody waits for what they are at
            for child in self._children:
                child.kill()
        self._end()

    @property
    def elsewhere(self) -> bool:
        """Whether chunks may be done on a machine that shares no disk with this one."""
        return self.executor is not None

    def open(self) -> None:
        """Starts our processes, if there are to be any and they are not there yet, before they are needed."""
        if self.executor is None and self.processes > 1:
            with suppress(Exception):  # it is tried again where they are needed
                self._own()

    def start(self, function: Callable[[T], R], chunks: Sequence[T], *, small: bool = False) -> Started[T, R]:
        """Begins to call `function`, which knows nothing but its argument, with each chunk. What is `small` is not worth the
        start of processes."""
        alone = self.executor is None and (self.processes == 1 or len(chunks) < 2 or (small and self._pool is None))
        return Started(self, function, chunks, [None if alone else self._submitted(function, each) for each in chunks])

    def ahead(self, begun: Iterable[R]) -> Iterator[R]:
        """What is begun one after the other: where others do the work, each is handed out when the next one has begun too."""
        waiting: list[R] = []
        for each in begun:
            waiting.append(each)
            if (self.executor is None and self.processes == 1) or len(waiting) > 1:
                yield waiting.pop(0)
        yield from waiting

    def result(self, function: Callable[[T], R], chunk: T, future: "Future[Any] | None") -> R:
        """What became of a chunk; where its worker was lost, it is done again. Raises what `function` raises."""
        for attempt in range(_ATTEMPTS):
            if future is None:
                break
            try:
                outcome = future.result()
            except Exception:  # each executor says in its own way that a worker is gone; a fault shows itself again
                self._end()
                future = self._submitted(function, chunk) if attempt + 1 < _ATTEMPTS else None
                continue
            if isinstance(outcome, IntegreatError):
                raise outcome
            return outcome  # type: ignore[no-any-return]
        return function(chunk)

    def _submitted(self, function: Callable[[T], R], chunk: T) -> "Future[Any] | None":
        with suppress(Exception):  # a pool that is broken, a cluster that is gone
            executor = self.executor or self._own()
            return executor.submit(partial(_outcome, function), chunk) if executor else None
        return None

    def _own(self) -> Executor | None:
        """Our processes, made by fork: they know all that is loaded already. Beside other threads there are none, for a fork
        would copy their locks."""
        if self._pool is None and threading.active_count() == 1:
            before_fork()
            context = multiprocessing.get_context("fork")
            self._pool = ProcessPoolExecutor(self.processes, mp_context=context, initializer=_begin)
            before = multiprocessing.active_children()
            self._pool.submit(int).result()  # a pool by fork starts all its processes at once
            self._children = [each for each in multiprocessing.active_children() if each not in before]
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool, self._children = None, []


def _outcome(function: Callable[[T], R], chunk: T) -> R | IntegreatError:
    """A result, or what a user has to know; everything else that is raised is a lost worker or a fault."""
    try:
        return function(chunk)
    except IntegreatError as problem:
        return problem
    finally:
        give_back()


def _begin() -> None:
    """The beginning of a process of ours: the one that started it ends it, and it never outlives that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def executor_from(name: str) -> Executor:
    """What the factory `module:factory` makes. Raises UsageError where there is none, or where it makes something else."""
    module, _, factory = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), factory)()
    except Exception as problem:  # it is somebody's own code
        raise UsageError(f"--executor {name} makes no executor: {type(problem).__name__}: {problem}") from problem
    if not isinstance(found, Executor):
        raise UsageError(f"--executor {name} makes a {type(found).__name__}, which is no concurrent.futures.Executor.")
    return found
