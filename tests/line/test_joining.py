"""Regions that are built apart, by jobs or with an executor that is named, and joined: the same as in one build."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from integreat_ssg.build import Job, build, covers, describe_output, join, regions
from integreat_ssg.reading.theme import read_theme
from tests.conftest import SMALL_SITE, Files, write_files
from tests.reading.readings import opened_in
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, tree

Run = Callable[..., CompletedProcess[str]]


def two_regions() -> Files:
    """The small site with its region twice."""
    city = {f"city/{path.removeprefix('town/')}": text for path, text in SMALL_SITE.items() if path.startswith("town/")}
    return {**SMALL_SITE, **city, "site.yaml": "title: Guide\nregions: [town, city]\n"}


@pytest.fixture
def run(tmp_path: Path, run_cli: Run) -> Run:
    """The real command on two regions with a theme that takes no time."""
    write_tiny_theme(tmp_path / "theme")
    write_files(tmp_path / "content", two_regions())
    return lambda *arguments, **options: run_cli(*arguments, "--theme", str(tmp_path / "theme"), **options)


def test_jobs_build_regions_and_portal_joins_them(tmp_path: Path, run: Run) -> None:
    """A region a job, each with a folder of its own; their results side by side, and the portal over them."""
    assert run("build", "--output", "whole").returncode == 0
    for slug in ("town", "city"):
        assert run("build", slug, "--output", f"job-{slug}").returncode == 0
        (tmp_path / "joined").mkdir(exist_ok=True)
        (tmp_path / f"job-{slug}" / slug).rename(tmp_path / "joined" / slug)
    done = run("portal", "--output", "joined", "--language", "en")
    assert done.returncode == 0, done.stderr
    assert not difference(tree(tmp_path / "joined"), tree(tmp_path / "whole"))


def test_a_job_is_not_held_up_by_regions_that_it_does_not_build(tmp_path: Path, run: Run) -> None:
    """Neither by what they hold nor by their mistakes."""
    build = ("build", "town", "--output", "job", "--cache", "kept", "--json")
    run(*build)
    said = run(*build).stdout
    write_files(tmp_path / "content", {"city/de/new.md": "---\ntitle: Neu\n---\nNeu\n"})
    assert run(*build).stdout == said
    page, settings = tmp_path / "content/town/de/index.md", tmp_path / "content/city/region.yaml"
    page.write_text(page.read_text("utf-8") + "\nMehr.\n", "utf-8")
    assert run(*build).stdout != said
    settings.write_text("kind: [\n", "utf-8")
    assert run(*build).returncode == 0, "nobody wants it"
    assert run("build", "--output", "job").returncode == 1


def test_a_portal_that_cannot_be_made_is_told(tmp_path: Path, run: Run) -> None:
    """Where settings of a region that stands are wrong, the portal stays as it is, and the job that should make it fails."""
    assert run("build").returncode == 0
    before = tree(tmp_path / "build")
    settings = tmp_path / "content/city/region.yaml"
    sound = settings.read_text("utf-8")
    for wrong, code in (
        (sound.replace("kind: ", "kind: [", 1), "yaml-syntax"),
        (f"{sound}\nnothing: 1\n", "unknown-key"),
    ):
        settings.write_text(wrong, "utf-8")
        done = run("portal", "--format", "json")
        assert done.returncode == 1, code
        assert (code, "content/city/region.yaml") in {
            (each["code"], each["file"]) for each in json.loads(done.stdout)["findings"]
        }
        assert not difference(tree(tmp_path / "build"), before)


def test_what_concerns_no_text_opens_none(make_job: Callable[..., Job], tmp_path: Path) -> None:
    """A list of regions, the portal, what a host has to know, and a region beside one that stands: settings are all they read."""
    job = make_job(two_regions(), theme=read_theme(write_tiny_theme(tmp_path / "theme")))
    build(job)
    before = tree(job.output)
    with opened_in(job.content) as opened:
        assert [each.slug for each in covers(job)[0]] == ["town", "city"]
        assert join(job).portal
        assert set(describe_output(job).roots) == {"", "city/", "town/"}
        assert {"site.yaml", "town/region.yaml", "city/region.yaml"} == set(opened)
        opened.clear()
        build(job, ["town"])
        assert {each for each in opened if each.startswith("city/")} == {"city/region.yaml"}
        opened.clear()
        assert [each.slug for each in regions(job, ["city"])[0]] == ["city"]
        assert {each for each in opened if each.startswith("town/")} == {"town/region.yaml"}
    assert not difference(tree(job.output), before)


def test_a_portal_over_nothing(tmp_path: Path, run: Run) -> None:
    """Where no region stands there is nothing to join, and no fault."""
    assert run("portal", "--output", "none").returncode == 0
    assert not list((tmp_path / "none").glob("*.html"))


def test_an_executor_by_its_name(tmp_path: Path, run: Run) -> None:
    """`--executor` finds the factory where Python finds modules; one that is not there is wrong usage."""
    write_files(
        tmp_path,
        {
            "pools.py": "from concurrent.futures import ProcessPoolExecutor\n"
            "from pathlib import Path\n"
            "def two():\n"
            "    Path('asked').touch()\n"
            "    return ProcessPoolExecutor(2)\n"
        },
    )
    assert run("build", "--output", "alone").returncode == 0
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    done = run("build", "--executor", "pools:two", env=env)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "asked").exists()
    assert not difference(tree(tmp_path / "build"), tree(tmp_path / "alone"))
    wrong = run("build", "--executor", "pools:three", env=env)
    assert wrong.returncode == 2
    assert "--executor pools:three makes no executor" in wrong.stderr
    assert "Traceback" not in wrong.stderr
