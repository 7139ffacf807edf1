"""New files: right at once, where they belong, and never over what is there."""

import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.build import Job
from integreat_ssg.errors import UsageError
from integreat_ssg.inspection import check
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.listing import list_region
from integreat_ssg.spelling import key_from
from integreat_ssg.starting.laying import lay
from integreat_ssg.starting.regions import region_files
from integreat_ssg.starting.sheets import Desk, Sheet, language_of, new_data, new_news, new_page
from tests.conftest import SMALL_SITE, Files, write_files

TODAY = date(2026, 11, 28)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_files(tmp_path / "content", SMALL_SITE)


def desk(content: Path, wording: str = "en", language: str = "de") -> Desk:
    return Desk(content, "town", language, wording, TODAY)


def put(content: Path, *sheets: Sheet) -> None:
    for sheet in sheets:
        assert lay(content, {sheet.file: sheet.data}) == [sheet.file]


def found(make_job: Callable[..., Job], files: Files = SMALL_SITE) -> BuildResult:
    return check(make_job(files, today=TODAY))


def worth_a_look(result: BuildResult) -> list[object]:
    return [each for each in result.all_findings if each.severity != "note"]


@pytest.mark.parametrize("wording", ["de", "en"])
def test_everything_new_passes_check(content: Path, make_job: Callable[..., Job], wording: str) -> None:
    """With as little as can be given, and with all that can be given."""
    at = desk(content, wording)
    put(
        content,
        new_page(at, "work/rights", 'Rechte: "so" & #so'),
        new_page(at, "health", "Gesundheit", section=True),
        new_news(at, TODAY, "Neues", "new-office"),
        new_data(at, "contact", "office", "Amt: Zentrale"),
        new_data(
            at, "contact", "all", "Amt", phones="+49 30 23125 110", email="a@b.example", website="https://a.example"
        ),
        new_data(at, "place", "hall", "Halle"),
        new_data(at, "place", "library", "Bücherei", address="Weg 2, 01067 Dresden", hours="Mo-Fr 10:00-12:00; PH off"),
        new_data(at, "event", "fair", "Fest", start="2026-12-24"),
        new_data(at, "event", "meeting", "Treff", start="2026-12-24 18:00", end="2026-12-24 20:00", place="library"),
    )
    put(content, new_page(at, "health/doctors", "Praxen"))
    region = content / "town/region.yaml"
    region.write_text(region.read_text() + "land: SN\n")
    result = found(make_job, {})
    assert worth_a_look(result) == []
    assert 'title: "Rechte: \\"so\\" & #so"\n' in (content / "town/de/work/rights.md").read_text()
    assert '"01067"' in (content / "town/places/library.yaml").read_text()
    assert "review_by: 2027-11-28" in (content / "town/de/health/doctors.md").read_text()


@pytest.mark.parametrize("wording", ["de", "en"])
def test_remarks_are_right_when_they_are_made_keys(content: Path, make_job: Callable[..., Job], wording: str) -> None:
    """Whoever takes the # away from an example has something that holds."""
    at = desk(content, wording)
    for sheet in (new_data(at, "contact", "example-office", "Amt"), new_data(at, "place", "example-library", "Haus"),
                  new_data(at, "event", "fair", "Fest", start="2026-12-24 18:00"), new_page(at, "arrival", "Ankommen"),
                  new_news(at, TODAY, "Neues", "new")):  # fmt: skip
        lines = str(decode(sheet.data, "")).split("\n")
        uncovered = [line[2:] if re.match("# +[a-z_]+:", line) and "repeat" not in line else line for line in lines]
        put(content, Sheet(sheet.file, "\n".join(uncovered).encode()))
    region = content / "town/region.yaml"
    region.write_text(region.read_text() + "land: SN\n")
    wrong = [each for each in found(make_job, {}).all_findings if each.severity == "error"]
    assert wrong == []


def test_a_page_stands_behind_its_neighbours(content: Path) -> None:
    """Its order counts on, so that it does not come first."""
    assert b"order: 20\n" in new_page(desk(content), "work/rights", "Rechte").data


def test_what_cannot_be_is_refused_in_words(content: Path) -> None:
    """Before anything is written."""
    at = desk(content)
    for wrong in (
        lambda: new_page(at, "../x", "X"),
        lambda: new_page(at, "nowhere/x", "X"),
        lambda: new_page(at, "news/x", "X"),
        lambda: new_data(at, "contact", "Bad Key", "X"),
        lambda: new_data(at, "event", "x", "X", start="morgen"),
        lambda: new_news(at, TODAY, "X", "a/b"),
        lambda: language_of(content, "town", "../../x"),
        lambda: language_of(content, "nowhere", None),
    ):
        with pytest.raises(UsageError):
            wrong()


def test_a_section_may_be_inherited(tmp_path: Path) -> None:
    """A region's own page below a section of the texts it shares."""
    shared = {
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n",
        "land/de/work/index.md": "---\ntitle: Arbeit\n---\nText.\n",
        "town/region.yaml": "kind: town\nname: X\nlanguages: [de]\ninherits: [land]\n",
    }
    content = write_files(tmp_path / "content", shared)
    assert new_page(desk(content), "work/own", "Eigenes").file == "town/de/work/own.md"


def test_a_new_region_is_listed_and_passes_check(content: Path, make_job: Callable[..., Job]) -> None:
    """site.yaml keeps its words; what is there already is refused."""
    (content / "site.yaml").write_text("# Unser\ntitle: Guide\nregions:\n  - town  # die erste\n")
    files = region_files(content, "goerlitz", "Görlitz", "de,en", TODAY, kind="city", land="SN", inherits=())
    lay(content, {**files, **list_region(content, "goerlitz")}, replacing=True)
    assert (
        (content / "site.yaml")
        .read_text()
        .startswith("# Unser\ntitle: Guide\nregions:\n  - town  # die erste\n  - goerlitz\n")
    )
    result = found(make_job, {})
    assert [each.slug for each in result.regions] == ["town", "goerlitz"]
    assert worth_a_look(result) == []
    with pytest.raises(UsageError, match="is there already"):
        region_files(content, "goerlitz", "Görlitz", "de", TODAY, kind="city", land=None, inherits=())
    with pytest.raises(UsageError, match="inherit"):
        region_files(content, "zwickau", "Zwickau", "de", TODAY, kind="city", land=None, inherits=("nobody",))


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Straße & Häuser, 2. Teil", "strasse-haeuser-2-teil"),
        ("Ämter", "aemter"),
        ("Café à Łódź", "cafe-a-odz"),
        ("الإقامة", ""),
        ("A" * 80, "a" * 60),
    ],
)
def test_keys_come_from_titles(title: str, key: str) -> None:
    """In letters that every address can have."""
    assert key_from(title) == key


def test_the_command_asks_for_what_is_missing(
    run_cli: Callable[..., subprocess.CompletedProcess[str]], content: Path
) -> None:
    """With flags it asks nothing; without them, in the language of the terminal. What is there stays."""
    given = ("new", "contact", "--name", "Jugendmigrationsdienst", "--phone", "+49 30 23125 110", "--language", "en")
    done = run_cli(*given)
    assert done.returncode == 0, done.stderr
    assert "contacts/jugendmigrationsdienst.yaml is made" in done.stdout
    again = run_cli(*given)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    asked = run_cli("new", "page", "--language", "de", given="Über uns\n\n")
    assert "Titel" in asked.stderr
    assert "[ueber-uns]" in asked.stderr
    assert (content / "town/de/ueber-uns.md").is_file()
