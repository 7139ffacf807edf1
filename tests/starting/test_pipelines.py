"""The pipelines that a new repository gets: what linters and the forges' schemas say, and their steps, run as they stand."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import REPOSITORY, SMALL_SITE, write_files

PIPELINES = REPOSITORY / "integreat_ssg/starting/files/pipelines"
GITHUB = PIPELINES / ".github/workflows"
GITLAB = PIPELINES / ".gitlab-ci.yml"
WORKFLOWS = sorted(GITHUB.glob("*.yml"))
SCRIPTS = Path(sysconfig.get_path("scripts"))
LINTER_IS_OLDER = ('label "ubuntu-24.04" is unknown', 'undefined variable "vars"')
"""What the linter's runtime, of 2022, does not know; everything else it says is a mistake."""


def loaded(file: Path) -> dict[str, Any]:
    """A YAML file with every scalar as text, so that `on` is a key."""
    told = yaml.load(file.read_text(), Loader=yaml.BaseLoader)
    assert isinstance(told, dict)
    return told


def steps(workflow: str, job: str) -> list[dict[str, Any]]:
    listed = loaded(GITHUB / f"{workflow}.yml")["jobs"][job]["steps"]
    assert isinstance(listed, list)
    return listed


def test_github_workflows_are_sound() -> None:
    """GitHub's schema, and actionlint: expressions, contexts, needs, shell names."""
    schema = [str(SCRIPTS / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS)]
    done = subprocess.run(schema, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    linter = ["node", str(REPOSITORY / "tests/starting/actionlint.mjs"), *map(str, WORKFLOWS)]
    done = subprocess.run(linter, capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert [each for each in json.loads(done.stdout) if not each["message"].startswith(LINTER_IS_OLDER)] == []


def test_gitlab_pipeline_is_sound() -> None:
    command = [str(SCRIPTS / "check-jsonschema"), "--builtin-schema", "vendor.gitlab-ci", str(GITLAB)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_dockerfile_is_sound() -> None:
    """As hadolint sees it, without root, and with nothing of the repository in it but the program's version."""
    file = PIPELINES / "Dockerfile"
    done = subprocess.run([str(SCRIPTS / "hadolint"), str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert re.search(r"^USER \d+$", file.read_text(), re.MULTILINE)
    assert (PIPELINES / ".dockerignore").read_text().split() == ["*", "!requirements.txt"]
    container = json.loads((PIPELINES / ".devcontainer/devcontainer.json").read_text())
    assert (PIPELINES / ".devcontainer" / container["build"]["dockerfile"]).resolve() == file


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_workflows_may_do_little(file: Path) -> None:
    """Read only, each action by its commit, no secret in a command, no text of a proposal in a shell, the whole history."""
    workflow = loaded(file)
    assert workflow["permissions"] == {"contents": "read"}
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "uses" in step:
                assert re.fullmatch(r"actions/[\w/-]+@[0-9a-f]{40}", step["uses"])
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_deploys_never_overlap_and_are_never_cut() -> None:
    publish = loaded(GITHUB / "publish.yml")
    assert publish["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}
    assert "schedule" in publish["on"]
    gitlab = loaded(GITLAB)
    assert gitlab["variables"]["GIT_DEPTH"] == "0"
    for job in ("deploy", "pages"):
        assert gitlab[job]["resource_group"]
        assert gitlab[job]["interruptible"] == "false"


@dataclass
class Runner:
    """A checkout in which a pipeline's commands run as a forge runs them; outputs and summary as files."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, command: str, **environment: str) -> str:
        """One step by bash, ended by the first command that fails. Gives its output."""
        given = {
            **os.environ,
            "PATH": f"{self.folder / '.bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "GITHUB_OUTPUT": str(self.folder / ".outputs"),
            "GITHUB_STEP_SUMMARY": str(self.folder / ".summary"),
            **self.environment,
            **environment,
        }
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        done = subprocess.run(shell, cwd=self.folder, env=given, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        return done.stdout

    def propose(self) -> str:
        """Commits a new page, and tells the commit before it."""
        base = self.run("git rev-parse HEAD").strip()
        (self.folder / "content/town/de/work/new.md").write_text("---\ntitle: Neu\n---\nText.\n")
        self.run("git add content && git -c user.name=B -c user.email=b@guide.example commit --quiet --message New")
        return base

    @property
    def outputs(self) -> Mapping[str, str]:
        """What steps have told the jobs after them."""
        return dict(line.split("=", 1) for line in (self.folder / ".outputs").read_text().splitlines())


HOST = "hosts:\n  production: {kind: folder, folder: ../readers}\n"


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A repository of content with these pipelines, two regions and a host that is a folder, of which the forge has a clone."""
    origin = tmp_path / "origin"
    village = {path.replace("town/", "village/"): text for path, text in SMALL_SITE.items() if "town/" in path}
    content = {f"content/{path}": text for path, text in {**SMALL_SITE, **village}.items()}
    site = f"title: Guide\nregions: [town, village]\nbase_url: https://guide.example/\n{HOST}"
    write_files(origin, {**content, "content/site.yaml": site, "requirements.txt": "integreat-ssg\n"})
    shutil.copytree(PIPELINES, origin, dirs_exist_ok=True)
    author = ["-c", "user.name=A", "-c", "user.email=a@guide.example"]
    for command in (
        ["init", "--quiet", "--initial-branch", "main"],
        ["add", "."],
        ["commit", "--quiet", "-m", "Texts"],
    ):
        subprocess.run(["git", *author, *command], cwd=origin, check=True)
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(origin), str(folder)], check=True)
    (folder / ".bin").mkdir()
    program = folder / ".bin/integreat-ssg"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m integreat_ssg "$@"\n')
    program.chmod(0o755)
    return Runner(folder)


def commands(workflow: str, job: str) -> list[str]:
    """The shell steps of a job, but for those that install the program."""
    return [step["run"] for step in steps(workflow, job) if "run" in step and "pip install" not in step["run"]]


def test_the_steps_of_the_check_run(runner: Runner) -> None:
    """What a proposal brings along stands as annotations, what it changes in the summary, the preview in its folder."""
    base = runner.propose()
    told = [runner.run(command, BASE=base, GITHUB_ACTIONS="true") for command in commands("check", "check")]
    assert any("::notice file=content/town/de/work/new.md" in each for each in told)
    assert "jobs.md" not in told[0]
    assert "content/town/de/work/new.md" in (runner.folder / ".summary").read_text()
    assert (runner.folder / "preview/town/de/index.html").is_file()


def test_the_steps_of_publishing_run(runner: Runner, tmp_path: Path) -> None:
    """Regions are listed, built each on a machine of its own, put together with the portal and published."""
    for command in commands("publish", "regions"):
        runner.run(command)
    assert json.loads(runner.outputs["regions"]) == ["town", "village"]
    given = {"DATE": runner.outputs["date"], "REGIONS": runner.outputs["regions"], "HOST": "production"}
    (runner.folder / "sites").mkdir()
    for region in json.loads(runner.outputs["regions"]):
        for command in commands("publish", "build"):
            runner.run(command, REGION=region, **given)
        (runner.folder / f"site-{region}.tar").rename(runner.folder / "sites" / f"site-{region}.tar")
        shutil.rmtree(runner.folder / "build")
    for command in commands("publish", "publish"):
        runner.run(command, **given)
    readers = tmp_path / "readers"
    assert (readers / "index.html").is_file()
    assert (readers / "town/de/index.html").is_file()
    assert (readers / "village/sw.js").is_file()
    assert (runner.folder / "published/town/integreat-manifest.json").is_file()


def test_the_scripts_of_gitlab_run(runner: Runner) -> None:
    """The merge request's report is code quality; every other job's script works in the same clone, one after the other, so that
    the last build knows what readers have."""
    gitlab = loaded(GITLAB)
    given = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": runner.propose(), "INTEGREAT_HOST": "production"}
    for job in ("check", "deploy", "pages"):
        runner.run("\n".join(gitlab[job]["script"]), **given)
    report = json.loads((runner.folder / "gl-code-quality-report.json").read_text())
    assert all({"description", "fingerprint", "location"} <= set(each) for each in report)
    assert (runner.folder / "public/town/de/index.html.gz").is_file()
    assert not (runner.folder / "public/.integreat").exists()
