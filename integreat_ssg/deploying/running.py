"""A program that is run for a while, and ended when it only fails any more."""

import re
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

FAILURES = 4
"""Complaints after which a run is ended: on a line that is dead rclone goes on to try each file, two seconds apart."""

_FAILURE = re.compile(r"ERROR : .*\b([Ff]ailed to|[Cc]ouldn't)\b")


def run(command: Sequence[str], environment: Mapping[str, str], out: Path, seconds: float) -> tuple[int, bytes, str]:
    """The exit code, what was printed, which `out` takes up meanwhile, and the complaints. A run that takes longer than
    `seconds` is killed; it has an exit code below zero then, as one that was ended for its failures may have."""
    told: list[str] = []
    failures = 0
    with (
        out.open("wb") as printed,
        subprocess.Popen(  # noqa: S603 - the program was found in the path; texts of others only name folders
            list(command), stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.PIPE, env=dict(environment)
        ) as process,
    ):
        alarm = threading.Timer(seconds, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            assert process.stderr
            for line in process.stderr:
                told.append(line.decode("utf-8", "replace"))
                failures += bool(_FAILURE.search(told[-1]))
                if failures == FAILURES:
                    process.terminate()
            code = process.wait()
        except BaseException:  # whoever stops us stops it
            process.kill()
            raise
        finally:
            alarm.cancel()
    return code, out.read_bytes(), "".join(told)
