"""Whoever has just saved sees the page that the build then writes, byte by byte, whatever was saved."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from integreat_ssg.build import Job, build, read_site
from integreat_ssg.cache import Cache
from integreat_ssg.glimpse import look, look_again
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.library import Library
from integreat_ssg.reading.rereading import reread
from tests.conftest import SMALL_SITE, Files, write_files
from tests.reading.test_history import Repository

JOBS = "town/de/work/jobs.md"
REGION = SMALL_SITE["town/region.yaml"]
GUIDE: Files = {
    **SMALL_SITE,
    "town/region.yaml": f"{REGION}inherits: [land]\n",
    "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de, ar]\nsource_language: de\n",
    "land/de/law.md": "---\ntitle: Gesetz\n---\nText.\n",
    "town/contacts/office.yaml": "name: {de: Amt, en: Office}\nphones: [{number: '+49 4131 1234'}]\n",
    "town/ar/work/jobs.md": "---\ntitle: وظائف\n---\nنص\n",
    "town/de/news/2026-11-02-new.md": "---\ntitle: Neues\ndate: 2026-11-02\nkeywords: [neu]\n---\nText.\n",
}
FILES = ("de/index.html", "de/work/index.html", "de/work/jobs/index.html", "ar/work/jobs/index.html", "de/law/index.html",
         "de/work/new/index.html", "de/news/2026-11-02-new/index.html")  # fmt: skip


def page(words: str, title: str = "Stellen", more: str = "") -> str:
    """A page that says `words`."""
    return f"---\ntitle: {title}\n{more}---\n{words}\n"


SAVES: tuple[dict[str, str | None], ...] = (
    {JOBS: page("Anders.\n\n## Neu\n\n[[contact: office]]\n\n[Arbeit](index.md)")},
    {JOBS: page("Anders.", "Andere Stellen", "summary: Kurz\nkeywords: [Geld]\n")},
    {JOBS: page("Anders.", "Andere Stellen", "aliases: [old/jobs]\norder: 1\n")},
    {JOBS: page("Anders.", more="draft: true\n")},
    {JOBS: page("Wieder da.")},
    {"town/ar/work/jobs.md": page("نص جديد", "وظائف")},
    {"town/ar/work/jobs.md": page("نص", "وظائف")},
    {JOBS: page("Text.", more="titel: x\n")},
    {JOBS: "---\ntitle: [\n---\n"},
    {JOBS: page("[Fort](nowhere.md)")},
    {JOBS: page("[[include: land/law]]")},
    {"land/de/law.md": page("Anderes Gesetz.", "Gesetz")},
    {"town/contacts/office.yaml": "name: {de: Neues Amt}\n"},
    {JOBS: page("[[contact: office]]"), "town/de/index.md": page("Hallo.", "Hallo")},
    {"town/de/work/new.md": page("[Stellen](jobs.md)", "Neu")},
    {"town/de/work/new.md": None},
    {"town/de/news/2026-11-02-new.md": page("Text.", "Neues", "date: 2026-11-03\nexpires: 2026-11-04\n")},
    {"town/region.yaml": f"{REGION}inherits: [land]\ncolours: {{brand: '#336699'}}\n"},
    {JOBS: page("Ende.")},
)  # fmt: skip


@pytest.fixture
def saved(make_job: Callable[..., Job], tmp_path: Path) -> Iterator[Callable[[dict[str, str | None]], Job]]:
    """Saves files, None for one that is deleted, in a guide that lies in a repository; the job of what stands then."""
    converter = Converter(Cache(tmp_path / "cache"), Budget(processes=1), stays=True)
    job = make_job(GUIDE, cache=Cache(tmp_path / "cache"), converter=converter)
    repository = Repository(job.content)
    repository.commit("2026-11-01", {})
    repository.commit("2026-11-20", {JOBS: page("Erst so.")})

    def save(files: dict[str, str | None]) -> Job:
        for file, text in files.items():
            if text is None:
                (job.content / file).unlink()
            else:
                write_files(job.content, {file: text})
        return job

    yield save
    converter.close()


def shown(library: Library) -> tuple[object, ...]:
    """What a library tells; the order of findings does not count here."""
    folders = {
        slug: replace(each, findings=tuple(sorted(map(str, each.findings)))) for slug, each in library.folders.items()
    }
    return library.site, folders, library.history, library.today


def test_what_is_saved_is_seen_as_the_build_writes_it(saved: Callable[[dict[str, str | None]], Job]) -> None:
    """Each save, one after the other: text, title, draft, mistakes, what is inherited, contacts, new and deleted pages."""
    job = saved({})
    sight = look(job, "town")
    for number, files in enumerate(SAVES):
        saved(files)
        sight = look_again(job, "town", sight, sorted(files)) if sight else look(job, "town")
        written = build(job).regions[0].written
        assert sight or not written
        for file in FILES if sight and written else ():
            found, there = sight.page(file), job.output / "town" / file
            assert found == (there.read_bytes() if there.exists() else None), (number, file)


def test_a_saved_page_is_all_that_is_read(saved: Callable[[dict[str, str | None]], Job]) -> None:
    """What it leaves is what reading everything gives, with the state of its translations; other saves need that."""
    job = saved({})
    before = read_site(job)
    assert "town/ar/work/jobs.md" in before.history.outdated
    quick = []
    for files in SAVES:
        saved(files)
        again, library = reread(job.content, before, files, job.converter), read_site(job)
        if again is not None:
            assert shown(again) == shown(library), files
        quick.append(again is not None)
        before = library
    assert quick == [True] * 7 + [False] * 2 + [False, True, True, False, True, False, False, True, False, True]


def test_a_commit_is_noticed(saved: Callable[[dict[str, str | None]], Job]) -> None:
    """A newer commit may be another build date: everything is read."""
    job = saved({})
    before = read_site(job)
    Repository(job.content).commit("2026-11-21", {JOBS: page("Neu.")})
    assert reread(job.content, before, [JOBS], job.converter) is None


def test_there_is_nothing_to_see_of_what_is_not_there(make_job: Callable[..., Job]) -> None:
    """No page, no region, or errors that were met while reading: the build has the word."""
    job = make_job(SMALL_SITE)
    sight = look(job, "town")
    assert sight
    assert sight.page("de/work/jobs/index.html")
    assert sight.page("de/work/index.htm") is None
    assert look(job, "village") is None
    assert look_again(job, "village", sight, []) is None
    write_files(job.content, {"town/de/work/index.md": "---\ntitel: x\n---\n"})
    assert look(job, "town") is None
    assert look_again(job, "town", sight, ["town/de/work/index.md"]) is None
