"""`export archive` and `import archive` as a person calls them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from integreat_ssg.cli import main
from tests.exchange.archive.site import guide, lines, tree

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the program in `tmp_path`, in this process: its start takes longer than an import."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments, prog_name="integreat-ssg")


def test_a_region_moves_to_another_guide(run: Run, tmp_path: Path) -> None:
    """Out of one, into one that has another region already; it is listed there, and the guide has no errors."""
    guide(tmp_path / "content")
    done = run("export", "archive", "town.zip", "--region", "town")
    assert (done.exit_code, done.stdout) == (0, "town: 23 lines and 4 media files, 0.0 MB, in town.zip.\n")
    there = guide(
        tmp_path / "there",
        {
            "site.yaml": "title: Anderes  # so heißt er\nregions: [village]\n",
            "village/region.yaml": "kind: town\nname: Dorf\nlanguages: [de]\n",
            "village/de/index.md": "---\ntitle: Dorf\n---\nText.\n",
        },
    )
    arguments = ("import", "archive", "town.zip", "--region", "town", "--content", "there", "--language", "en")
    dry = run(*arguments, "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, "town: 20 new. Nothing was written.\nland: 7 new. Nothing was written.\n")
    assert not (there / "town").exists()
    assert run(*arguments).stdout == "town: 20 new.\nland: 7 new.\n"
    assert (there / "site.yaml").read_text() == "title: Anderes  # so heißt er\nregions: [village, town]\n"
    assert {path: data for path, data in tree(there).items() if not path.startswith("village/")} == tree(
        tmp_path / "content"
    )
    assert run(*arguments).stdout == "town: 20 as they were.\n"
    checked = run("check", "--content", "there", "--language", "en")
    assert checked.exit_code == 0, checked.stdout


def test_a_conflict_is_told_until_somebody_decides(run: Run, tmp_path: Path) -> None:
    """What was changed on both sides stays as it is here; `--theirs` ends it."""
    content = guide(tmp_path / "content")
    run("export", "archive", "a", "--region", "town")
    arguments = ("import", "archive", "a", "--region", "town", "--content", "there", "--language", "en")
    run(*arguments)
    page = Path("town/de/imprint.md")
    for folder, words in ((content, "Dort geändert."), (tmp_path / "there", "Hier geändert.")):
        (folder / page).write_text(f"---\ntitle: Impressum\n---\n{words}\n")
    run("export", "archive", "a", "--region", "town")
    for _ in range(2):
        done = run(*arguments)
        assert done.exit_code == 0
        assert "there/town/de/imprint.md" in done.stderr
        assert "1 waiting for a decision" in done.stdout
    assert run(*arguments, "--theirs", "de/nothing.md").exit_code == 2
    done = run(*arguments, "--theirs", "de/imprint.md")
    assert "1 updated" in done.stdout
    assert "Dort geändert." in (tmp_path / "there" / page).read_text()
    assert "waiting" not in run(*arguments).stdout


def test_what_is_wrong_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    """An archive with mistakes is exit code 1, one that is none or a region that there is not 2; nothing is written."""
    guide(tmp_path / "content")
    run("export", "archive", "a", "--region", "town")
    file = tmp_path / "a/content.jsonl"
    count = len(lines(tmp_path / "a"))
    file.write_bytes(file.read_bytes()[:-10])
    done = run("import", "archive", "a", "--region", "town", "--content", "there", "--language", "en")
    assert done.exit_code == 1
    assert f"a/content.jsonl:{count}: error [archive-line-cut]" in done.stderr
    again = run("import", "archive", "a/content.jsonl", "--region", "town", "--content", "there", "--language", "en")
    assert again.stderr == done.stderr  # the folder, or the file in it: the same place is told
    assert not (tmp_path / "there").exists()
    assert run("import", "archive", "content", "--region", "town").exit_code == 2
    assert run("export", "archive", "b", "--region", "nowhere").exit_code == 2
    assert run("export", "archive", "content", "--region", "town").exit_code == 2
    assert tree(tmp_path / "content")


def test_an_export_of_wrong_content_leaves_the_former_archive(run: Run, tmp_path: Path) -> None:
    """The mistake is told with its file; files that no archive holds are named."""
    content = guide(tmp_path / "content")
    (content / "town/notes.txt").write_text("privat")
    done = run("export", "archive", "a", "--region", "town", "--language", "en")
    assert done.exit_code == 0
    assert "content/town/notes.txt" in done.stderr
    before = tree(tmp_path / "a")
    (content / "town/contacts/office.yaml").write_text("nam: Amt\n")
    done = run("export", "archive", "a", "--region", "town", "--language", "en")
    assert done.exit_code == 1
    assert "content/town/contacts/office.yaml:1" in done.stderr
    assert tree(tmp_path / "a") == before
