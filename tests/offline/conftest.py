"""A region built in a few lines, once or again over what was published."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.build import Job, RegionResult, build
from tests.conftest import SMALL_SITE, Files
from tests.offline.reader import pointer

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


def edited(path: str = "town/de/work/jobs.md", text: str = "Neuer Text.") -> Files:
    """The small site with another text on one page."""
    return {**SMALL_SITE, path: f"---\ntitle: Stellen\n---\n## Suchen\n\n{text}\n"}
