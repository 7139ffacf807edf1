"""Many commands quickly: a process that has imported the whole program once, and forks for each of them.

To start Python and to import the program takes longer than most commands do. A test's own process cannot fork instead: it may
have threads by then, such as those of Go's runtime, which minifies styles, and in a fork these are missing.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import traceback
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parent.parent
PATIENCE = 300
"""Seconds that a command may take."""


def run_command(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """`integreat-ssg` with these arguments in `folder`, with `given` as its standard input, in a process of its own."""
    with TemporaryDirectory() as temporary:
        streams = [Path(temporary) / name for name in ("given", "out", "err")]
        for each in streams:
            each.touch()
        streams[0].write_text(given, "utf-8")
        asked = {"arguments": arguments, "folder": str(folder), "environment": dict(os.environ)}
        line = json.dumps({**asked, "streams": [str(each) for each in streams]})
        process = _forking()
        assert process.stdin
        assert process.stdout
        print(line, file=process.stdin, flush=True)
        code = int(process.stdout.readline())
        out, err = (each.read_bytes().decode() for each in streams[1:])
        return subprocess.CompletedProcess(arguments, code, out, err)


@cache
def _forking() -> "subprocess.Popen[str]":
    """The process that forks, which ends with this one: then nobody can ask it for anything any more."""
    command = [sys.executable, "-m", "tests.commands"]
    return subprocess.Popen(command, cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def serve() -> None:
    """Reads what to do from lines of standard input, and answers each with an exit code, or a signal's negative number."""
    from integreat_ssg.checking.readability import readability
    from tests.cli.every_command import every_command

    list(every_command())
    readability("Ein Satz.", "de")
    assert threading.active_count() == len(list(Path("/proc/self/task").iterdir())) == 1, (
        "only a process without threads may fork"
    )
    for line in sys.stdin:
        if (process := os.fork()) == 0:
            _become(**json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)


def _become(arguments: list[str], folder: str, environment: dict[str, str], streams: list[str]) -> None:
    code: object = 99
    try:
        signal.alarm(PATIENCE)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        for number, (path, mode) in enumerate(zip(streams, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
            os.dup2(os.open(path, mode), number)
        sys.stdin, sys.stdout, sys.stderr = os.fdopen(0), os.fdopen(1, "w"), os.fdopen(2, "w")
        from integreat_ssg.cli import main

        main(arguments, prog_name="integreat-ssg")
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()  # as a new interpreter would
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 98)


if __name__ == "__main__":
    serve()
