"""What a build remembers saves work, and never decides what comes out."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build
from integreat_ssg.cache import Cache
from integreat_ssg.chunks import SHARED, chunk_key
from integreat_ssg.digests import Digester
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.planning import plan_site
from integreat_ssg.reading import shelf
from integreat_ssg.reading.conversion import Converter
from integreat_ssg.reading.library import read_library, read_region
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.rendering.share import Ground, Share, shares
from integreat_ssg.workers import Workers
from tests.conftest import REPOSITORY, SMALL_SITE, Files, write_files
from tests.planting import plant
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, tree

MakeJob = Callable[..., Job]

CONTACT = "name: Amt\nphones: [{number: +49 4131 12345}]\n"
WORLD: Files = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar, en]\nsource_language: de\n",
    "town/ar/index.md": "---\ntitle: أهلا\n---\nمرحبا.\n",
    "town/en/work/jobs.md": "---\ntitle: Jobs\n---\nText.\n\n[[contact: office]]\n",
    "town/de/help.md": "---\ntitle: Hilfe\n---\n[[include: work/jobs]]\n",
    "town/contacts/office.yaml": CONTACT,
}


@pytest.fixture
def tiny(tmp_path: Path) -> Theme:
    """A theme that takes no time."""
    return read_theme(write_tiny_theme(tmp_path / "theme"))


@pytest.fixture
def stages(make_job: MakeJob, tmp_path: Path, tiny: Theme) -> Callable[[Files], tuple[BuildResult, list[str]]]:
    """Builds these files with a cache; what came of it, and the stages that were gone through for the region."""

    def run(files: Files) -> tuple[BuildResult, list[str]]:
        seen: list[str] = []

        def progress(stage: str, region: str) -> None:
            if region:
                seen.append(stage)

        result = build(make_job(files, theme=tiny, cache=Cache(tmp_path / "cache"), progress=progress))
        assert all(each.written for each in result.regions), result.all_findings
        return result, seen

    return run


def keys(files: Files, folder: Path, converter: Converter, theme: Theme, slug: str = "town") -> Mapping[str, str]:
    """Language to the name under which its chunk is remembered."""
    return {
        each.language: chunk_key(each, 0, Digester(once=SHARED))
        for each in parts(files, folder, converter, theme, slug)
    }


def parts(files: Files, folder: Path, converter: Converter, theme: Theme, slug: str) -> list[Share]:
    """The shares of a region."""
    content, _ = read_region(read_library(write_files(folder, files), converter), slug)
    assert content
    return list(shares(plan_site(content)[0], theme, Ground()))


EDITS = {
    "a text of its own": ("town/ar/index.md", "---\ntitle: أهلا\n---\nمرحبا بكم.\n", "ar"),
    "a translation": ("town/en/work/jobs.md", "---\ntitle: Jobs\n---\nMore text.\n\n[[contact: office]]\n", "en"),
    "a title in a translation": ("town/en/work/jobs.md", "---\ntitle: Work\n---\nText.\n\n[[contact: office]]\n", "en"),
    "a text that others show in place of their own": ("town/de/imprint.md", "---\ntitle: Impressum\n---\nNeu.\n", "de ar en"),
    "a source text that one shows and one includes": (
        "town/de/work/jobs.md", "---\ntitle: Stellen\n---\n## Suchen\n\nNeu.\n", "de ar en"),
    "a source text under its translation": ("town/de/index.md", "---\ntitle: Willkommen\n---\nNeu.\n", "de en"),
    "a source title, which search finds its translation by": (
        "town/de/index.md", "---\ntitle: Guten Tag\n---\nHallo.\n", "de ar en"),
    "a contact": ("town/contacts/office.yaml", CONTACT.replace("12345", "54321"), "de ar en"),
    "where a contact is shown": ("town/ar/index.md", "---\ntitle: أهلا\n---\nمرحبا.\n\n[[contact: office]]\n", "de ar en"),
    "a page that is new in one language": ("town/ar/work/jobs.md", "---\ntitle: وظائف\n---\nنص.\n", "de ar en"),
    "lines that only findings name": ("town/contacts/office.yaml", f"# the town's own\n\n{CONTACT}", ""),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "languages"), EDITS.values(), ids=EDITS)
def test_an_edit_concerns_the_languages_that_show_it(
    file: str, text: str, languages: str, tmp_path: Path, converter: Converter, tiny: Theme
) -> None:
    """A language is made anew where something that it shows has changed, and only there."""
    before = keys(WORLD, tmp_path / "one", converter, tiny)
    after = keys({**WORLD, file: text}, tmp_path / "other", converter, tiny)
    assert {tag for tag in before if before[tag] != after[tag]} == set(languages.split())


def test_a_key_is_the_same_in_every_process(tmp_path: Path, tiny: Theme) -> None:
    """Whatever the order of sets in memory is: another hash seed, the same names."""
    work = (
        "import sys; from pathlib import Path; from tests.line.test_remembering import keys;"
        "from integreat_ssg.reading.conversion import Converter; from integreat_ssg.reading.theme import read_theme;"
        "converter = Converter();"
        "print(sorted(keys({}, Path(sys.argv[1]), converter, read_theme(Path(sys.argv[2])), 'everything').items()));"
        "converter.__exit__()"
    )
    content = REPOSITORY / "tests/sites/everything"
    said = {
        subprocess.run(
            [sys.executable, "-c", work, str(content), str(tmp_path / "theme")],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY), "PATH": "/usr/bin:/bin"},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1
    assert "ar" in said.pop()


def test_nothing_new_is_no_work(stages: Callable[[Files], tuple[BuildResult, list[str]]], tmp_path: Path) -> None:
    """The same content once more: neither planned, rendered, sealed nor written, and told as before."""
    first, seen = stages(WORLD)
    assert "render" in seen
    folder = (tmp_path / "build/town").stat()
    again, seen = stages(WORLD)
    assert seen == []
    assert (tmp_path / "build/town").stat().st_ino == folder.st_ino
    one, other = first.regions[0], again.regions[0]
    assert (other.findings, other.excused, other.sizes, other.version) == (
        one.findings,
        one.excused,
        one.sizes,
        one.version,
    )
    assert other.written
    assert one.written
    assert other.written == replace(one.written, changed=0, unchanged=one.written.changed)
    assert one.findings


DAMAGE: Mapping[str, Callable[[Path], object]] = {
    "changed": lambda site: (site / "de/index.html").write_text("changed by hand"),
    "gone": lambda site: (site / "de/index.html").unlink(),
    "added": lambda site: (site / "de/more.html").write_text("planted"),
    "a link": lambda site: (
        (site / "de/index.html").unlink(),
        (site / "de/index.html").symlink_to(site / "index.html"),
    ),
    "an empty folder": lambda site: (site / "de/folder").mkdir(),
    "a folder in its place": lambda site: ((site / "de/index.html").unlink(), (site / "de/index.html").mkdir()),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_site_that_was_meddled_with_is_put_right(
    damage: Callable[[Path], object], stages: Callable[[Files], tuple[BuildResult, list[str]]], tmp_path: Path
) -> None:
    """Though all is remembered, the site is written again where it does not stand as it was written."""
    stages(WORLD)
    stages(WORLD)
    good = tree(tmp_path / "build")
    damage(tmp_path / "build/town")
    stages(WORLD)
    assert not difference(tree(tmp_path / "build"), good)
    assert not (tmp_path / "build/town/de/folder").exists()


def _other_form(entry: Path, _: Path) -> None:
    data = (
        json.dumps({"files": [["../../etc/x", 3, "0"], [1]], "packs": {}, "findings": [[]], "version": []}).encode()
        + b"\nabc"
    )
    plant(entry, data)


CACHE_DAMAGE: Mapping[str, Callable[[Path, Path], object]] = {
    "cut": lambda entry, _: entry.write_bytes(entry.read_bytes()[:-1]),
    "flipped": lambda entry, _: entry.write_bytes(entry.read_bytes()[:-1] + b"\x00"),
    "emptied": lambda entry, _: entry.write_bytes(b""),
    "a folder": lambda entry, _: (entry.unlink(), entry.mkdir()),
    "sound, in another form": _other_form,
}


@pytest.mark.parametrize("damage", CACHE_DAMAGE.values(), ids=CACHE_DAMAGE)
def test_a_damaged_cache_changes_nothing(
    damage: Callable[[Path, Path], object], stages: Callable[[Files], tuple[BuildResult, list[str]]], tmp_path: Path
) -> None:
    """Every entry that a build has left, one after the other and all at once: the same site, by work."""
    stages(WORLD)
    good = tree(tmp_path / "build")
    entries = sorted(each for each in (tmp_path / "cache").glob("??/*") if each.is_file())
    random.Random(9).shuffle(entries)
    for entry in (*entries[:6], None):
        for each in [entry] if entry else entries:
            if each.is_file():
                damage(each, entries[0])
        subprocess.run(["rm", "-rf", str(tmp_path / "build/town/de")], check=True)
        stages(WORLD)
        assert not difference(tree(tmp_path / "build"), good)


def test_an_edit_is_as_a_clean_build(
    stages: Callable[[Files], tuple[BuildResult, list[str]]], make_job: MakeJob, tmp_path: Path, tiny: Theme
) -> None:
    """One edit after the other into the same folder with the same cache, each compared with a build that knows nothing."""
    files = dict(WORLD)
    stages(files)
    for number, (file, text, _) in enumerate(EDITS.values()):
        files[file] = text
        stages(files)
        build(make_job(files, theme=tiny, output=tmp_path / f"clean/{number}"))
        assert not difference(tree(tmp_path / "build"), tree(tmp_path / f"clean/{number}")), file


def test_folders_come_and_go_with_their_pages(make_job: MakeJob, tmp_path: Path, tiny: Theme) -> None:
    """The folders of the former tree serve the next one; what has no file is not left as an empty folder."""
    more = {**WORLD, "town/de/work/deep.md": "---\ntitle: Tief\n---\nText.\n"}
    for files in (WORLD, more, WORLD, more):
        subprocess.run(["rm", "-rf", str(tmp_path / "content")], check=True)
        build(make_job(files, theme=tiny))
        folders = {each for each in (tmp_path / "build").rglob("*") if each.is_dir() and ".integreat" not in each.parts}
        assert all(any(folder.iterdir()) for folder in folders)
        assert (tmp_path / "build/town/de/work/deep").exists() == (files is more)


REGIONS: Files = {
    **{f"city/{path.removeprefix('town/')}": text for path, text in SMALL_SITE.items() if path.startswith("town/")},
    **SMALL_SITE,
    "site.yaml": "title: Guide\nregions: [town, city, village]\n",
    "land/region.yaml": "kind: shared\nname: Land\n",
    "land/de/law.md": "---\ntitle: Gesetz\n---\nText.\n",
    "city/region.yaml": "kind: city\nname: City\nlanguages: [de]\nsource_language: de\ninherits: [land]\n",
    "village/region.yaml": "kind: town\nname: Village\nlanguages: [de]\nsource_language: de\ninherits: [town, land]\n",
}


def test_many_regions_lie_closed(
    make_job: MakeJob, tmp_path: Path, tiny: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are more pages than lie open at once, regions that inherit a closed one and shared ones build the same."""
    result = build(make_job(REGIONS, theme=tiny))
    assert all(each.written for each in result.regions), result.all_findings
    monkeypatch.setattr(shelf, "OPEN_PAGES", 0)
    with Converter(Cache(tmp_path / "cache")) as converter, Workers(2) as workers:
        library = read_library(tmp_path / "content", converter)
        town, city, again = (library.folders[slug] for slug in ("town", "city", "town"))
        assert again is not town, "it was not closed"
        assert again == town != city
        closed = build(make_job(REGIONS, theme=tiny, output=tmp_path / "closed", converter=converter, workers=workers))
    assert closed.all_findings == result.all_findings
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "closed"))
    assert (tmp_path / "closed/village/de/law/index.html").exists()
