"""Work done by one process, by several, or by a cluster gives the same bytes, also where workers die on the way."""

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from integreat_ssg import chunks
from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.errors import IntegreatError, UsageError
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.workers import Workers, executor_from
from tests.conftest import REPOSITORY
from tests.line.cluster import client
from tests.writing.trees import difference, tree

CONTENT = REPOSITORY / "tests/sites/everything"


def built(output: Path, workers: Workers, cache: Path | None = None, **options: object) -> dict[str, bytes]:
    """The tree of the site that has everything."""
    with workers, Converter(Cache(cache), Budget(processes=1)) as converter:
        theme = read_theme(default_theme())
        result = build(Job(CONTENT, output, theme, Cache(cache), converter, workers=workers, **options))  # type: ignore[arg-type]
    assert all(region.written for region in result.regions)
    return tree(output)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes."""
    return built(tmp_path_factory.mktemp("alone"), Workers())


@pytest.fixture(autouse=True)
def no_matter_how_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started for small regions too."""
    monkeypatch.setattr(chunks, "FEW", 0)


@pytest.mark.parametrize("processes", [2, 8])
def test_as_many_processes_as_one_likes(processes: int, tmp_path: Path, alone: dict[str, bytes]) -> None:
    """The number of processes changes nothing, with a cache that is filled by all of them at once neither."""
    workers = Workers(processes)
    assert not difference(built(tmp_path / "build", workers, tmp_path / "cache"), alone)
    assert not difference(built(tmp_path / "again", Workers(), tmp_path / "cache"), alone)


def apart(check: Callable[[], None]) -> None:
    """Runs a check in a process without other threads: beside those that other tests have left, no processes of ours are made."""
    child = os.fork()
    if child == 0:
        try:
            check()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def test_no_process_outlives_its_build() -> None:
    """When a build ends, so have its workers."""

    def check() -> None:
        with Workers(2) as workers:
            pids = list(workers.start(_pid, range(20)).results())
            assert os.getpid() not in pids
        for pid in set(pids):
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    apart(check)


def _pid(_: int) -> int:
    time.sleep(0.02)
    return os.getpid()


def test_workers_end_with_who_started_them() -> None:
    """kill -9 for a build leaves no process behind."""
    reader, writer = os.pipe()
    builder = os.fork()
    if builder == 0:
        try:
            with Workers(2) as workers:
                found = " ".join(map(str, set(workers.start(_pid, range(20)).results())))
                os.write(writer, found.encode())
                time.sleep(60)
        finally:
            os._exit(0)
    os.close(writer)  # else nobody notices here that the other one has failed
    pids = [int(each) for each in os.read(reader, 1000).split()]
    os.kill(builder, signal.SIGKILL)
    os.waitpid(builder, 0)
    deadline = time.monotonic() + 10
    while any(map(_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert pids
    assert not any(map(_alive, pids))


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(params=["ours", "somebody else's"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Two processes, as the program starts them, or in an executor that somebody has made."""
    if request.param == "ours":
        with Workers(2) as own:
            yield own
    else:
        with ProcessPoolExecutor(2, mp_context=get_context("fork")) as executor:
            yield Workers(1, executor)


def _kills_once(place: tuple[Path, int]) -> int:
    """Its argument's number; whoever comes first at number 3 is killed."""
    folder, number = place
    if number == 3:
        try:
            (folder / "killed").touch(exist_ok=False)
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_worker_that_is_killed_is_made_up_for(tmp_path: Path, workers: Workers) -> None:
    """Its chunk and all that were waiting are done again; the results are all there, in their order."""

    def check() -> None:
        assert list(workers.start(_kills_once, [(tmp_path, each) for each in range(8)]).results()) == list(range(8))

    if workers.executor:
        check()
    else:
        apart(check)
    assert (tmp_path / "killed").exists()


def _kills_others(caller: int) -> int:
    if os.getpid() != caller:
        os.kill(os.getpid(), signal.SIGKILL)
    return caller


def test_what_kills_every_worker_is_done_here(workers: Workers) -> None:
    """A chunk that no worker survives is done in this process."""
    assert list(workers.start(_kills_others, [os.getpid()] * 3).results()) == [os.getpid()] * 3


def _refuses(number: int) -> int:
    raise UsageError(f"no {number}")


def test_what_a_user_did_wrong_is_told_as_ever(workers: Workers) -> None:
    """An error of a chunk is the error that the chunk has alone."""
    with pytest.raises(UsageError, match="no 1"):
        list(workers.start(_refuses, [1, 2]).results())


def test_a_cluster_makes_the_same(tmp_path: Path, alone: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask on separate processes that share no folder with this one, one of them killed at work: the same bytes, and
    nothing is left where the workers ran."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    with closing(client()) as connected:
        workers = connected.run(os.getpid)
        victim = min(workers)
        begun, killed = threading.Event(), threading.Event()

        def kill() -> None:
            while not connected.processing()[victim]:
                time.sleep(0.005)
            os.kill(workers[victim], signal.SIGKILL)
            killed.set()

        def progress(stage: str, _: str) -> None:
            if stage == "render" and not begun.is_set():
                begun.set()
                threading.Thread(target=kill, daemon=True).start()

        executor: Executor = connected.get_executor()
        made = built(tmp_path / "build", Workers(1, executor), Path("cache"), progress=progress)
        assert killed.is_set()
        assert not difference(made, alone)
        connected.cluster.close()
    assert {each.name for each in elsewhere.iterdir()} <= {"cache"}


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere:factory", "No module named"), ("os:nothing", "no attribute"), ("builtins:dict", "is no concurrent")],
)
def test_what_makes_no_executor_is_refused(name: str, said: str) -> None:
    """With the name that was given, and why."""
    with pytest.raises(IntegreatError, match=said):
        executor_from(name)
