"""The report's folder: what is in it, for whom, and what becomes of it where the past or a region cannot be read."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.monitoring.charts import Point, column_chart, line_chart, round_top
from integreat_ssg.monitoring.words import say, wording
from tests.conftest import SMALL_SITE, write_files
from tests.monitoring.conftest import DAY, run
from tests.monitoring.guide import commit, git

Run = Callable[..., subprocess.CompletedProcess[str]]


def read(folder: Path, path: str) -> str:
    """A page or a mail of the report."""
    return (folder / path).read_text()


def test_every_region_has_pages_in_both_languages(folder: Path) -> None:
    """The first page is German and about all regions; each page leads to its other language and to all others."""
    for path, language, other in (("index.html", "de", "index.en.html"), ("index.en.html", "en", "index.html")):
        page = read(folder, path)
        assert f'<html lang="{language}">' in page
        assert f'href="{other}"' in page
        for region in ("alpha", "beta"):
            assert f'href="regions/{region}{"" if language == "de" else ".en"}.html"' in page
    assert "Kreis Alpha" in read(folder, "regions/alpha.html")
    assert "Alpha district" in read(folder, "regions/alpha.en.html")


def test_the_first_page_says_whether_it_got_better(folder: Path, guide: Path) -> None:
    """Each number is told with what it means and with the same number a year before, unless there is none."""
    told = json.loads(read(folder, "report.json"))["whole"]
    now, then = told["months"][-1], told["months"][-13]
    assert then["end"] == "2025-11-30"
    page = read(folder, "index.html")
    for key, group in (("coverage", "translations"), ("currency", "translations"), ("freshness", "all")):
        before, after = then[group][key], now[group][key]
        card = page.partition(f'data-headline="{key}"')[2].partition("</li>")[0]
        assert f'data-value="{told[group][key]}"' in card
        word = "So wie" if before == after else "Besser" if after > before else "Schlechter"
        assert word in card
        assert before == after or f"Ende November 2025 waren es {before}\N{NO-BREAK SPACE}%" in card


def test_an_office_gets_a_mail_with_what_is_its_own(folder: Path) -> None:
    """Address, subject, what is overdue, due, outdated and all of its texts, in each language."""
    region = next(each for each in json.loads(read(folder, "report.json"))["regions"] if each["slug"] == "alpha")
    duty = next(each for each in region["duties"] if each["key"] == "office")
    assert duty["overdue"]
    for language, subject, overdue in (
        ("de", "Kreis Alpha: Texte Ihrer Stelle, 20. November 2026", "Prüftermin verstrichen"),
        ("en", "Alpha district: texts of your office, November 20, 2026", "Review overdue"),
    ):
        head, _, body = read(folder, f"mails/alpha/office.{language}.txt").partition("\n\n")
        assert head == f"To: office@example.org\nSubject: {subject}"
        assert f"{overdue} ({len(duty['overdue'])}):" in body
        for name in ("texts", "due", "overdue", "outdated"):
            for line in duty[name]:
                assert f"- {line['title']} [{line['language']}]" in body
                assert line["file"] in body
    unowned = read(folder, "mails/alpha.de.txt")
    assert unowned.startswith("Subject: ")
    assert "keine zuständige Stelle" in unowned


def test_the_same_folder_gives_the_same_report(folder: Path, guide: Path, tmp_path: Path) -> None:
    """Byte for byte, also over an older report, whose left-over files go; without a day it is the newest commit's."""
    run("report", "alpha", "--content", guide / "content", "--output", tmp_path / "again", folder=guide)
    assert "Stand: 1" in read(tmp_path, "again/index.html")
    assert "Kreis Alpha" in read(tmp_path, "again/index.html")
    run("report", "--content", guide / "content", "--output", tmp_path / "again", "--date", DAY, folder=guide)
    for file in [each for each in folder.rglob("*") if each.is_file()]:
        assert (tmp_path / "again" / file.relative_to(folder)).read_bytes() == file.read_bytes(), file
    names = {each.relative_to(tmp_path / "again") for each in (tmp_path / "again").rglob("*")}
    assert names == {each.relative_to(folder) for each in folder.rglob("*")}


