"""What the offline tests share: three browsers, breakable hosts, releases, and the table of what held."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.engines import ENGINES, Engine
from tests.offline_browsers.reader import Reader
from tests.offline_browsers.results import Record, Results, write_table
from tests.offline_browsers.sites import Release, Sites

RESULTS = pytest.StashKey[Results]()


def pytest_configure(config: pytest.Config) -> None:
    """An empty table for this run."""
    config.stash[RESULTS] = Results()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Writes the table where everything has been seen and nothing has failed."""
    results = session.config.stash[RESULTS]
    if exitstatus == pytest.ExitCode.OK and not results.missing():
        write_table(REPOSITORY / "docs" / "offline.md", results)


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    """Notes in the table what held in the test's engine, or in the one that is named."""

    def note(requirement: str, measured: str = "", engine: str = "") -> None:
        name = engine or request.getfixturevalue("shared_engine").name
        request.config.stash[RESULTS].add(requirement, name, measured)

    return note


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """The releases, built when they are asked for."""
    return Sites(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session", params=list(ENGINES))
def shared_engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A browser that stays open for all tests that need nothing of their own; each test has an origin of its own."""
    engine = ENGINES[request.param](tmp_path_factory.mktemp(request.param))
    yield engine
    engine.close()


@pytest.fixture
def engine(shared_engine: Engine) -> Iterator[Engine]:
    """The shared browser, with an empty window."""
    shared_engine.visit("about:blank")
    yield shared_engine
    shared_engine.visit("about:blank")


@pytest.fixture
def serve() -> Iterator[Callable[[Release], Breakable]]:
    """Hosts for releases; each on a port, and so an origin, of its own."""
    with ExitStack() as stack:

        def start(release: Release) -> Breakable:
            host = Breakable(release.folder)
            stack.callback(host.stop)
            return host

        yield start


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., Engine]]:
    """Browsers of a test's own, by name; one name has one profile, so that it can be started again."""
    with ExitStack() as stack:

        def start(name: str, **options: bool) -> Engine:
            engine: Engine = ENGINES[name](tmp_path / f"{name} profile", **options)
            stack.callback(engine.kill)
            return engine

        yield start


@pytest.fixture
def make_reader(engine: Engine, serve: Callable[[Release], Breakable]) -> Callable[[Release], Reader]:
    """A reader with the shared browser at a host of this release."""
    return lambda release: Reader(engine, serve(release), release.scope)
