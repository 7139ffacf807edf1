"""What tests share: a content folder stated in a few lines, and the line run on it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.inspection import check
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from tests.commands import run_command
from tests.sharing import MARK, turn

REPOSITORY = Path(__file__).parent.parent
WHOLE = os.environ.get("MATRIX") == "all"
"""Whether all is asked for instead of what tells most in a short time: `make unit-matrix`, `make deploy-matrix`."""

Files = Mapping[str, str | bytes]

SMALL_SITE: Files = {
    "site.yaml": "title: Guide\nregions: [town]\n",
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\nsource_language: de\n",
    "town/de/index.md": "---\ntitle: Willkommen\n---\nHallo.\n",
    "town/de/imprint.md": "---\ntitle: Impressum\n---\nText.\n",
    "town/de/privacy.md": "---\ntitle: Datenschutz\n---\nText.\n",
    "town/de/accessibility.md": "---\ntitle: Barrierefreiheit\n---\nText.\n",
    "town/de/work/index.md": "---\ntitle: Arbeit\n---\nText.\n",
    "town/de/work/jobs.md": "---\ntitle: Stellen\n---\n## Suchen\n\nText.\n",
}
"""One region, two languages, one section, no findings but notes on missing Arabic pages."""


def write_files(folder: Path, files: Files) -> Path:
    """The folder with these files in it; a text is written as UTF-8."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run, one for all its workers; see `sharing`."""
    own = tmp_path_factory.getbasetemp()
    return (own if worker_id == "master" else own.parent) / "shared"


@pytest.fixture(autouse=True)
def machine(request: pytest.FixtureRequest, shared: Path) -> Iterator[None]:
    """The test's turn at the machine, all of it for a test that is marked `alone`."""
    with turn(shared, alone=request.node.get_closest_marker(MARK) is not None):
        yield


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The default theme, read once."""
    return read_theme(default_theme())


@pytest.fixture(scope="session")
def converter() -> Iterator[Converter]:
    """A converter that remembers nothing; its process stays, for to start one takes longer than most tests."""
    with Converter(Cache(None), Budget(seconds=10, processes=1)) as converter:
        yield converter


@pytest.fixture
def make_job(tmp_path: Path, theme: Theme, converter: Converter) -> Callable[..., Job]:
    """A job on `tmp_path/content` into `tmp_path/build`, with the given files in the content folder."""

    def make(files: Files, **options: object) -> Job:
        content = write_files(tmp_path / "content", files)
        given = {"content": content, "output": tmp_path / "build", "theme": theme, "cache": Cache(None)}
        return Job(**{**given, "converter": converter, **options})  # type: ignore[arg-type]

    return make


@pytest.fixture
def build_site(make_job: Callable[..., Job]) -> Callable[..., BuildResult]:
    """Builds a site from files."""
    return lambda files, **options: build(make_job(files, **options))


@pytest.fixture
def check_site(make_job: Callable[..., Job]) -> Callable[..., BuildResult]:
    """Checks a site made of files."""
    return lambda files, **options: check(make_job(files, **options))


@pytest.fixture
def run_cli(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command in a process of its own, in `tmp_path` or in `cwd`, with `given` as its standard input.

    Where options of `subprocess.run` are given, such as an environment, it is a new interpreter, as users have it.
    """

    def run(
        *arguments: str, cwd: Path = tmp_path, given: str = "", **options: object
    ) -> subprocess.CompletedProcess[str]:
        if not options:
            return run_command(cwd, *arguments, given=given)
        return subprocess.run(
            [sys.executable, "-m", "integreat_ssg", *arguments],
            **{"cwd": cwd, "input": given, "capture_output": True, "text": True, "timeout": 120, **options},  # type: ignore[call-overload]
        )

    return run