def test_the_past_needs_the_whole_history(guide: Path, tmp_path: Path, run_cli: Run) -> None:
    """A folder without git, and a shallow clone, say why there is no chart; all other numbers are there."""
    shutil.copytree(guide / "content", tmp_path / "plain")
    subprocess.run(["git", "clone", "-q", "--depth", "2", f"file://{guide}", tmp_path / "shallow"], check=True)
    for content, sentence in (("plain", "in keinem git-Repository"), ("shallow/content", "flacher Klon")):
        run("report", "--content", tmp_path / content, "--output", tmp_path / "out", "--date", DAY, folder=tmp_path)
        page = read(tmp_path, "out/index.html")
        assert sentence in page
        assert "<svg" not in page
        assert 'data-row="alpha"' in page
        assert json.loads(read(tmp_path, "out/report.json"))["whole"]["months"] == []


def test_a_guide_of_one_month_has_no_chart_yet(tmp_path: Path) -> None:
    """Its numbers stand in the table, and there is nothing to compare with; a single region has no page about all."""
    write_files(tmp_path / "content", SMALL_SITE)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, date(2026, 3, 5))
    run("report", "--content", "content", "--output", "out", folder=tmp_path)
    page = read(tmp_path, "out/index.html")
    assert "<h1>Town</h1>" in page
    assert "<svg" not in page
    assert 'data-month="2026-03"' in page
    assert say("no-comparison", "de") in page
    assert not (tmp_path / "out/regions").exists()


def test_the_first_page_says_what_its_numbers_do_not_mean(tmp_path: Path) -> None:
    """No fault is not "none of them", and plain language, which is written for few texts, does not look like neglect."""
    settings = str(SMALL_SITE["town/region.yaml"])
    plain = settings.replace("languages: [de, ar]", "languages: [de, ar, de-simple]")
    assert plain != settings
    write_files(tmp_path / "content", {**SMALL_SITE, "town/region.yaml": plain})
    run("report", "--content", "content", "--output", "out", "--date", DAY, folder=tmp_path)
    page, numbers = read(tmp_path, "out/index.html"), json.loads(read(tmp_path, "out/report.json"))["regions"][0]
    missing = next(each["tally"]["missing"] for each in numbers["languages"] if each["tag"] == "de-simple")
    assert missing > 1
    assert say("coverage-plain", "de", n=missing) in page
    assert say("faults-without-errors", "de", n=0) != say("faults-without-errors", "de", n=2)


def test_what_editors_write_stays_text(tmp_path: Path) -> None:
    """Titles with HTML in them are escaped on pages, and those that a spreadsheet would take for a formula are not one."""
    evil = '=HYPERLINK("x") <script>alert(1)</script>'
    files = {**SMALL_SITE, "town/ar/work/jobs.md": "---\ntitle: a\nmachine_translated: true\n---\nText.\n",
             "town/de/work/jobs.md": f"---\ntitle: '{evil}'\nresponsible: office\nreview_by: 2026-01-01\n---\nText.\n",
             "town/contacts/office.yaml": "name: '<b>Amt</b>'\nemail: a@b.example\n"}  # fmt: skip
    write_files(tmp_path / "content", files)
    run("report", "--content", "content", "--output", "out", "--date", DAY, folder=tmp_path)
    for file in (tmp_path / "out").rglob("*.html"):
        assert "<script" not in file.read_text()
        assert "<b>Amt" not in file.read_text()
        assert "&lt;script&gt;" in file.read_text()
    assert "'=HYPERLINK" in (tmp_path / "out/csv/texts.csv").read_text(encoding="utf-8-sig")
    assert f"- {evil} [de]" in read(tmp_path, "out/mails/town/office.de.txt")


