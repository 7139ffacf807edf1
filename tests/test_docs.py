"""Documentation that cannot rot: everything a user can write is documented, and the commands in the documents work."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest
import yaml

from integreat_ssg.model import contacts, events, glossary, media, places, readability, settings
from integreat_ssg.model.hosts import Host
from integreat_ssg.reading.folder import MAX_MEDIA_BYTES, MAX_TEXT_BYTES
from integreat_ssg.reading.markdown.fragment import BLOCK_KINDS
from integreat_ssg.reading.markdown.sanitise import SCHEMES, TAGS
from integreat_ssg.reading.media import MAX_PIXELS
from integreat_ssg.reading.theme_files import default_theme
from tests.cli.every_command import every_command
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"
EDITORS = (DOCS / "editors.md").read_text()
OPERATORS = (DOCS / "operators.md").read_text()
THEMES = (DOCS / "themes.md").read_text()
DOCUMENTS = [REPOSITORY / "README.md", *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize(
    "kind",
    [
        settings.SiteSettings,
        settings.Desk,
        settings.RegionSettings,
        settings.FrontMatter,
        settings.Colours,
        settings.Coordinates,
        settings.BoundingBox,
        settings.Features,
        settings.Feedback,
        settings.Audience,
        settings.Offline,
        settings.Budgets,
        settings.TakeAlong,
        readability.Readability,
        readability.Limits,
        contacts.Contact,
        contacts.Phone,
        contacts.Address,
        contacts.Organisation,
        media.MediaNote,
        glossary.Term,
        events.Event,
        events.Registration,
        events.Imported,
        places.Place,
        places.Appointment,
        places.Closure,
        places.Access,
        settings.Category,
        settings.MapSettings,
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_key_is_documented(kind: type) -> None:
    """An editor finds each key of each file in the guide."""
    keys = [field.name.rstrip("_") for field in fields(kind)]
    assert not [key for key in keys if not re.search(rf"`{key}`|^ *-? *{key}:|[{{ ]{key}:", EDITORS, re.MULTILINE)]


@pytest.mark.parametrize("key", [field.name for field in fields(Host)])
def test_every_key_of_a_host_is_documented(key: str) -> None:
    """An operator finds each of them in the guide."""
    assert re.search(rf"^\|.*`{key}`.*\|", OPERATORS.partition("\n## Deploy\n")[2], re.MULTILINE)


def test_blocks_elements_icons_and_schemes_are_documented() -> None:
    """The guide's lists are complete: blocks, HTML elements, link schemes, icons."""
    for kind in BLOCK_KINDS:
        assert f"`[[{kind}: " in EDITORS
    html = EDITORS.partition("**HTML**")[2].partition("with `lang`")[0]
    assert set(re.findall(r"`(\w+)`", html)) == TAGS
    for scheme in SCHEMES:
        assert f"`{scheme}:`" in EDITORS
    icons = EDITORS.partition("## Icons")[2]
    assert set(re.findall(r"`([\w-]+)`", icons)) == {file.stem for file in default_theme().glob("icons/*.svg")}


def test_limits_are_documented() -> None:
    """The limits in the documents are those in the code."""
    assert f"{MAX_TEXT_BYTES // 1024} kB" in OPERATORS
    assert f"{MAX_MEDIA_BYTES // 1024 // 1024} MB" in OPERATORS
    assert f"{MAX_PIXELS // 1_000_000} million pixels" in OPERATORS


def options() -> Iterator[tuple[str, str]]:
    """Every option of every command; those of a group's commands belong to the group."""
    for name, command in every_command():
        for each in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
            for parameter in each.params:
                if isinstance(parameter, click.Option):
                    yield from ((name, option) for option in parameter.opts if option.startswith("--"))


def test_every_option_is_documented() -> None:
    """An operator finds each command and option in the guide."""
    assert not [command for command, _ in options() if f"### {command}" not in OPERATORS]
    assert not [(command, option) for command, option in options() if option not in OPERATORS]


