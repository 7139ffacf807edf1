"""Two releases of a small guide, and of the sample, as builds leave them."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.cli import main
from integreat_ssg.model.site import MANIFEST
from integreat_ssg.model.theme import Theme
from integreat_ssg.reading.conversion import Converter
from tests.conftest import SMALL_SITE, Files, write_files

FIRST: Files = {
    **SMALL_SITE,
    "site.yaml": "title: Guide\nregions: [town]\nbase_url: https://guide.example/\n"
    "hosts:\n  web: {kind: folder, folder: www}\n  sealed: {kind: folder, folder: www, secrets: {pass: MARKER}}\n"
    "  pages: {kind: git, url: pages.git}\n  squashed: {kind: git, url: pages.git, folder: docs, history: no}\n"
    "  alone: {kind: folder, folder: www, region: town, precompress: yes}\n",
    "town/de/work/leaving.md": "---\ntitle: Abschied\n---\nDiese Seite geht.\n",
}
SECOND: Files = {
    **{path: text for path, text in FIRST.items() if path != "town/de/work/leaving.md"},
    "town/de/work/jobs.md": "---\ntitle: Stellen\n---\n## Suchen\n\nEin anderer Text. [Neu](new.md)\n",
    "town/de/work/new.md": "---\ntitle: Neu\n---\nDiese Seite kommt.\n",
}


@dataclass(frozen=True)
class Releases:
    """Output folders of two builds, one after the other."""

    content: Path
    first: Path
    second: Path

    def files(self, output: Path, region: str = "town") -> dict[str, bytes]:
        """The files of a region's site, but for its manifest."""
        return {
            file.relative_to(output / region).as_posix(): file.read_bytes()
            for file in (output / region).rglob("*")
            if file.is_file() and file.name != MANIFEST
        }


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory, theme: Theme, converter: Converter) -> Releases:
    """The small guide, and after an edit: a page is other, one is new, one is gone."""
    root = tmp_path_factory.mktemp("releases")

    def built(files: Files, name: str, published: Path | None = None) -> Path:
        shutil.rmtree(root / "content", ignore_errors=True)
        content = write_files(root / "content", files)
        result = build(Job(content, root / name, theme, Cache(None), converter, published=published))
        assert all(region.written for region in result.regions), result.all_findings
        return root / name

    first = built(FIRST, "first")
    return Releases(root / "content", first, built(SECOND, "second", first))


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def deploy(tmp_path: Path, releases: Releases, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """The command in `tmp_path` with the small guide's settings, in this process: starting Python takes longer than it does."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Done:
        options = [] if "--content" in arguments else ["--content", str(releases.content)]
        if "--language" not in arguments:
            options += ["--language", "en"]
        done = CliRunner().invoke(main, ["deploy", *arguments, *options])
        return Done(done.exit_code, done.stdout, done.stderr)

    return run
