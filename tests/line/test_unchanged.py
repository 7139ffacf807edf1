"""A build of which nothing has changed says what the last one said, and does nothing; whatever changes is noticed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.build import Job, Progress, build
from integreat_ssg.cache import Cache
from integreat_ssg.errors import WorldError
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading import shelf
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.unchanged import Asked, remembered_build
from tests.conftest import REPOSITORY, SMALL_SITE, write_files
from tests.reading.test_history import Repository
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, tree

DAY = date(2026, 11, 22)
LINE = ("integreat_ssg.build", "pydantic", "jinja2", "babel", "PIL", "minify")
"""What a build is made with."""


def _nothing(*_: str) -> None:
    """Nobody looks."""


class Guide:
    """A guide in a folder, as `integreat-ssg build` treats it."""

    def __init__(self, folder: Path) -> None:
        self.content = write_files(folder / "content", {**SMALL_SITE, "forgotten/region.yaml": "kind: town\n"})
        self.output, self.theme = folder / "build", write_tiny_theme(folder / "theme")
        self.cache = Cache(folder / "cache")
        self.day = DAY

    def asked(self, *regions: str) -> Asked:
        """The question for a build of these regions."""
        return Asked(self.content, self.output, read_theme(self.theme).digest, regions, self.day)

    def known(self, *regions: str) -> BuildResult | None:
        """What is known without building."""
        return remembered_build(self.asked(*regions), self.cache)

    def build(
        self, *regions: str, cache: Cache | None = None, output: Path | None = None, progress: Progress = _nothing
    ) -> BuildResult:
        """Builds, whatever is known."""
        with Converter(cache or self.cache) as converter:
            job = Job(
                self.content, output or self.output, read_theme(self.theme), cache or self.cache, converter, self.day,
                progress=progress,
            )  # fmt: skip
            return build(job, regions)


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide that was built once."""
    guide = Guide(tmp_path)
    guide.build()
    return guide


def test_it_says_what_the_last_build_said(guide: Guide) -> None:
    """The same findings, versions and sizes; nothing is written anew. Other regions are another question."""
    again, known = guide.build(), guide.known()
    assert known == again
    assert {each.code for each in known.all_findings} > {"unused-region"}
    assert [each.written.changed for each in known.regions if each.written] == [0]
    assert guide.known("town") is None, "another question"
    guide.build("town")
    one = guide.known("town")
    assert one
    assert [each.slug for each in one.regions] == ["town"]


def _same_size_and_time(guide: Guide) -> None:
    file = guide.content / "town/de/index.md"
    status, text = file.stat(), file.read_text("utf-8")
    file.write_text(text.replace("Hallo", "Holla"), "utf-8")
    assert file.stat().st_size == status.st_size
    assert file.read_text("utf-8") != text
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _in(file: str, text: str) -> Callable[[Guide], object]:
    return lambda guide: write_files(guide.content.parent, {file: text})


def _without(path: str) -> Callable[[Guide], object]:
    return lambda guide: (guide.content.parent / path).unlink()