def test_every_template_is_documented() -> None:
    """A theme maker finds each template that the program fills."""
    filled = set()
    for module in (REPOSITORY / "integreat_ssg" / "rendering").glob("*.py"):
        filled |= set(re.findall(r'"(\w+\.html)"', module.read_text()))
    for name in filled - {"index.html", "404.html"}:
        assert f"`{name}`" in THEMES
        assert (default_theme() / "templates" / name).is_file()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(REPOSITORY)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    """A relative link in a document names a file of the repository."""
    for target in re.findall(
        r"(?<!\\)\]\((?!https?:)([^)#\s]+)", re.sub(r"`[^`]*`|```.*?```", "", document.read_text(), flags=re.S)
    ):
        assert (document.parent / target).exists(), target


def console_lines() -> list[str]:
    """The commands that the documents show after a `$`."""
    found = []
    for document in DOCUMENTS:
        for block in re.findall(r"^```console\n(.*?)^```", document.read_text(), re.DOTALL | re.MULTILINE):
            found += re.findall(r"^\$ (.*)", block, re.MULTILINE)
    return list(dict.fromkeys(found))


OTHERS = ("aachen", "boerde")
"""Regions of the sample that no document names."""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a user has after cloning, without the regions that the documents do not name."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("content", "themes", "integreat_ssg"):
        shutil.copytree(REPOSITORY / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "Makefile", "requirements.lock"):
        shutil.copy(REPOSITORY / name, copy / name)
    settings = copy / "content" / "site.yaml"
    for region in OTHERS:
        assert not [line for line in console_lines() if region in line]
        shutil.rmtree(copy / "content" / region)
        settings.write_text(settings.read_text().replace(f" {region},", ""))
    return copy


@pytest.mark.parametrize("line", [line for line in console_lines() if line.startswith("integreat-ssg")])
def test_commands_in_the_documents_work(line: str, checkout: Path) -> None:
    """Every command line that the documents show runs; `serve` starts and ends when it is told."""
    words = line.split()
    command = [str(REPOSITORY / ".venv" / "bin" / "integreat-ssg"), *words[1:]]
    if words[1] == "serve":
        with subprocess.Popen([*command, "--port", "0"], cwd=checkout, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            lines = iter(process.stdout.readline, "")
            assert any("http://127.0.0.1:" in each for each in lines)
            process.terminate()
            assert process.wait(20) == 143
        return
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("line", [line for line in console_lines() if line.startswith("make ")])
def test_make_targets_in_the_documents_exist(line: str) -> None:
    """Every `make` target that the documents show is one (its work is what the pipeline runs)."""
    done = subprocess.run([*line.split(), "--dry-run"], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_installed_wheel_works_elsewhere(checkout: Path, tmp_path: Path) -> None:
    """The wheel of the documented command, installed outside the checkout, builds a site with its own theme."""
    line = next(line for line in console_lines() if " wheel " in line)
    words = line.replace("python3", str(REPOSITORY / ".venv" / "bin" / "python")).split()
    subprocess.run([*words, "--no-build-isolation", "--quiet"], cwd=checkout, check=True, timeout=120)
    wheel = next((checkout / "dist").glob("*.whl"))
    python = str(REPOSITORY / ".venv" / "bin" / "python")
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--target", tmp_path / "site", wheel], check=True
    )
    script = "import sys; sys.path.insert(0, 'site'); import integreat_ssg, runpy; runpy.run_module('integreat_ssg')"
    arguments = ["build", "peine", "--content", str(REPOSITORY / "content"), "--output", "out"]
    done = subprocess.run(
        [python, "-P", "-c", f"{script}", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(tmp_path / "site"), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "out/peine/de/index.html").is_file()
    assert (tmp_path / "site/integreat_ssg/themes/default/templates/page.html").is_file()
    assert (tmp_path / "site/integreat_ssg/desk/editor/desk.js").is_file()


def test_vendored_icons_are_recorded() -> None:
    """Name, version and licence of the icons stand beside them."""
    record = yaml.safe_load((default_theme() / "icons" / "vendored.yaml").read_text())
    assert {"name", "version", "licence"} <= set(record)
    assert (default_theme() / "icons" / "LICENSE").is_file()
