"""Servers that are started for a test and ended after it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SMALL_SITE, write_files
from tests.serving.served import Served, start
from tests.writing.tiny_theme import write_tiny_theme


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts servers on the small site, or on the one that is there already."""
    servers = []

    def serve(*options: str, **how: object) -> Served:
        if not (tmp_path / "content").exists():
            write_files(tmp_path / "content", SMALL_SITE)
        if not (tmp_path / "theme").exists():
            write_tiny_theme(tmp_path / "theme")
        servers.append(start(tmp_path, *options, **how))  # type: ignore[arg-type]
        return servers[-1]

    yield serve
    for each in servers:
        if each.process.poll() is None:
            each.end()
        assert "Traceback" not in each.terminal, each.terminal
