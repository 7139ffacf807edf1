"""The bundle of the browser editor: made of the locked packages, and what it is configured with is what it understands."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import yaml

from tests.conftest import REPOSITORY

LIBRARIES = REPOSITORY / "integreat_ssg/desk/libraries"
EDITOR = REPOSITORY / "integreat_ssg/desk/editor"
FETCHED = REPOSITORY / ".venv/desk"
"""Where `make browser` has put the packages of the lock file."""


def test_it_can_be_made_anew(tmp_path: Path) -> None:
    """Built from the lock file, all of it is what the repository holds, byte for byte."""
    for file in (
        "build.mjs",
        "package-lock.json",
        *(f"source/{each.name}" for each in (LIBRARIES / "source").iterdir()),
    ):
        assert (FETCHED / file).read_bytes() == (LIBRARIES / file).read_bytes(), "`make desk` is to be run"
    subprocess.run(["node", str(FETCHED / "build.mjs"), str(tmp_path)], check=True, timeout=120)
    files = {file.relative_to(tmp_path) for file in tmp_path.rglob("*") if file.is_file()}
    assert files == {file.relative_to(EDITOR) for file in EDITOR.rglob("*") if file.is_file()}
    assert [file for file in files if (tmp_path / file).read_bytes() != (EDITOR / file).read_bytes()] == []


def test_what_is_in_it_is_told() -> None:
    """Each library is named in the version of the lock file, with a licence and its text, and so is each font."""
    locked = json.loads((LIBRARIES / "package-lock.json").read_text("utf-8"))["packages"]
    texts = (EDITOR / "LICENSES.txt").read_text("utf-8")
    libraries = json.loads((EDITOR / "libraries.json").read_text("utf-8"))
    assert {each["name"]: each["licence"] for each in libraries} == {"@sveltia/cms": "MIT", "yaml": "ISC"}
    for each in libraries:
        assert each["version"] == locked[f"node_modules/{each['name']}"]["version"]
        assert f"{each['name']} {each['version']} ({each['licence']})\n\n" in texts
    assert texts.count("The font ") == texts.count("(OFL-1.1)") == 3
    assert "resolved" not in (LIBRARIES / "package-lock.json").read_text("utf-8")


def test_the_configuration_is_valid(tmp_path: Path) -> None:
    """The sample's configuration fits the schema that the editor's authors publish with it."""
    command = [sys.executable, "-m", "integreat_ssg", "desk", "--output", str(tmp_path / "desk"), "--language", "en"]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, timeout=60)
    config = yaml.safe_load((tmp_path / "desk/config.yml").read_text("utf-8"))
    schema = json.loads((FETCHED / "node_modules/@sveltia/cms/schema/sveltia-cms.json").read_text("utf-8"))
    best = jsonschema.exceptions.best_match(jsonschema.Draft7Validator(schema).iter_errors(config))
    assert best is None, f"{list(best.absolute_path)}: {best.message}"
