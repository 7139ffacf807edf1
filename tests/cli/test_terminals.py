"""Terminals, pipes and files: whatever becomes of the output, no traceback, no stray character, the right exit code."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.conftest import SMALL_SITE, write_files
from tests.writing.tiny_theme import write_tiny_theme

Run = Callable[..., CompletedProcess[str]]

COMMAND = f"'{sys.executable}' -m integreat_ssg"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The small site's content folder, beside a theme."""
    write_tiny_theme(tmp_path / "theme")
    return write_files(tmp_path / "content", SMALL_SITE)


def shell(line: str, folder: Path, **environment: str) -> CompletedProcess[bytes]:
    """A line for bash; its exit code is that of the first command that failed."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=folder,
        capture_output=True,
        timeout=60,
        check=False,
        env={"PATH": os.environ["PATH"], **environment},
    )


def test_quiet_in_a_pipeline(site: Path, run: Run) -> None:
    """Without a terminal there is no moving line, no colour, nothing on standard error."""
    done = run("build")
    assert done.stderr == ""
    assert not re.search(r"[\r\x1b]", done.stdout)
    assert done.stdout.endswith("\n")


def test_a_moving_line_on_a_terminal(site: Path) -> None:
    """On a terminal a line tells the stage, and is gone in the end; NO_COLOR is heeded."""
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "NO_COLOR": "1"}
    command = [sys.executable, "-m", "integreat_ssg", "build", "--theme", "theme"]
    process = subprocess.Popen(command, cwd=site.parent, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.wait() == 0
    assert b"\r\x1b[2Krender town" in seen
    visible = [line.rpartition(b"\x1b[2K")[2] for line in seen.split(b"\n")]
    assert not [line for line in visible if "…".encode() in line]
    assert b"\x1b[3" not in seen


@pytest.mark.parametrize("arguments", ["build", "check --format json", "regions", "build --json", "serve --help"])
def test_a_reader_that_goes_away(site: Path, arguments: str) -> None:
    """`| head -1` is no fault: the work is done, the exit code is its own, nothing complains."""
    done = shell(f"{COMMAND} {arguments} --theme theme | head -c 1", site.parent)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert len(done.stdout) == 1


@pytest.mark.parametrize("closing", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams(site: Path, closing: str) -> None:
    """A service that closed its streams gets its site and the right exit code."""
    done = shell(f"{COMMAND} build --theme theme --no-cache {closing}", site.parent)
    assert done.returncode == 0, done.stderr
    assert (site.parent / "build/town/index.html").exists()
    assert b"Traceback" not in done.stderr + done.stdout


def test_output_that_cannot_be_written(site: Path) -> None:
    """A report that did not arrive whole is a fault: exit code 3, one line."""
    done = shell(f"{COMMAND} check --theme theme >/dev/full", site.parent)
    assert done.returncode == 3
    assert done.stderr == b"Error: The output cannot be printed: No space left on device.\n"


@pytest.mark.parametrize("environment", ["LC_ALL=C", "PYTHONIOENCODING=ascii", "LC_ALL=xx_YY.nothing"])
def test_terminals_without_our_letters(site: Path, environment: str) -> None:
    """German findings on a terminal that knows no umlauts: question marks at worst."""
    done = shell(f"env {environment} {COMMAND} build --theme theme --language de", site.parent)
    assert done.returncode == 0, done.stderr
    assert b"Hinweis [no-git]" in done.stdout
    assert done.stderr == b""


def test_the_language_of_the_terminal(site: Path) -> None:
    """German where the environment says so, English everywhere else."""
    for environment, word in (({"LANG": "de_DE.UTF-8"}, b"Hinweis"), ({"LANG": "tr_TR.UTF-8"}, b"note"), ({}, b"note")):
        assert word in shell(f"{COMMAND} check --theme theme", site.parent, **environment).stdout


def test_warnings_as_errors(site: Path) -> None:
    """No library warns while a site is built, its helpers included."""
    done = shell(f"{COMMAND} build --theme theme --no-cache", site.parent, PYTHONWARNINGS="error", PYTHONDEVMODE="1")
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""


def test_hang_up_can_be_ignored(site: Path) -> None:
    """Under nohup a build goes on when the terminal is closed."""
    line = f"nohup {COMMAND} build --theme theme --seconds 60 >out 2>&1 & sleep 0.6; kill -HUP $!; wait $!"
    assert shell(line, site.parent).returncode == 0
    assert (site.parent / "build/town/index.html").exists()
