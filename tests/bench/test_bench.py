"""The benchmark runs, and what it tells is what its builds have done: nothing else would notice when it does not."""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.cases import CASES, COLD, UNCHANGED
from tests.bench.generators import CONTACT, PAGE, THEME, TITLE
from tests.conftest import REPOSITORY

PAGES = 72
TINY = f"--pages {PAGES} --places 2 --events 2 --pictures 0 --rounds 1 --starts 1 --processes 1".split()


def test_every_case_has_figures_that_fit_it(tmp_path: Path) -> None:
    """Of a guide as small as can be: seconds, memory and stages of each case, in the table too, and of the start. All is
    written anew by a cold build, nothing by an unchanged one, little where an edit is on few pages, every page
    with a new theme."""
    file = tmp_path / "figures.json"
    command = [sys.executable, "tests/bench/bench.py", *TINY, "--json", file]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    written = json.loads(file.read_text("utf-8"))
    [run], start = written["runs"], written["start"]
    figures = {each["case"]: each for each in run["figures"]}
    assert tuple(figures) == CASES
    for case, each in figures.items():
        assert each["pages"] == PAGES, case
        assert each["wall"] > 0, case
        assert each["cpu"] > 0, case
        assert 10 < each["memory"] < 2000, case
        assert 0 < sum(each["stages"].values()) <= each["wall"], case
        assert case in done.stdout
    assert 0 < start["empty"] < start["shown"]
    assert "--help" in done.stdout
    changed = {case: each["changed"] for case, each in figures.items()}
    assert changed[COLD] > 2 * PAGES
    assert changed[UNCHANGED] == 0
    assert 1 <= changed[PAGE] < PAGES / 2
    assert changed[CONTACT] >= 1
    assert changed[TITLE] >= 1
    assert changed[THEME] >= PAGES
