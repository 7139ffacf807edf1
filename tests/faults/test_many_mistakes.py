"""Several mistakes and several regions: all is told in one run, and nobody suffers for others."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.conftest import write_files
from tests.faults.breaking import Break, Good, page, put, without
from tests.writing.trees import difference, tree

Run = Callable[..., CompletedProcess[str]]

MANY = {
    "town/region.yaml": "kind: town\nname: Town\nlanguages: [de, ar]\ncolours: {brand: '#ffff00'}\n",
    "town/de/index.md": "---\ntitle: Willkommen\nsumary: Kurz\n---\n[Mehr](nowhere.md)\n",
    "town/de/work/jobs.md": "---\ntitle: [Stellen\n---\n",
    "town/media/house.png": b"no picture",
    "town/contacts/office.yaml": "name: Amt\nphones: [{number: '12'}]\n",
}


REPORTS = {
    "json": lambda report: report["findings"],
    "gitlab": lambda report: report,
    "sarif": lambda report: report["runs"][0]["results"],
}


@pytest.fixture
def broken(good: Good, tmp_path: Path) -> Path:
    """A content folder with a mistake in each of five files."""
    good.copy_to(tmp_path)
    return write_files(tmp_path / "content", MANY)


def test_all_mistakes_are_told_at_once(broken: Path, run_cli: Run) -> None:
    """Nobody mends one mistake only to be told the next: each file's is in one report, in reading order."""
    done = run_cli("build", "--theme", "theme", "--format", "text", "--language", "en")
    told = re.findall(r"^content/(\S+?):[\d:]* ?error \[([\w-]+)\]", done.stdout, re.MULTILINE)
    assert set(told) >= {
        ("town/region.yaml", "low-contrast"),
        ("town/de/index.md", "unknown-key"),
        ("town/de/index.md", "broken-link"),
        ("town/de/work/jobs.md", "yaml-syntax"),
        ("town/media/house.png", "image-damaged"),
        ("town/contacts/office.yaml", "bad-phone"),
    }
    assert [file for file, _ in told] == sorted(file for file, _ in told)
    assert done.returncode == 1


def test_formats_for_programs_are_valid(broken: Path, run_cli: Run) -> None:
    """`--format` writes nothing but its format to standard output, whatever letters the terminal knows."""
    for form, found in REPORTS.items():
        done = run_cli(
            "check", "--theme", "theme", "--format", form, env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii"}
        )
        report = json.loads(done.stdout)
        assert len(found(report)) >= 6, form
        assert done.returncode == 1
        assert done.stderr == ""


def test_format_for_github_is_valid(broken: Path, run_cli: Run) -> None:
    """Every line is one workflow command on a file of the repository; GitHub's runners get it without asking."""
    asked = run_cli("build", "--theme", "theme", "--format", "github", env={"PATH": "/usr/bin:/bin"})
    unasked = run_cli("check", "--theme", "theme", env={"PATH": "/usr/bin:/bin", "GITHUB_ACTIONS": "true"})
    for done in (asked, unasked):
        lines = done.stdout.splitlines()
        assert len(lines) >= 6
        assert all(re.match(r"::(error|warning|notice) file=content/[^,]+(,line=\d+)?", line) for line in lines), lines
        assert done.returncode == 1
    assert "town: not written" in asked.stderr


BREAKS: dict[str, Break] = {
    "a broken page": page("[Mehr](nowhere.md)"),
    "broken settings": put({"town/region.yaml": "kind: town\nname: [\n"}),
    "settings of another form": put({"town/region.yaml": "kind: town\nname: Town\nlanguages: [de]\nnmae: x\n"}),
    "no settings": without("town/region.yaml"),
}


@pytest.mark.parametrize("broken", BREAKS.values(), ids=BREAKS)
def test_a_broken_region_stops_no_other(two_regions: Good, broken: Break, tmp_path: Path, run_cli: Run) -> None:
    """The other region is written anew; the broken one keeps its site and its place in the portal."""
    two_regions.copy_to(tmp_path)
    broken(tmp_path / "content")
    page("Neu im Dorf.", "village/de/work/jobs.md")(tmp_path / "content")

    done = run_cli("build", "--theme", "theme")

    assert done.returncode == 1
    changed = difference(tree(tmp_path / "build"), tree(two_regions.built))
    assert changed == ["village/de/work/jobs/index.html", "village/integreat-manifest.json"]
    assert "Neu im Dorf." in (tmp_path / "build/village/de/work/jobs/index.html").read_text()


def test_a_site_file_with_errors_stops_everything(two_regions: Good, tmp_path: Path, run_cli: Run) -> None:
    """site.yaml holds for all regions; while it has an error nothing is written, and the reason is what is told."""
    two_regions.copy_to(tmp_path)
    (tmp_path / "content/site.yaml").write_text("title: Guide\nregions: [village\n")
    page("Neu im Dorf.", "village/de/work/jobs.md")(tmp_path / "content")
    for arguments in (("build",), ("build", "village"), ("regions",)):
        done = run_cli(*arguments, "--theme", "theme")
        assert done.returncode == 1, arguments
        assert "error [yaml-syntax]" in done.stdout + done.stderr
    assert not difference(tree(tmp_path / "build"), tree(two_regions.built))


def test_a_region_that_site_yaml_stops_is_not_said_to_have_no_errors(good: Good, tmp_path: Path, run_cli: Run) -> None:
    """“not written, 0 errors” would be a riddle: what stops a region is counted with it."""
    good.copy_to(tmp_path)
    (tmp_path / "content/site.yaml").write_text("title: Guide\nregions: [town]\ntitel: x\n")
    done = run_cli("build", "--theme", "theme", "--language", "en")
    assert "town: not written, 1 error" in done.stdout
