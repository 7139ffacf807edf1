"""Three editions of a small site, built once."""

from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from tests.conftest import SMALL_SITE, WHOLE, Files, write_files
from tests.writing.tiny_theme import write_tiny_theme

JOBS = "town/de/work/jobs.md"
EDITED: Files = {**SMALL_SITE, JOBS: "---\ntitle: Stellen\n---\n## Suchen\n\nEin neuer Satz.\n"}
SHORTER: Files = {path: text for path, text in EDITED.items() if path != JOBS}
PAGE = """<!doctype html><html><head><title>{{ view.frame.head.title }}</title>
<link rel="stylesheet" href="{{ view.frame.assets }}style.css"></head><body>{{ view.body }}</body></html>
"""
THEME: Files = {"templates/home.html": PAGE, "templates/page.html": PAGE, "worker/1.js": "// nothing\n"}
"""What a theme needs for a deploy: pages that cannot do without other files, and a worker."""


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> list[Path]:
    """The output folders of a small site, of one with an edited page, and of one without that page.

    A theme of a few files leads through all that a deploy does with a host; in the matrix it is the one that is shipped.
    """
    folder = tmp_path_factory.mktemp("editions")
    tiny = write_files(write_tiny_theme(folder / "theme"), THEME)
    return _built(folder, theme if WHOLE else read_theme(tiny), [SMALL_SITE, EDITED, SHORTER])


@pytest.fixture(scope="session")
def heavy_editions(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> list[Path]:
    """The first two of them in the theme that is shipped: so many bytes that a line can be cut in the middle of them."""
    return _built(tmp_path_factory.mktemp("heavy-editions"), theme, [SMALL_SITE, EDITED])


def _built(folder: Path, theme: Theme, contents: list[Files]) -> list[Path]:
    outputs: list[Path] = []
    cache = Cache(folder / "cache")
    with Converter(cache, Budget(seconds=30, processes=1)) as converter:
        for number, files in enumerate(contents):
            content, output = write_files(folder / f"content{number}", files), folder / f"build{number}"
            today = date(2026, 11, 1 + number)
            job = Job(content=content, output=output, theme=theme, cache=cache, converter=converter, today=today)
            assert build(job).regions[0].written
            outputs.append(output)
    return outputs
