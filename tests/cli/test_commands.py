"""The commands as a person or a pipeline calls them: options, output, exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from integreat_ssg.cli import main
from tests.cli.every_command import every_command
from tests.conftest import SMALL_SITE, write_files
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, names, tree

Run = Callable[..., CompletedProcess[str]]

TWO = {
    **SMALL_SITE,
    "site.yaml": "title: Guide\nregions: [town, village]\n",
    "village/region.yaml": "kind: town\nname: {de: Dörfchen}\nlanguages: [de]\n",
    "village/de/index.md": "---\ntitle: Willkommen\n---\nHallo.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site's content folder."""
    return write_files(tmp_path / "content", SMALL_SITE)


def test_help(run_cli: Run) -> None:
    """Every command and every option of it says what it is for; `-h` is `--help`; the version is told."""
    told = run_cli("--help").stdout
    assert run_cli("-h").stdout == told
    assert re.fullmatch(r"integreat-ssg, version \d+\.\d+\.\d+\n", run_cli("--version").stdout)
    for name, command in every_command():
        assert f"\n  {name} " in told
        assert command.name == name
        assert command.get_short_help_str(1000) == main.commands[name].help
        assert command.help, name
        silent = [option.name for option in command.params if option.param_type_name == "option" and not option.help]
        assert not silent, f"{name}: no help for {silent}"
    done = run_cli("build", "--help")
    assert done.returncode == 0
    assert "--content" in done.stdout


def test_a_command_imports_only_what_it_needs() -> None:
    """The list of commands waits for no library but click; `check` for none of those that publish, print or watch."""

    def imported(*arguments: str) -> set[str]:
        tell = "import sys; from integreat_ssg.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", tell, *arguments], capture_output=True, text=True, check=True)
        return set(done.stdout.splitlines()[-1].split())

    listing, checking = imported("--help"), imported("check", "--help")
    known = ("cli", "cli.commands", "cli.terminal", "errors", "reporting", "reporting.printable")
    ours = {f"integreat_ssg.{name}" for name in known}
    assert {name for name in listing if name.startswith("integreat_ssg.")} <= ours
    assert not listing & {"yaml", "jinja2", "pydantic", "babel", "PIL", "markdown", "http.client", "ssl"}
    assert len(listing) < 250
    assert not checking & {"textstat", "nltk", "weasyprint", "watchdog", "playwright", "brotli", "http.server"}
    parts = {"deploying", "desk", "exchange", "monitoring", "probing", "serving", "starting"}
    assert not checking & {f"integreat_ssg.{part}" for part in parts}


def test_exit_code_0(site: Path, run: Run) -> None:
    """Notes and warnings keep nothing from being written."""
    write_files(site, {"town/de/work/empty.md": "---\ntitle: Leer\n---\n"})
    for command in ("check", "build", "regions"):
        done = run(command)
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
    assert "empty-page" in run("check").stdout


def test_exit_code_1(site: Path, run: Run) -> None:
    """Errors in the content."""
    write_files(site, {"town/de/work/jobs.md": "---\ntitle: Stellen\n---\n[Mehr](nowhere.md)\n"})
    for command in ("check", "build"):
        done = run(command, "--language", "de")
        assert done.returncode == 1
        assert "Fehler [broken-link]" in done.stdout
    assert "Von dieser Region gibt es noch keine Fassung." in done.stdout


WRONG = {
    "an unknown region": (["build", "twon"], "has no region twon. It has: town"),
    "an unknown region to check": (["check", "town", "twon"], "has no region twon. It has: town"),
    "no content folder": (["build", "--content", "nowhere"], "There is no content folder at nowhere"),
    "a file for the content folder": (["build", "--content", "content/site.yaml"], "content/site.yaml"),
    "no theme": (["build", "--theme", "nowhere"], "nowhere is no theme"),
    "a folder that is no theme": (["check", "--theme", "content"], "content is no theme"),
    "no date": (["build", "--date", "31.12.2026"], "31.12.2026"),
    "no address": (["build", "--base-url", "guide.example"], "'guide.example' is no complete web address"),
    "half an address": (["build", "--base-url", "https://["], "'https://[' is no complete web address"),
    "an unknown option": (["build", "--ouptut", "x"], "--output"),
    "an unknown command": (["biuld"], "biuld"),
    "an unknown format": (["check", "--format", "xml"], "sarif"),
    "no content folder to serve": (["serve", "--content", "nowhere", "--port", "0"], "no content folder at nowhere"),
}


