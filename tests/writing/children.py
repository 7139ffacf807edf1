"""Processes of our own making: forked, so that they start at once, each the leader of a group that can be killed whole."""

import contextlib
import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable
from typing import IO

from integreat_ssg.cli import building  # noqa: F401 - imported here once; otherwise each child would begin with that

WRITING = ("open", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.rmtree")
"""Audit events of Python that come before something changes on the disk (and "open", which also comes before reading)."""
_RENAMEAT2 = {"x86_64": 316, "aarch64": 276}
_LINKAT = {"x86_64": 265, "aarch64": 37}


def start(work: Callable[[], object], out: IO[bytes] | None = None, err: IO[bytes] | None = None) -> int:
    """The id of a process that does `work`, and ends with 0, with the code of SystemExit, or with 99."""
    process = os.fork()
    with contextlib.suppress(OSError):  # both do it, since nobody knows who comes first
        os.setpgid(process, process)
    if process:
        return process
    code: object = 99
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for number, stream in enumerate((None, out, err)):
            os.dup2(stream.fileno() if stream else silence, number)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")  # pytest has put its own there
        work()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    finally:
        os._exit(code if isinstance(code, int) else 98)


def end(process: int) -> int:
    """Waits for the end of a process; its exit code, or the negative number of the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def kill(process: int) -> None:
    """kill -9 for a process and everything it has started; returns when it is gone."""
    os.killpg(process, signal.SIGKILL)
    end(process)


def die_at(step: int) -> None:
    """From now on this process counts what it does to the disk, and kills itself before the step of that number."""
    done = 0

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal done
        # The exchange of two folders is a call of C's renameat2.
        if event in WRITING or event == "ctypes.dlsym":
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def refuse_exchange() -> None:
    """From now on the kernel tells this process that it knows no renameat2(2), as old kernels do."""
    _refuse(_RENAMEAT2[platform.machine()], errno.ENOSYS)


def refuse_links() -> None:
    """From now on this process can make no hard link, as on a file system that has none."""
    _refuse(_LINKAT[platform.machine()], errno.EPERM)


def _refuse(call: int, number: int) -> None:
    """A filter of seccomp(2): a call of the system fails with an error of this number."""
    load, jump_if_equal, give_back = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | number
    code = b"".join(
        struct.pack("HBBI", *line)
        for line in (
            (load, 0, 0, 0),
            (jump_if_equal, 0, 1, call),
            (give_back, 0, 0, refuse),
            (give_back, 0, 0, allow),
        )
    )
    buffer = ctypes.create_string_buffer(code, len(code))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer)))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, filtered = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(set_seccomp, filtered, program, 0, 0):
        raise OSError(ctypes.get_errno(), "no seccomp")
