"""A program that is run for a while, and ended as soon as it has failed: on a dead line rclone would go on to try each file, two
seconds apart, and say in the end what was clear from the beginning."""

import re
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

GRACE = 10.0
"""Seconds in which a run that is ended may tidy up."""
_FAILURE = re.compile(r"ERROR : .*: ([Ff]ailed to (copy|delete|remove)|[Cc]ouldn't delete)\b")


def run(command: Sequence[str], environment: Mapping[str, str], out: Path, seconds: float) -> tuple[int, bytes, str]:
    """The exit code, what was printed, which `out` takes up meanwhile, and the complaints. A run that takes longer than
    `seconds` is killed; it has an exit code below zero then, as one that was ended for a failure may have."""
    told: list[str] = []
    with (
        out.open("wb") as printed,
        subprocess.Popen(  # noqa: S603 - the program was found in the path; texts of others only name folders
            list(command), stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.PIPE, env=dict(environment)
        ) as process,
    ):
        alarm = _alarm(seconds, process)
        try:
            assert process.stderr
            for line in process.stderr:
                told.append(line.decode("utf-8", "replace"))
                if _FAILURE.search(told[-1]):
                    process.terminate()
                    alarm.cancel()
                    alarm = _alarm(GRACE, process)
            code = process.wait()
        except BaseException:  # whoever stops us stops it
            process.kill()
            raise
        finally:
            alarm.cancel()
    return code, out.read_bytes(), "".join(told)


def _alarm(seconds: float, process: "subprocess.Popen[bytes]") -> threading.Timer:
    alarm = threading.Timer(seconds, process.kill)
    alarm.daemon = True
    alarm.start()
    return alarm
