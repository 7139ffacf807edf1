"""What phones have to load is told after each build and by `size`, and more than the budget is a warning."""

import json
import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.model.site import Artifact
from integreat_ssg.offline.release import DownloadSet
from integreat_ssg.offline.sizes import largest_files
from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE, Files, write_files
from tests.offline.reader import pointer
from tests.offline.test_release import RICH

Run = Callable[..., subprocess.CompletedProcess[str]]


def long_text(length: int) -> str:
    """A page of words that hardly compress."""
    words = random.Random(4)
    text = " ".join(f"{words.getrandbits(40):x}" for _ in range(length))
    return f"---\ntitle: Lang\n---\n{text}\n"


def with_budgets(budgets: str, files: Files = SMALL_SITE) -> Files:
    """The files with budgets in region.yaml."""
    return {**files, "town/region.yaml": f"{files['town/region.yaml']!s}budgets: {budgets}\n"}


@pytest.mark.parametrize("name", ["base", "text", "pictures", "files"])
def test_a_set_over_its_budget_is_a_warning_that_names_the_largest(
    build_site: Callable[..., BuildResult], name: str
) -> None:
    """The region is written all the same; editors see where to begin."""
    noise = random.Random(5)
    heavy = {
        **RICH,
        "town/de/imprint.md": long_text(300),
        "town/de/work/long.md": long_text(2000),
        "town/media/form.pdf": b"%PDF" + noise.randbytes(2000),
        "town/media/plan.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{"x" * 1000}</desc></svg>',
    }
    result = build_site(with_budgets(f"{{{name}: 1}}", heavy))
    over = [each for each in result.all_findings if each.code.endswith("-over-budget")]
    assert {each.code for each in over} == {f"{name}-over-budget"}
    assert {(each.severity, each.place.file) for each in over} == {("warning", "town/region.yaml")}
    largest = dict(over[0].details)["largest"]
    assert {"text": "work/long", "base": "style.css", "pictures": "house-720.webp", "files": "form.pdf"}[
        name
    ] in largest
    assert result.regions[0].written


def test_the_default_budgets_leave_room(build_site: Callable[..., BuildResult]) -> None:
    """A small guide with the default theme is nowhere near them."""
    result = build_site(RICH)
    assert all(each.size < each.budget * 0.8 for each in result.regions[0].sizes)


def test_shares_add_up_to_the_set() -> None:
    """What a file adds is told as its part of what is loaded: large for a text of its own, small for what others say too."""
    noise = random.Random(6)
    files = (Artifact("a.html", b"same " * 900), Artifact("b.html", noise.randbytes(4000)))
    shares = largest_files(DownloadSet("text/de", files, 4100))
    assert [share.path for share in shares] == ["b.html", "a.html"]
    assert sum(share.size for share in shares) == pytest.approx(4100, abs=2)


@pytest.mark.parametrize(("language", "words"), [("en", "A phone loads: base "), ("de", "Ein Handy lädt: Grundlage ")])
def test_a_build_tells_what_a_phone_loads(run_cli: Run, tmp_path: Path, language: str, words: str) -> None:
    """One line for each region, with the budgets, in the language of the person at the terminal."""
    write_files(tmp_path / "content", SMALL_SITE)
    done = run_cli("build", "--language", language)
    assert done.returncode == 0
    [line] = [line for line in done.stdout.splitlines() if words in line]
    de, ar = (round(pointer(tmp_path / "build/town")["sets"][f"text/{tag}"][1] / 1000) for tag in ("de", "ar"))
    assert f"de {de}, ar {ar}" in line
    assert "130 kB" in line
    assert "400 kB" in line
    assert "pictures" not in line


def test_size_lists_sets_budgets_and_the_largest_files(run_cli: Run, tmp_path: Path) -> None:
    """For people as lines, for machines as JSON, and nothing is written."""
    write_files(tmp_path / "content", with_budgets("{text: 1}", RICH))
    done = run_cli("size", "town", "--language", "en")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "town"
    assert [line.split()[0] for line in lines if " kB of " in line] == [
        "base", "text/de", "text/ar", "pictures", "files",
    ]  # fmt: skip
    assert [line.split()[0] for line in lines if line.endswith("over budget")] == ["text/de", "text/ar"]
    assert any(line.endswith(" kB  de/old/index.html") for line in lines)
    [region] = json.loads(run_cli("size", "--json").stdout)
    sizes = {each["name"]: each for each in region["sets"]}
    assert (region["slug"], sizes["text/de"]["budget"]) == ("town", 1000)
    assert sizes["files"]["size"] == len(RICH["town/media/form.pdf"]) == sizes["files"]["largest"][0]["size"]
    assert not (tmp_path / "build").exists()


def test_size_of_a_region_that_cannot_be_built(run_cli: Run, tmp_path: Path) -> None:
    """Errors are told beside it, and the exit code says so; so does the language of the one who asks."""
    write_files(tmp_path / "content", {**SMALL_SITE, "town/de/work/jobs.md": "no front matter"})
    done = run_cli("size", "--language", "de")
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["town", "  Auf Handys wird nichts gespeichert."]
    assert "jobs.md" in done.stderr
    assert run_cli("size", "city").returncode == 2


def test_a_build_tells_sizes_to_machines_too(run_cli: Run, tmp_path: Path) -> None:
    """Size and budget of each set, in bytes."""
    write_files(tmp_path / "content", SMALL_SITE)
    [region] = json.loads(run_cli("build", "--json").stdout)["regions"]
    assert region["sizes"].keys() == {"base", "text/de", "text/ar"}
    assert region["sizes"]["base"]["budget"] == 130_000
    assert region["sizes"]["text/de"]["size"] == pointer(tmp_path / "build/town")["sets"]["text/de"][1]


def test_published_is_an_option_of_build_and_check(run_cli: Run, tmp_path: Path) -> None:
    """A wrong folder is wrong usage; a right one makes the next release."""
    write_files(tmp_path / "content", SMALL_SITE)
    assert run_cli("build", "--date", "2026-01-01").returncode == 0
    first = pointer(tmp_path / "build/town")["sequence"]
    done = run_cli("build", "--published", "nowhere")
    assert done.returncode == 2
    assert "--published" in done.stderr
    assert "Traceback" not in done.stderr
    write_files(tmp_path / "content", {"town/de/work/jobs.md": "---\ntitle: Stellen\n---\n## Suchen\n\nNeu.\n"})
    (tmp_path / "build").rename(tmp_path / "public")
    assert run_cli("check", "--published", "public").returncode == 0
    assert run_cli("build", "--published", "public", "--date", "2026-01-01").returncode == 0
    assert pointer(tmp_path / "build/town")["sequence"] == first + 1