CHANGES: dict[str, Callable[[Guide], object]] = {
    "a text of the same size and time": _same_size_and_time,
    "a new file": _in("content/town/de/new.md", "---\ntitle: Neu\n---\n"),
    "a file less": _without("content/town/de/work/jobs.md"),
    "the settings of the site": _in("content/site.yaml", "title: Anders\nregions: [town]\n"),
    "a region that nobody lists, no more": _without("content/forgotten/region.yaml"),
    "one that nobody lists, more": _in("content/lost/region.yaml", "kind: town\n"),
    "a message of the theme": _in("theme/messages/de.po", 'msgid ""\nmsgstr ""\n'),
    "the day": lambda guide: setattr(guide, "day", date(2026, 11, 23)),
    "a page in the output": _in("build/town/de/index.html", "mine"),
    "a page less in the output": _without("build/town/de/index.html"),
    "a file more in the output": _in("build/town/de/other.html", "mine"),
    "the portal's page": _in("build/index.html", "mine"),
    "the portal's page, no more": _without("build/index.html"),
    "no output": lambda guide: shutil.rmtree(guide.output),
    "a site that was left": lambda guide: shutil.copytree(guide.output / "town", guide.output / "gone"),
    "a build that was killed": lambda guide: (guide.output / ".integreat/town.new").mkdir(),
    "a cache with something else": lambda guide: guide.cache.put(guide.asked().key, b'{"regions": [7]}'),
    "a cache with less": lambda guide: guide.cache.put(guide.asked().key, b"{}"),
    "no cache": lambda guide: shutil.rmtree(guide.content.parent / "cache"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_is_noticed(change: Callable[[Guide], object], guide: Guide, tmp_path: Path) -> None:
    """Then it is built, and what stands is what a build makes that knows nothing; after that it is known again."""
    assert guide.known()
    change(guide)
    assert guide.known() is None
    guide.build()
    shutil.rmtree(guide.output / "gone", ignore_errors=True)  # nobody else removes what was published
    clean = guide.build(cache=Cache(), output=tmp_path / "clean")
    assert not difference(tree(guide.output), tree(tmp_path / "clean"))
    assert guide.build().all_findings == clean.all_findings
    known = guide.known()
    assert known
    assert known.all_findings == clean.all_findings


def test_errors_are_looked_at_again(guide: Guide) -> None:
    """A build with an error is never known, and that before it not any more."""
    write_files(guide.content, {"town/de/index.md": "---\ntitle: [\n---\n"})
    assert guide.known() is None
    guide.build()
    assert guide.known() is None


def test_commits_are_changes(tmp_path: Path) -> None:
    """The same files, two more commits: when texts were changed, and which translation is outdated, may be another thing."""
    guide, repository = Guide(tmp_path), Repository(tmp_path / "content")
    repository.commit("2026-01-02", dict(SMALL_SITE))
    guide.build()
    assert guide.known()
    repository.commit("2026-01-03", {"town/de/work/jobs.md": "---\ntitle: Anders\n---\n"})
    repository.commit("2026-01-04", {"town/de/work/jobs.md": SMALL_SITE["town/de/work/jobs.md"]})
    assert guide.known() is None
    guide.build()
    assert guide.known()


def test_the_command_asks_first_and_loads_nothing_of_the_line(tmp_path: Path) -> None:
    """`build` twice: the second time without Markdown, templates or checks. `--reread` and `--no-cache` want it all."""
    guide = Guide(tmp_path)
    (guide.content / "forgotten/region.yaml").unlink()

    def loaded(*options: str) -> tuple[dict[str, object], set[str]]:
        code = "import sys; from integreat_ssg.cli import main\ntry: main()\nfinally: print(*sys.modules)"
        command = [sys.executable, "-c", code, "build", "--theme", str(guide.theme), "--date", str(DAY), "--json"]
        done = subprocess.run(
            [*command, *options],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            capture_output=True,
            text=True,
            check=True,
        )
        answer, modules = done.stdout.splitlines()
        return json.loads(answer), set(modules.split())

    first, modules = loaded()
    assert modules.issuperset(LINE)
    again, modules = loaded()
    assert not modules.intersection(LINE)
    for each in (first, again):
        for region in each["regions"]:  # type: ignore[attr-defined]
            written = region["written"]
            region["written"] = {"files": written["changed"] + written["unchanged"], "size": written["size"]}
    assert again == first
    assert "integreat_ssg.build" in loaded("--reread")[1]
    assert "integreat_ssg.build" in loaded("--no-cache")[1]


@pytest.fixture
def closed(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> Guide:
    """With two regions, each of which is read once more when it is built."""
    town = {path.removeprefix("town/"): text for path, text in SMALL_SITE.items() if path.startswith("town/")}
    city = {f"city/{path}": text for path, text in town.items()}
    write_files(guide.content, {**city, "site.yaml": "title: Guide\nregions: [city, town]\n"})
    shutil.rmtree(guide.content / "forgotten")
    monkeypatch.setattr(shelf, "OPEN_PAGES", 0)
    return guide


def test_of_regions_that_nobody_asked_for_the_settings_count(closed: Guide) -> None:
    """What is in them may change; with other settings it is another build."""
    shutil.rmtree(closed.output)
    closed.build("town")
    assert closed.known("town")
    page, settings = closed.content / "city/de/index.md", closed.content / "city/region.yaml"
    page.write_text(page.read_text("utf-8") + "\nNeu.\n", "utf-8")
    assert closed.known("town")
    settings.write_text(settings.read_text("utf-8") + "# Neu\n", "utf-8")
    assert closed.known("town") is None


def test_a_folder_that_changes_under_a_build_is_no_state(closed: Guide) -> None:
    """What is edited between two looks of a build is in the site, and set back again not taken for what was built."""
    file = closed.content / "town/de/index.md"
    old = file.read_text("utf-8")

    def edited(stage: str, region: str) -> None:
        if (stage, region) == ("check", "city"):
            file.write_text(old + "\nNeu.\n", "utf-8")
        elif stage == "portal":
            file.write_text(old, "utf-8")

    closed.build(progress=edited)
    assert "Neu." in (closed.output / "town/de/index.html").read_text("utf-8")
    assert closed.known() is None
    closed.build()
    assert "Neu." not in (closed.output / "town/de/index.html").read_text("utf-8")
    assert closed.known()


def test_a_folder_that_goes_under_a_build_is_told(closed: Guide) -> None:
    """In words, not in a traceback."""

    def gone(stage: str, region: str) -> None:
        if (stage, region) == ("check", "city"):
            shutil.rmtree(closed.content / "town")

    with pytest.raises(WorldError, match=r"town cannot be read"):
        closed.build(progress=gone)
