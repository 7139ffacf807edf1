"""A new guide: it builds at once, from an installed wheel, anywhere; and nothing that is there is ever changed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml

from integreat_ssg.build import Job
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.inspection import check
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.starting.laying import lay
from integreat_ssg.starting.repository import Start, repository_files
from tests.conftest import REPOSITORY

Run = Callable[..., subprocess.CompletedProcess[str]]

PIPELINES = REPOSITORY / "integreat_ssg/starting/files/pipelines"
GIVEN = ("--name", "Landkreis Görlitz", "--languages", "de,en,ar", "--land", "SN", "--date", "2026-11-28")


def begin(run_cli: Run, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    done = run_cli("init", *arguments, **options)
    assert done.returncode == 0, done.stderr
    return done


def checked(make_job: Callable[..., Job], folder: Path) -> BuildResult:
    result = check(make_job({}, content=folder / "content"))
    assert [each for each in result.all_findings if each.severity != "note"] == []
    return result


@pytest.mark.parametrize(
    "arguments",
    [
        GIVEN,
        ("--name", "Peine", "--languages", "en"),
        ("--name", "Aachen", "--languages", "ar,de,de-simple,zh-Hans", "--kind", "city", "--shared"),
        ("--name", 'Bad "Zitat": $x & #y', "--slug", "zitat", "--language", "de"),
        (),
    ],
    ids=["district", "english", "shared", "odd name", "nothing"],
)
def test_a_new_guide_has_no_findings(
    run_cli: Run, make_job: Callable[..., Job], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """Whatever is chosen: neither errors nor warnings, and everything is plainly an example."""
    begin(run_cli, "guide", "--yes", *arguments)
    result = checked(make_job, tmp_path / "guide")
    assert len(result.regions) == 1
    for file in (tmp_path / "guide/content").rglob("*/de/**/*.md"):
        assert "Beispiel" in file.read_text(), file
    for file in (tmp_path / "guide/content").rglob("*/en/**/*.md"):
        assert "xample" in file.read_text(), file


def test_what_is_written(run_cli: Run, tmp_path: Path) -> None:
    """The region under its key, its settings, the program's version, every pipeline as it is."""
    done = begin(run_cli, "guide", "--yes", *GIVEN, "--language", "de")
    guide = tmp_path / "guide"
    assert "integreat-ssg serve" in done.stdout
    region = yaml.safe_load((guide / "content/landkreis-goerlitz/region.yaml").read_text())
    assert (region["name"], region["languages"], region["land"]) == ("Landkreis Görlitz", ["de", "en", "ar"], "SN")
    assert (guide / "content/landkreis-goerlitz/de/news/2026-11-28-example.md").is_file()
    assert "start: 2026-12-29 17:00" in (guide / "content/landkreis-goerlitz/events/example-meeting.yaml").read_text()
    assert f"integreat-ssg=={version('integreat-ssg')}" in (guide / "requirements.txt").read_text()
    assert "Landkreis Görlitz" in (guide / "README.md").read_text()
    for name in (".gitignore", ".editorconfig", ".gitattributes", ".vscode/extensions.json"):
        assert (guide / name).is_file()
    for file in (each for each in PIPELINES.rglob("*") if each.is_file()):
        assert (guide / file.relative_to(PIPELINES)).read_bytes() == file.read_bytes()


def test_editors_complete_without_the_internet(run_cli: Run, tmp_path: Path) -> None:
    """Each schema that the settings name lies in the folder, its remarks in German, and every YAML file has one."""
    begin(run_cli, "guide", "--yes", "--language", "de")
    guide = tmp_path / "guide"
    settings = json.loads((guide / ".vscode/settings.json").read_text())
    covered = set()
    for schema, patterns in settings["yaml.schemas"].items():
        assert json.loads((guide / schema).read_text())["$schema"]
        covered |= {file for pattern in patterns for file in guide.glob(pattern)}
    assert set((guide / "content").rglob("*.yaml")) == covered
    assert "http" not in (guide / ".vscode/settings.json").read_text()
    assert json.loads((guide / "schemas/contact.json").read_text())["title"] == "Kontakt"


def test_questions_are_asked_in_the_language_of_the_terminal(run_cli: Run, tmp_path: Path) -> None:
    """A dialogue, with answers that are proposed; what was given is not asked."""
    answers = "Görlitz\n\ntown\nde\n\nn\n"
    done = begin(run_cli, "guide", "--language", "de", given=answers)
    assert "Wie heißt die Region" in done.stderr
    assert "[goerlitz]" in done.stderr
    region = yaml.safe_load((tmp_path / "guide/content/goerlitz/region.yaml").read_text())
    assert region["kind"] == "town"
    done = begin(run_cli, "other", "--language", "en", "--name", "Peine", given="\n\n\n\n\n")
    assert "What is the region called" not in done.stderr
    assert "Languages, with commas" in done.stderr


