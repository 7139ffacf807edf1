"""The guide with a past, and the report on it, made once in a run by the real command."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.monitoring.count import Files, snapshots
from tests.monitoring.guide import make_guide
from tests.sharing import made_once

DAY = "2026-11-20"


def run(*arguments: str | Path, folder: Path) -> str:
    """What the command prints; one process converts, for these texts are few."""
    done = subprocess.run(
        [sys.executable, "-m", "integreat_ssg", *map(str, arguments), "--no-cache", "--processes", "1"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def write_report(guide: Path, output: Path) -> None:
    """A whole report's folder."""
    run("report", "--content", guide / "content", "--output", output, "--date", DAY, folder=guide)


@pytest.fixture(scope="session")
def guide(shared: Path) -> Path:
    """A repository with the content folder `content`."""
    return made_once(shared / "guide", make_guide)


@pytest.fixture(scope="session")
def folder(shared: Path, guide: Path) -> Path:
    """The folder of the report on the guide."""
    return made_once(shared / "guide-report", partial(write_report, guide))


@pytest.fixture(scope="session")
def told(folder: Path) -> Any:
    """The report's numbers, as its JSON has them."""
    return json.loads((folder / "report.json").read_text())


@pytest.fixture(scope="session")
def past(guide: Path) -> list[tuple[Any, Files]]:
    """Every commit of the guide, as git has it."""
    return snapshots(guide)