def test_no_folder_of_somebody_else_is_written_over(tmp_path: Path, run_cli: Run) -> None:
    """A folder with a page of its own is refused with a sentence."""
    write_files(tmp_path / "content", SMALL_SITE)
    write_files(tmp_path / "out", {"index.html": "mine"})
    done = run_cli("report", "--output", "out")
    assert done.returncode == 3
    assert "index.html" in done.stderr
    assert read(tmp_path, "out/index.html") == "mine"


def test_a_region_that_cannot_be_read_is_named(tmp_path: Path, run_cli: Run) -> None:
    """The others are told of all the same, and the exit code says that something is missing."""
    second = {path.replace("town/", "city/"): text for path, text in SMALL_SITE.items() if path.startswith("town/")}
    third = {path.replace("town/", "hamlet/"): text for path, text in SMALL_SITE.items() if path.startswith("town/")}
    files = {**SMALL_SITE, **second, **third, "site.yaml": "title: Guide\nregions: [town, city, hamlet]\n",
             "hamlet/region.yaml": "- nothing\n"}  # fmt: skip
    write_files(tmp_path / "content", files)
    done = run_cli("report", "--language", "en")
    assert done.returncode == 1, done.stderr
    page = read(tmp_path, "report/index.html")
    assert '<html lang="en">' in page
    assert "cannot be read: hamlet" in page
    assert not list((tmp_path / "report").rglob("*.de.*"))


def test_json_alone_goes_to_the_terminal(tmp_path: Path, run_cli: Run) -> None:
    """With `--json` nothing is written."""
    write_files(tmp_path / "content", SMALL_SITE)
    done = run_cli("report", "town", "--json")
    assert done.returncode == 0, done.stderr
    assert [each["slug"] for each in json.loads(done.stdout)["regions"]] == ["town"]
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize("values", [[0, 50, 100], [100, None, 30, 40], [7] * 24])
def test_a_mark_is_as_high_as_its_number(values: list[int | None]) -> None:
    """Lines and columns begin at 0, and their numbers stand in titles for whoever points at them."""
    points = [Point(f"2026-{at:02}", f"Monat {at}", "M", value, f"{value} %") for at, value in enumerate(values)]
    line = marks(line_chart(points, "N", "D"))
    columns = marks(column_chart(points, "N", "D", [(0, "0"), (100, "100")]))
    there = [value for value in values if value is not None]
    assert [each["value"] for each in line] == [each["value"] for each in columns] == there
    for each in line:
        assert each["cy"] == pytest.approx(138 - 1.2 * each["value"], abs=0.1)
    for each in columns:
        assert each["height"] == pytest.approx(1.2 * each["value"], abs=0.1)


def marks(svg: str) -> list[dict[str, float]]:
    found = []
    for mark in re.findall(r"<(?:circle|rect) [^>]*>", svg):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', mark))
        found.append({"value": int(attributes["data-value"]),
                      "cy": float(attributes.get("cy", 0)), "height": float(attributes.get("height", 0))})  # fmt: skip
    return found


@pytest.mark.parametrize(("value", "top"), [(1, 2), (2, 2), (3, 4), (120, 200), (253, 400), (1001, 2000)])
def test_a_scale_ends_at_a_round_number(value: int, top: int) -> None:
    """High enough, and not twice too high."""
    assert round_top(value) == top


def test_every_sentence_is_there_in_german_and_english() -> None:
    """With the same gaps, and for one and several in both or in one form only where that does for both."""

    def gaps(told: object) -> set[str]:
        sentences = told.values() if isinstance(told, dict) else [told]
        return {gap for each in sentences for gap in re.findall(r"\{(\w+)\}", str(each))} - {"n"}

    for key, languages in wording().items():
        assert set(languages) == {"de", "en"}, key
        assert gaps(languages["de"]) == gaps(languages["en"]), key
