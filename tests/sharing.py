"""What the workers of one run share: things that are made once, answers that are found once, and the machine itself.

Workers are processes, so files hold what is shared, and locks of the system say whose turn it is: these are given back when
a worker dies.
"""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

MARK = "alone"
"""The mark of tests that measure times, during which nothing else may run."""


@contextmanager
def locked(file: Path, *, together: bool = False) -> Iterator[None]:
    """Nobody else holds the lock of this name, or only others that hold it `together`. It is not to be asked for twice."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if together else fcntl.LOCK_EX)
        yield  # closing the file gives the lock back


def made_once(path: Path, make: Callable[[Path], object]) -> Path:
    """`path`, which `make` has written: the first that asks makes it, meanwhile others wait.

    One folder's things are made one after the other. What fails leaves nothing under that name.
    """
    with locked(path.parent / "making.lock"):
        if not path.exists():
            with TemporaryDirectory(dir=path.parent) as folder:
                draft = Path(folder) / path.name
                make(draft)
                draft.rename(path)
    return path


def found_once(file: Path, find: Callable[[], Any]) -> Any:
    """The JSON value in `file`, which is that of `find` where nobody has found it before."""
    with locked(file.with_suffix(".lock")):
        if not file.exists():
            file.write_text(json.dumps(find()), "utf-8")
        return json.loads(file.read_text("utf-8"))


@contextmanager
def turn(folder: Path, *, alone: bool) -> Iterator[None]:
    """A test's turn at the machine: one that is to be alone waits for the others, and those that come later wait for it."""
    with ExitStack() as held:
        with locked(folder / "queue.lock"):
            held.enter_context(locked(folder / "machine.lock", together=not alone))
        yield