@pytest.mark.parametrize(("arguments", "said"), WRONG.values(), ids=WRONG)
def test_exit_code_2(site: Path, run: Run, arguments: list[str], said: str) -> None:
    """Wrong usage: what is wrong stands in the last line, nothing is written."""
    done = run(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert said in done.stderr.splitlines()[-1]
    assert done.stdout == ""
    assert not (site.parent / "build").exists()


GUARD = """
import sys

def fail(event, arguments):
    if event == "fcntl.flock":
        raise ArithmeticError("two and two\\nare \\x1b[31mfive")

sys.addaudithook(fail)
"""


def test_exit_code_3(site: Path, run: Run) -> None:
    """What nobody foresaw is one line that says how to report it, without escapes for the terminal; the traceback comes
    when asked for."""
    write_files(site.parent, {"guard/sitecustomize.py": GUARD})
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(site.parent / "guard")}
    done = run("build", env=environment)
    assert done.returncode == 3
    assert done.stdout == ""
    assert re.fullmatch(
        r"Error: a fault in integreat-ssg itself: ArithmeticError: two and two are +\[31mfive\. .*INTEGREAT_TRACEBACK=1.*\n",
        done.stderr,
    ), done.stderr
    assert "\x1b" not in done.stderr
    asked = run("build", env={**environment, "INTEGREAT_TRACEBACK": "1"})
    assert asked.returncode == 3
    assert asked.stderr.startswith("Traceback")


FAULTY = {
    "a calculation": "{{ 1 // 0 }}",
    "an unknown field": "{{ view.nothing }}",
    "an unfinished tag": "{% if %}",
    "a template that is not there": "{% include 'nowhere.html' %}",
}


@pytest.mark.parametrize("fault", FAULTY.values(), ids=FAULTY)
def test_a_faulty_theme_is_told_with_template_and_line(site: Path, run: Run, fault: str) -> None:
    """A theme was named that cannot be used: exit code 2, the place is named, nothing of the region is written."""
    write_tiny_theme(site.parent / "broken")
    write_files(site.parent / "broken", {"templates/page.html": f"<!doctype html>\n\n{fault}"})
    done = run("build", "--theme", "broken")
    assert done.returncode == 2, done.stderr
    assert re.search(r"page\.html, line 3\b", done.stderr)
    assert "Traceback" not in done.stderr
    assert not (site.parent / "build/town").exists()


