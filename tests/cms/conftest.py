"""The CMS runs once for all tests of this folder, and is imported from once."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from integreat_ssg.cli import main
from integreat_ssg.model.content import Content
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from tests.cms.guide import SLUG
from tests.cms.servers import Cms, cms
from tests.exchange.integreat.guide import new_guide


@dataclass(frozen=True)
class Moved:
    """A guide in a git repository, and what the import printed that filled it."""

    folder: Path
    printed: str = ""

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def region(self) -> Path:
        return self.content / SLUG

    def bring(self, source: str, *options: str, region: str = SLUG) -> Result:
        """One import, committed."""
        given = ["import", "integreat", source, "--region", region, "--content", str(self.content), "--language", "en"]
        result = CliRunner().invoke(main, [*given, *options])
        for words in (["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "as it came"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True)
        return result

    def read(self, converter: Converter, region: str = SLUG) -> Content:
        found, _ = read_region(read_library(self.content, converter), region)
        assert found is not None
        return found

    def text(self, path: str) -> str:
        return (self.region / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """All files of the region but the record of the import, by their paths."""
        files = (file for file in self.region.rglob("*") if file.is_file())
        named = {file.relative_to(self.region).as_posix(): file.read_bytes() for file in files}
        return {name: data for name, data in named.items() if not name.startswith("imported/")}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cms]:
    with cms(tmp_path_factory.mktemp("cms")) as running:
        yield running


@pytest.fixture(scope="module")
def moved(source: Cms, tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("moved")
    guide = Moved(new_guide(folder / "guide").folder)
    result = guide.bring(source.origin, "--allow-private", "--save", str(folder / "kept"))
    assert result.exit_code == 0, result.output
    return Moved(guide.folder, result.output)


@pytest.fixture(scope="module")
def content(moved: Moved, converter: Converter) -> Content:
    return moved.read(converter)