def test_an_answer_that_does_not_fit_is_asked_for_again(run_cli: Run, tmp_path: Path) -> None:
    answers = "Goslar\nMein Ordner\nharz\nLandkreis\n\ndeutsch, tr\ntr\nde,tr\nNiedersachsen\nNI\nvielleicht\nj\n"
    done = begin(run_cli, "guide", "--language", "de", given=answers)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "guide/content/harz/region.yaml").is_file()
    assert (tmp_path / "guide/content/shared/region.yaml").is_file(), "j means yes in German"
    for hint in ("kleine Buchstaben", "vier englischen", "de oder en muss dabei", "oder nichts", "j oder n", "[j/N]"):
        assert hint in done.stderr
    assert "Error" not in done.stderr


def test_without_an_answer_nothing_is_written(run_cli: Run, tmp_path: Path) -> None:
    done = run_cli("init", "guide", "--language", "de", given="Goslar\n")
    assert done.returncode == 2
    assert "Ohne Antwort abgebrochen" in done.stderr
    assert not (tmp_path / "guide").exists()


def test_what_is_there_is_never_changed(run_cli: Run, tmp_path: Path) -> None:
    """A folder that is not empty is refused; --add writes only what is missing."""
    guide = tmp_path / "guide"
    (guide / ".git").mkdir(parents=True)
    begin(run_cli, "guide", "--yes", "--name", "A")
    refused = run_cli("init", "guide", "--yes", "--name", "B")
    assert refused.returncode == 2
    assert "--add" in refused.stderr
    (guide / "README.md").write_text("Meins")
    (guide / ".gitignore").unlink()
    before = {file: file.read_bytes() for file in guide.rglob("*") if file.is_file()}
    done = begin(run_cli, "guide", "--yes", "--name", "A", "--add", "--language", "en")
    assert done.stdout.startswith("New files in guide: 1.")
    assert {file: file.read_bytes() for file in before} == before
    assert (guide / ".gitignore").is_file()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"slug": "../x"}, "cannot be called"),
        ({"slug": "assets"}, "cannot be called"),
        ({"languages": ("ar", "uk")}, "de and en"),
        ({"languages": ("de", "deutsch")}, "no language tag"),
        ({"kind": "planet"}, "planet"),
        ({"name": " "}, "needs a name"),
        ({"land": "XX"}, "no Land XX"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any], told: str) -> None:
    """In words, before anything is written."""
    right = {
        "name": "A",
        "slug": "a",
        "kind": "town",
        "languages": ("de",),
        "version": "1",
        "today": date(2026, 11, 28),
    }
    assert repository_files(Start(**right))
    with pytest.raises(UsageError, match=told):
        repository_files(Start(**{**right, **wrong}))


def test_links_lead_nowhere_else(tmp_path: Path) -> None:
    """A folder in the way that is a link to elsewhere is left alone."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide/content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorldError, match="through a link"):
        lay(tmp_path / "guide", {"content/town/region.yaml": b"kind: town"})
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_from_an_installed_wheel(tmp_path: Path) -> None:
    """Into an empty folder far from this repository: init, new, move, check and build work from the wheel alone."""
    python = str(REPOSITORY / ".venv/bin/python")
    build = [
        python,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        tmp_path / "dist",
    ]
    subprocess.run([*build, REPOSITORY], check=True, timeout=300)
    subprocess.run([python, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    place = next((tmp_path / "venv/lib").glob("python*/site-packages"))
    wheel = next((tmp_path / "dist").glob("*.whl"))
    subprocess.run(
        [python, "-m", "pip", "--python", tmp_path / "venv/bin/python", "install", "--quiet", "--no-deps", wheel],
        check=True,
    )
    libraries = next((REPOSITORY / ".venv/lib").resolve().glob("python*/site-packages"))
    # The libraries are those of the tests; what makes this checkout importable there is left out.
    for each in libraries.iterdir():
        if "integreat" not in each.name and each.suffix != ".pth" and not (place / each.name).exists():
            (place / each.name).symlink_to(each)
    command = tmp_path / "venv/bin/integreat-ssg"
    empty = tmp_path / "empty"
    empty.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "de_DE.UTF-8"}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [command, *arguments], cwd=empty, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("init", "--yes", *GIVEN)
    run("new", "page", "arrival/bus", "--title", "Bus und Bahn")
    run("move", "arrival", "settling-in")
    assert "Fehler" not in run("check")
    run("build")
    assert (empty / "build/landkreis-goerlitz/de/settling-in/bus/index.html").is_file()
    assert (empty / "build/landkreis-goerlitz/ar/arrival/registration/index.html").is_file()  # leads to the new address
    where = subprocess.run(
        [tmp_path / "venv/bin/python", "-c", "import integreat_ssg; print(integreat_ssg.__file__)"],
        cwd=empty, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(tmp_path / "venv"))
    assert sys.prefix not in where.stdout
