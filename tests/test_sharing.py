"""What the workers of a run share, asked for by several at once. (Locks of files part threads as they part processes.)"""

import fcntl
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest

from tests.sharing import found_once, made_once, turn

MANY = 4


def test_what_several_ask_for_is_made_once(tmp_path: Path) -> None:
    """One makes it; the others wait and get what it has made, whole."""
    made: list[Path] = []
    barrier = Barrier(MANY)

    def make(folder: Path) -> None:
        made.append(folder)
        folder.mkdir()
        (folder / "page").write_text("whole")

    def ask(_: int) -> str:
        barrier.wait(10)
        return (made_once(tmp_path / "site", make) / "page").read_text()

    with ThreadPoolExecutor(MANY) as pool:
        assert list(pool.map(ask, range(MANY))) == ["whole"] * MANY
    assert len(made) == 1


def test_what_cannot_be_made_is_tried_again(tmp_path: Path) -> None:
    """A build that fails leaves nothing that others would take for it."""

    def fail(folder: Path) -> None:
        folder.mkdir()
        raise AssertionError("does not build")

    with pytest.raises(AssertionError, match="does not build"):
        made_once(tmp_path / "site", fail)
    assert not (tmp_path / "site").exists()
    assert made_once(tmp_path / "site", Path.mkdir).is_dir()


def test_what_was_found_is_not_looked_for_again(tmp_path: Path) -> None:
    """The answer of the first, as JSON; that of a look that fails is none."""
    with pytest.raises(ZeroDivisionError):
        found_once(tmp_path / "answers" / "one.json", lambda: 1 / 0)
    assert found_once(tmp_path / "answers" / "one.json", lambda: {"boxes": []}) == {"boxes": []}
    assert found_once(tmp_path / "answers" / "one.json", lambda: "something else") == {"boxes": []}


def test_who_measures_times_is_alone(tmp_path: Path) -> None:
    """It begins when the others have ended, and those that come later begin when it has: nobody overtakes it."""
    order: list[str] = []
    never = Event()

    def take(name: str, alone: bool) -> None:
        with turn(tmp_path, alone=alone):
            order.append(name)

    with ThreadPoolExecutor(MANY) as pool:
        with turn(tmp_path, alone=False), turn(tmp_path, alone=False):
            measures: Future[None] = pool.submit(take, "measures", True)
            while free(tmp_path / "queue.lock"):
                never.wait(0.001)  # until it stands in the queue
            later = pool.submit(take, "later", False)
            assert not order
        measures.result(10)
        later.result(10)
    assert order == ["measures", "later"]


def free(lock: Path) -> bool:
    """Whether nobody holds a lock."""
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
