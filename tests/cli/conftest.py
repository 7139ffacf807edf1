"""The real command with a theme that takes no time; the looks of pages are tested elsewhere."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.writing.tiny_theme import write_tiny_theme


@pytest.fixture
def run(tmp_path: Path, run_cli: Callable[..., CompletedProcess[str]]) -> Callable[..., CompletedProcess[str]]:
    """`run_cli` with `--theme`, which an argument can still override."""
    write_tiny_theme(tmp_path / "theme")
    return lambda command, *arguments, **options: run_cli(command, "--theme", "theme", *arguments, **options)