def test_regions_for_a_pipeline(tmp_path: Path, run: Run) -> None:
    """`regions --json` is a matrix for a pipeline; a region that cannot be listed makes it fail, or it would be forgotten."""
    write_files(tmp_path / "content", TWO)
    done = run("regions", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == [
        {"slug": "town", "name": "Town", "languages": ["de", "ar"], "pages": 6},
        {"slug": "village", "name": "Dörfchen", "languages": ["de"], "pages": 1},
    ]
    assert run("regions").stdout.splitlines() == ["town                 Town", "village              Dörfchen"]
    write_files(tmp_path / "content", {"village/region.yaml": "kind: [\n"})
    done = run("regions", "--json")
    assert done.returncode == 1
    assert [each["slug"] for each in json.loads(done.stdout)] == ["town"]
    assert "content/village/region.yaml" in done.stderr


@pytest.mark.parametrize("command", [["status"], ["usages", "--region"], ["screenshots"]], ids=" ".join)
def test_a_region_that_is_asked_for_and_cannot_be_read(tmp_path: Path, run: Run, command: list[str]) -> None:
    """Its settings say why; those of regions that nobody asks for do not matter."""
    write_files(tmp_path / "content", {**TWO, "village/region.yaml": "kind: [\n"})
    assert run("build", "town").returncode == 0
    done = run(*command, "village")
    assert done.returncode == 1, done.stderr
    assert "content/village/region.yaml" in done.stderr
    if command != ["screenshots"]:
        done = run(*command, "town")
        assert (done.returncode, done.stderr) == (0, "")
    done = run(*command, "city")
    assert done.returncode == 2
    assert "no region city" in done.stderr


def test_build_for_programs(tmp_path: Path, run: Run) -> None:
    """`build --json` tells of each region whether it was written, in which version, and all findings."""
    write_files(tmp_path / "content", TWO)
    first = json.loads(run("build", "--json").stdout)
    assert [each["slug"] for each in first["regions"]] == ["town", "village"]
    assert all(each["written"]["changed"] > 4 for each in first["regions"])
    write_files(tmp_path / "content", {"town/de/work/jobs.md": "broken"})
    done = run("build", "--json")
    second = json.loads(done.stdout)
    town, village = second["regions"]
    assert done.returncode == 1
    assert town == {**first["regions"][0], "written": None, "last_good_site_stands": True}
    assert village["written"]["changed"] == 0
    assert second["counts"]["error"] == 1
    assert ("no-front-matter", "town/de/work/jobs.md", 1) in [
        (each["code"], each["file"], each["line"]) for each in second["findings"]
    ]


def test_build_of_one_region(tmp_path: Path, run: Run) -> None:
    """Only the wanted region is written; the portal shows every region that stands, and none before it does."""
    write_files(tmp_path / "content", TWO)
    build = tmp_path / "build"
    assert run("build", "village").returncode == 0
    assert not (build / "town").exists()
    assert "village/" in (build / "index.html").read_text()
    assert "town/" not in (build / "index.html").read_text()

    assert run("build").returncode == 0
    before = tree(build)
    write_files(
        tmp_path / "content",
        {f"{region}/de/index.md": "---\ntitle: Willkommen\n---\nNeu.\n" for region in ("town", "village")},
    )
    assert run("build", "town").returncode == 0
    assert {path.partition("/")[0] for path in difference(tree(build), before)} == {"town"}
    assert "village/" in (build / "index.html").read_text()


def test_the_date_decides_what_is_due(site: Path, run: Run) -> None:
    """`--date` is the build date: the day after a review date the page is due, that day it is not."""
    write_files(site, {"town/de/work/jobs.md": "---\ntitle: Stellen\nreview_by: 2026-06-30\n---\nText.\n"})
    assert "review-due" not in run("check", "--date", "2026-06-30").stdout
    assert "review-due" in run("check", "--date", "2026-07-01").stdout
    assert "review-due" not in run("check").stdout, "no history, no date: nothing is due"


def test_the_base_url_makes_addresses(site: Path, run_cli: Run) -> None:
    """`--base-url` adds canonical addresses and site maps for this build; without it pages work anywhere."""
    jobs = site.parent / "build/town/de/work/jobs/index.html"
    assert run_cli("build").returncode == 0
    assert 'rel="canonical"' not in jobs.read_text()
    assert not (site.parent / "build/town/sitemap.xml").exists()
    assert run_cli("build", "--base-url", "https://guide.example/north").returncode == 0
    assert '<link rel="canonical" href="https://guide.example/north/town/de/work/jobs/">' in jobs.read_text()
    assert "https://guide.example/north/town/de/work/jobs/" in (site.parent / "build/town/sitemap.xml").read_text()
    assert "https://guide.example/north/town/sitemap.xml" in (site.parent / "build/robots.txt").read_text()


def test_check_writes_nothing(site: Path, run: Run) -> None:
    """Not even the output folder; only the cache."""
    assert run("check").returncode == 0
    assert {path.name for path in site.parent.iterdir()} == {"content", "theme", ".cache"}
    assert run("check", "--no-cache", "--cache", "other").returncode == 0
    assert not (site.parent / "other").exists()
    assert names(site) == set(SMALL_SITE)


def test_module_and_script_are_one(run_cli: Run) -> None:
    """`python -m integreat_ssg` and the installed `integreat-ssg` call themselves alike, and so does what tests call."""
    script = Path(sys.executable).parent / "integreat-ssg"
    done = subprocess.run([script, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout == run_cli("--help").stdout == run_cli("--help", env=os.environ).stdout
    assert done.stdout.startswith("Usage: integreat-ssg ")


def test_what_forks_is_the_command(site: Path, run: Run) -> None:
    """What tests call (tests/commands.py) ends and speaks as a new interpreter does."""
    write_files(site, {"town/de/work/jobs.md": "broken"})
    forked, fresh = run("check"), run("check", env=os.environ)
    assert fresh.returncode == 1
    assert (forked.returncode, forked.stdout, forked.stderr) == (1, fresh.stdout, fresh.stderr)


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif"])
def test_services_find_the_files_from_wherever_it_runs(site: Path, run: Run, form: str) -> None:
    """Paths are seen from the root of the repository, whatever way the content folder is named and from wherever."""
    inside = site.rename(site.parent / "guide")
    (site.parent / "sub").mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=site.parent, check=True)
    write_files(inside, {"town/de/work/jobs.md": "broken"})
    ways = ((site.parent, "guide"), (site.parent, str(inside)), (site.parent / "sub", "../guide"), (inside, "."))
    for here, name in ways:
        theme = str(site.parent / "theme")
        done = run("check", "--theme", theme, "--no-cache", "--content", name, "--format", form, cwd=here)
        assert re.search(r'(file=|")guide/town/de/work/jobs\.md[",]', done.stdout), done.stdout + done.stderr
    shutil.rmtree(site.parent / ".git")
    done = run("check", "--content", str(inside), "--format", form)
    assert re.search(r'(file=|")guide/town/de/work/jobs\.md[",]', done.stdout)


def test_one_error_is_not_several(site: Path, run: Run) -> None:
    """Numbers agree with their nouns, in both languages."""
    write_files(site, {"town/de/work/jobs.md": "broken"})
    assert "town: not written, 1 error. " in run("build", "--language", "en").stdout
    assert "town: nicht geschrieben, 1 Fehler. " in run("build", "--language", "de").stdout
    write_files(site, {"town/de/work/index.md": "broken"})
    assert "town: not written, 2 errors. " in run("build", "--language", "en").stdout


def test_the_cache_is_kept_small(site: Path, run: Run) -> None:
    """What was used longest ago makes room; what this build has used stays."""
    old = site.parent / ".cache/00/old"
    old.parent.mkdir(parents=True)
    with old.open("wb") as file:
        file.truncate(1_000_000_001)  # takes no room on the disk
    os.utime(old, (0, 0))
    assert run("check").returncode == 0
    assert not old.exists()
    assert len(list((site.parent / ".cache").rglob("*"))) > 5
