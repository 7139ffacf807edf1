"""Programs that end with the test that started them, whatever they are doing."""

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from queue import Empty, Queue
from time import monotonic


def program(name: str) -> str:
    """The path of a program; a machine without it cannot tell anything, so that is an error."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"The offline tests need {name}. `make offline` installs it.")
    return found


class Process:
    """A program with all its children, as one process group. It ends when the tests end, even if these are killed."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None, keep: Sequence[int] = ()
    ) -> None:
        self._lines: Queue[str] = Queue()
        self._said: list[str] = []
        self._popen = subprocess.Popen(
            [program("setpriv"), "--pdeathsig", "KILL", "--", *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env={**os.environ, **(environment or {})},
            start_new_session=True,
            pass_fds=keep,
        )
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._popen.stderr
        for line in self._popen.stderr:
            self._lines.put(line)

    def says(self, pattern: str, seconds: float) -> str:
        """The first group of a pattern, once the program has written it to standard error."""
        end = monotonic() + seconds
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, min(0.5, end - monotonic())))
            except Empty:
                if monotonic() > end or self._popen.poll() is not None:
                    self.kill()
                    raise TimeoutError(f"Never said {pattern!r}:\n{''.join(self._said[-20:])}") from None
                continue
            self._said.append(line)
            if found := re.search(pattern, line):
                return found[1]

    def wait(self, seconds: float) -> None:
        """Waits for the program to end by itself and kills what is left of it."""
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(seconds)
        self.kill()

    def kill(self) -> None:
        """Ends the whole group at once, with a signal that no program can hear."""
        with suppress(ProcessLookupError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait(10)
