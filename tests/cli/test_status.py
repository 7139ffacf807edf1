"""How translations stand, as an editor asks for it, and stamping what a change left true."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.conftest import SMALL_SITE, write_files
from tests.reading.test_history import Repository, git, text

Run = Callable[..., CompletedProcess[str]]

WORLD = {
    **SMALL_SITE,
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar, uk]\nimprint_contact: office\n",
    "town/de/a.md": text("Montags offen.\n\nKommen Sie vorbei."),
    "town/ar/a.md": text("مفتوح"),
    "town/uk/a.md": text("Відчинено", machine_translated="true"),
    "town/de/news/2026-01-01-x.md": text("Neu"),
    "town/contacts/office.yaml": "name: {de: Amt, ar: مكتب, uk: Бюро}\nphones: [{number: '115'}]\n",
    "town/places/vhs.yaml": "name: {de: Schule, ar: مدرسة}\ndescription: {de: Kurse., ar: دورات}\n",
    "town/events/cafe.yaml": "title: Treff\nstart: 2026-12-01 17:00\n",
}
LATER = {
    "town/de/a.md": text("Dienstags offen.\n\nKommen Sie vorbei.\n\nAuch online."),
    "town/places/vhs.yaml": "name: {de: Schule, ar: مدرسة}\ndescription: {de: Viele Kurse., ar: دورات}\n",
}


@pytest.fixture
def stamp(run_cli: Run) -> Run:
    """`translate stamp`, which renders nothing and so needs no quick theme."""
    return lambda *arguments: run_cli("translate", "stamp", *arguments)


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """A town in three languages."""
    repository = Repository(tmp_path, inside="content")
    repository.commit("2026-01-01", WORLD)
    return repository


def rows(done: CompletedProcess[str]) -> Any:
    """What a command tells of its only region."""
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)[0]


def test_for_people(site: Repository, run: Run) -> None:
    """Counts in words and percent, what is outdated since when, and what has changed there."""
    changed = site.commit("2026-01-02", LATER)
    done = run("status", "town", "--to", "ar", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "town",
        "  العربية (ar)",
        "    pages               7  1 outdated (14 %), 6 missing (86 %)",
        "    news                1  1 missing (100 %)",
        "    places              1  1 outdated (100 %)",
        "    events              1  1 current (100 %)",
        "    contacts            1  1 current (100 %)",
        "  Outdated:",
        f"    content/town/ar/a.md: since commit {changed}",
        "      - Montags offen.",
        "      + Dienstags offen.",
        "      + Auch online.",
        f"    content/town/places/vhs.yaml description.ar: since commit {changed}",
        "      - Kurse.",
        "      + Viele Kurse.",
    ]


def test_for_programs(site: Repository, run: Run) -> None:
    """The same as JSON: counts, and every text that is not current with its reasons."""
    changed = site.commit("2026-01-02", LATER)
    told = rows(run("status", "--json"))
    counts = {(each.pop("language"), each.pop("kind")): each for each in told["coverage"]}
    assert counts["de", "page"] == {"total": 7, "current": 7, "machine": 0, "outdated": 0, "missing": 0}
    assert counts["uk", "page"] == {"total": 7, "current": 0, "machine": 0, "outdated": 1, "missing": 6}
    assert counts["uk", "place"] == {"total": 1, "current": 0, "machine": 0, "outdated": 0, "missing": 1}
    page = next(each for each in told["texts"] if each["file"] == "town/uk/a.md")
    assert (page["state"], page["machine"], page["since"], page["source"]) == (
        "outdated",
        True,
        changed,
        "town/de/a.md",
    )
    assert page["changes"][0] == {"old": "Montags offen.", "new": "Dienstags offen."}
    place = next(each for each in told["texts"] if each["kind"] == "place" and each["language"] == "ar")
    (field,) = place["fields"]
    assert (field["way"], field["changes"]) == ("description", [{"old": "Kurse.", "new": "Viele Kurse."}])


def test_kinds_and_words_in_german(site: Repository, run: Run) -> None:
    """Only the places, in German; nothing has changed yet."""
    lines = run("status", "--kind", "place", "--language", "de").stdout.splitlines()
    assert lines[-1] == "  Nichts ist veraltet."
    assert "  Українська (uk)" in lines
    assert "    Orte                1  1 fehlend (100 %)" in lines


@pytest.mark.parametrize("kind", ["shallow", "none"])
def test_without_the_whole_history(site: Repository, run: Run, tmp_path: Path, kind: str) -> None:
    """It is said what cannot be known; stamps count all the same."""
    site.commit("2026-01-02", {"town/uk/a.md": text("Так", translation_of="sha256:" + "0" * 64)})
    site.commit("2026-01-03", LATER)
    if kind == "shallow":
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", "copy")
    else:
        git(tmp_path, "worktree", "add", "-q", "copy")
        (tmp_path / "copy" / ".git").unlink()
        (tmp_path / "copy").rename(tmp_path.parent / f"{tmp_path.name}-copy")
        (tmp_path / "copy").symlink_to(tmp_path.parent / f"{tmp_path.name}-copy")
    done = run("status", "--content", "copy/content", "--language", "en")
    assert "There is no git history" in done.stdout or "Only the end of the git history" in done.stdout
    assert "copy/content/town/uk/a.md: the text it states is not in the history" in done.stdout
    assert "town/ar/a.md" not in done.stdout
    as_json = run("status", "--content", "copy/content", "--json")
    assert rows(as_json)["history"] is False
    assert "history" in as_json.stderr


def test_a_stamp_acknowledges_a_change(site: Repository, run: Run, stamp: Run) -> None:
    """A translation says that it is still true; a later change of the source, or of its own words, ends that."""
    site.commit("2026-01-02", LATER)
    done = stamp("content/town/ar/a.md", "--language", "en")
    assert done.stdout == "content/town/ar/a.md: stamped\n"
    assert (site.content / "town/ar/a.md").read_text().startswith("---\ntitle: T\ntranslation_of: sha256:")
    assert states(run) == {"ar": "current", "uk": "outdated"}
    site.commit("2026-01-03", {})
    assert states(run) == {"ar": "current", "uk": "outdated"}
    site.commit("2026-01-04", {"town/de/a.md": text("Zu.")})
    assert states(run) == {"ar": "outdated", "uk": "outdated"}
    stamped = (site.content / "town/ar/a.md").read_text()
    site.commit("2026-01-05", {"town/ar/a.md": stamped.replace("مفتوح", "مغلق")})
    assert states(run) == {"ar": "current", "uk": "outdated"}, "who translates anew need not renew the stamp"


def test_fields_are_stamped_by_language(site: Repository, run: Run, stamp: Run) -> None:
    """A place holds all its languages: those that are named are true to the source texts, until one of these changes."""

    def place() -> dict[str, str]:
        told = rows(run("status", "--json", "--kind", "place"))
        return {each["language"]: each["state"] for each in told["texts"]}

    site.commit("2026-01-02", {"town/places/vhs.yaml": "name: {de: A, ar: ا, uk: У}\nwebsite: vhs.example\n"})
    site.commit("2026-01-03", {"town/places/vhs.yaml": "name: {de: B, ar: ا, uk: У} # so\nwebsite: vhs.example\n"})
    assert place() == {"ar": "outdated", "uk": "outdated"}
    assert stamp("content/town/places/vhs.yaml", "--to", "ar", "--language", "en").stdout.endswith(
        "vhs.yaml: stamped\n"
    )
    assert place() == {"uk": "outdated"}
    stamped = (site.content / "town/places/vhs.yaml").read_text()
    assert stamped.startswith("name: {de: B, ar: ا, uk: У} # so\nwebsite: vhs.example\ntranslation_of: {ar: 'sha256:")
    site.commit("2026-01-04", {})
    assert place() == {"uk": "outdated"}
    assert stamp("content/town/places/vhs.yaml").returncode == 0
    assert place() == {}
    site.commit("2026-01-05", {"town/places/vhs.yaml": stamped.replace("de: B", "de: C")})
    assert place() == {"ar": "outdated", "uk": "outdated"}


def test_all_translations_of_a_source(site: Repository, run: Run, stamp: Run) -> None:
    """Those that were true before the last change; what was old already stays old, and is told."""
    site.commit("2026-01-02", LATER)
    site.commit("2026-01-03", {"town/ar/a.md": text("مغلق")})
    write_files(site.content, {"town/de/a.md": text("Dienstags offen!")})
    done = stamp("--all-of", "content/town/de/a.md", "--language", "en")
    assert done.stdout.splitlines() == [
        "content/town/ar/a.md: stamped",
        "content/town/uk/a.md: left as it is, since it fell behind before the last change; name it to stamp it all the same",
    ]
    assert states(run) == {"ar": "current", "uk": "outdated"}
    again = stamp("--all-of", "town/de/a.md", "--language", "de")
    assert again.stdout.splitlines()[0] == "content/town/ar/a.md: schon gestempelt"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Name translations"),
        (["content/town/de/a.md"], "--all-of town/de/a.md"),
        (["content/town/region.yaml"], "not a translation of a page"),
        (["content/town/places/vhs.yaml", "--to", "fr"], "has no translations to stamp"),
        (["content/nothing.md"], "There is no file"),
        (["--all-of", "content/town/ar/a.md"], "not the source text"),
    ],
)
def test_what_cannot_be_stamped_is_said(site: Repository, stamp: Run, arguments: list[str], says: str) -> None:
    """A slip of the hand writes nothing."""
    done = stamp(*arguments)
    assert done.returncode == 2
    assert says in " ".join(done.stderr.split())
    assert not git(site.folder, "status", "--porcelain", "--untracked-files=no")


def states(run: Run) -> dict[str, str]:
    """How the page stands in each language."""
    told = rows(run("status", "--json", "--kind", "page"))
    found = {each["language"]: each["state"] for each in told["texts"] if each["path"] == "a"}
    return {
        tag: {"machine": "current"}.get(found.get(tag, "current"), found.get(tag, "current")) for tag in ("ar", "uk")
    }
