"""What the offline tests share: three browsers, breakable hosts, releases, and the table of what held."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.offline_browsers.breakable import Breakable
from tests.offline_browsers.engines import ENGINES, Engine
from tests.offline_browsers.reader import Reader
from tests.offline_browsers.results import Record, Results, write_table
from tests.offline_browsers.sites import Release, Sites
from tests.offline_browsers.wire import RefusedError

RESULTS = pytest.StashKey[Results]()
WORKEROUTPUT = "offline results"
"""The name under which a worker of xdist tells its results to the process that has started it."""


def pytest_configure(config: pytest.Config) -> None:
    """An empty table for this run."""
    config.stash[RESULTS] = Results()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Takes over what a worker of xdist has seen; one that has died has told nothing."""
    node.config.stash[RESULTS].merge(getattr(node, "workeroutput", {}).get(WORKEROUTPUT, []))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Writes the table where everything has been seen and nothing has failed; a worker hands over what it has seen."""
    results = session.config.stash[RESULTS]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[WORKEROUTPUT] = results.entries()
    elif exitstatus == pytest.ExitCode.OK and not results.missing():
        write_table(REPOSITORY / "docs" / "offline.md", results)


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    """Notes in the table what held in the test's engine, or in the one that is named."""

    def note(requirement: str, measured: str = "", engine: str = "") -> None:
        name = engine or request.getfixturevalue("shared_engine").name
        request.config.stash[RESULTS].add(requirement, name, measured)

    return note


@pytest.fixture(scope="session")
def sites(shared: Path) -> Sites:
    """The releases, built when they are asked for, once in a run."""
    return Sites(shared / "releases")


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """Browsers that stay open for all tests that need nothing of their own; one that has died is started anew."""
    running: dict[str, Engine] = {}

    def living(name: str) -> Engine:
        try:
            running[name].visit("about:blank")
        except (KeyError, ConnectionError, TimeoutError, RefusedError):
            if name in running:
                running[name].kill()
            running[name] = ENGINES[name](tmp_path_factory.mktemp(name))
        return running[name]

    yield living
    for engine in running.values():
        engine.close()


@pytest.fixture(params=list(ENGINES))
def shared_engine(request: pytest.FixtureRequest, engines: Callable[[str], Engine]) -> Iterator[Engine]:
    """One of the browsers that stay open, with an empty window; each test has an origin of its own."""
    engine = engines(request.param)
    yield engine
    with suppress(ConnectionError, TimeoutError, RefusedError):
        engine.visit("about:blank")


@pytest.fixture
def engine(shared_engine: Engine) -> Engine:
    """The test's browser."""
    return shared_engine


@pytest.fixture(scope="session")
def origins() -> set[str]:
    """Origins that browsers have met: they keep what they have stored for them, and systems give a port out twice."""
    return set()


@pytest.fixture
def serve(origins: set[str]) -> Iterator[Callable[[Release], Breakable]]:
    """Hosts for releases; each at an origin of its own."""
    with ExitStack() as stack:

        def start(release: Release) -> Breakable:
            host = Breakable(release.folder)
            stack.callback(host.close)
            if host.origin in origins:
                return start(release)
            origins.add(host.origin)
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


@pytest.fixture
def saved(make_reader: Callable[[Release], Reader], sites: Sites) -> Reader:
    """A reader with German and Arabic on the device, whose host is gone."""
    reader = make_reader(sites.first)
    reader.enter()
    reader.save("text/de", "text/ar")
    reader.host.stop()
    return reader
