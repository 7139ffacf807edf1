"""A region built in a few lines, once or again over what was published."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import RegionResult
from integreat_ssg.reading.theme import read_theme
from tests.conftest import SMALL_SITE, Files, write_files
from tests.offline.reader import pointer
from tests.writing.tiny_theme import write_tiny_theme

TODAY = date(2026, 3, 4)
MIDNIGHT = 1772582400
"""Of that day, in seconds since 1970 (UTC)."""


@dataclass(frozen=True)
class Town:
    """The built region and where it was published; every `build` starts from the files it is given."""

    job: Callable[..., Job]
    site: Path
    published: Path

    def build(self, files: Files = SMALL_SITE, **options: object) -> RegionResult:
        """Builds the content made of `files` alone, over what is published."""
        shutil.rmtree(self.site.parents[1] / "content", ignore_errors=True)
        over = {"published": self.published} if self.published.exists() else {}
        result = build(self.job(files, **{"today": TODAY, **over, **options}))
        [region] = result.regions
        assert region.written, result.all_findings
        return region

    def publish(self) -> None:
        """What is built is what readers have from now on."""
        shutil.rmtree(self.published, ignore_errors=True)
        shutil.copytree(self.site.parent, self.published)

    def release(self, files: Files = SMALL_SITE, **options: object) -> int:
        """Builds and publishes; the sequence of the release."""
        self.build(files, **options)
        self.publish()
        sequence: int = pointer(self.site)["sequence"]
        return sequence


@pytest.fixture
def town(make_job: Callable[..., Job], tmp_path: Path) -> Town:
    """The small site's only region; nothing is published yet."""
    return Town(make_job, tmp_path / "build" / "town", tmp_path / "published")


@pytest.fixture(scope="module")
def quick_theme(tmp_path_factory: pytest.TempPathFactory) -> Theme:
    """A theme of a few lines with a worker."""
    folder = write_tiny_theme(tmp_path_factory.mktemp("theme"))
    return read_theme(write_files(folder, {"worker/1.js": "// nothing\n"}))


@pytest.fixture
def quick_town(make_job: Callable[..., Job], quick_theme: Theme, tmp_path: Path) -> Town:
    """The small site's only region in that theme; nothing is published yet."""
    return Town(partial(make_job, theme=quick_theme), tmp_path / "build" / "town", tmp_path / "published")


def edited(path: str = "town/de/work/jobs.md", text: str = "Neuer Text.") -> Files:
    """The small site with another text on one page."""
    return {**SMALL_SITE, path: f"---\ntitle: Stellen\n---\n## Suchen\n\n{text}\n"}


def logo(number: int) -> Files:
    """Another logo, and so another folder of assets."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 {number + 9}"><path d="M0 0h9v9z"/></svg>'
    region = "kind: town\nname: Town\nlanguages: [de, ar]\nlogo: media/logo.svg\n"
    return {"town/region.yaml": region, "town/media/logo.svg": drawing}
