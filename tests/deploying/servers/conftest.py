"""Three editions of a small site, built once."""

from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Budget, Converter
from tests.conftest import SMALL_SITE, Files, write_files

JOBS = "town/de/work/jobs.md"
EDITED: Files = {**SMALL_SITE, JOBS: "---\ntitle: Stellen\n---\n## Suchen\n\nEin neuer Satz.\n"}
SHORTER: Files = {path: text for path, text in EDITED.items() if path != JOBS}


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory, theme: Theme) -> list[Path]:
    """The output folders of a small site, of one with an edited page, and of one without that page."""
    return _built(tmp_path_factory.mktemp("editions"), theme, [SMALL_SITE, EDITED, SHORTER])


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
