"""The matrix of test_interrupted.py on the sample. Run by `make deploy-matrix` alone."""

import shutil
from datetime import date
from pathlib import Path

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from tests.conftest import REPOSITORY
from tests.deploying.conftest import Releases
from tests.deploying.test_interrupted import every_cut


def test_the_sample_is_whole_after_every_cut(theme: Theme, converter: Converter, tmp_path: Path) -> None:
    """A region of the sample in all its languages, with search, places, events and offline packs: see test_interrupted.py."""
    content = shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    cache, outputs = Cache(tmp_path / "cache"), []
    for name in ("first", "second"):
        published = outputs[0] if outputs else None
        job = Job(content, tmp_path / name, theme, cache, converter, date(2026, 11, 22), published=published)
        build(job, ["goslar"])
        outputs.append(tmp_path / name)
        page = content / "goslar/de/local/towns.md"
        page.write_text(page.read_text() + "\nNoch ein Satz.\n")
    assert every_cut(tmp_path, *outputs, Releases(content, *outputs), "goslar") > 25
