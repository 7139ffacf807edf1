"""Stopped, without room, without permission, twice at once: the site that stands is whole, and the message says what to do."""

import fcntl
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from integreat_ssg.cli import main
from tests.conftest import SMALL_SITE, write_files
from tests.writing.children import end, start
from tests.writing.tiny_theme import write_tiny_theme
from tests.writing.trees import difference, left_over, names, tree

Run = Callable[..., CompletedProcess[str]]

LONG = {"town/de/work/jobs.md": "---\ntitle: Stellen\n---\n" + "Ein Satz, der Platz braucht.\n\n" * 8_000}


@pytest.fixture
def run(tmp_path: Path, run_cli: Run) -> Run:
    """The real command with a theme that takes no time."""
    write_tiny_theme(tmp_path / "theme")
    return lambda *arguments, **options: run_cli(*arguments, "--theme", str(tmp_path / "theme"), **options)


@pytest.fixture
def standing(tmp_path: Path, run: Run) -> Path:
    """`tmp_path/build` with the small site in it; the content says something new since."""
    write_files(tmp_path / "content", SMALL_SITE)
    assert run("build").returncode == 0
    write_files(tmp_path / "content", {"town/de/work/jobs.md": "---\ntitle: Stellen\n---\nNeu.\n"})
    return tmp_path / "build"


def command(folder: Path, *arguments: str, **options: object) -> subprocess.Popen[str]:
    """The real command in `folder`, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "integreat_ssg", *arguments, "--theme", "theme"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,  # type: ignore[call-overload]
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name)
def test_a_build_that_waits_says_so_and_can_be_stopped(standing: Path, number: signal.Signals) -> None:
    """While another process is at the same region, a build waits and says so after a second, even in a pipeline; a signal
    ends it with 128 + its number, without a traceback, at once, and the old site stands."""
    before = tree(standing)
    with (standing / ".integreat/town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build = command(standing.parent, "build")
        assert build.stderr
        said = build.stderr.readline()
        assert said == "Waiting: another build is writing town.\n"
        build.send_signal(number)
        sent = time.monotonic()
        _, rest = build.communicate(timeout=30)
    assert build.returncode == 128 + number
    assert time.monotonic() - sent < 2
    assert rest == ""
    assert not difference(tree(standing), before)
    assert left_over(standing / ".integreat") == set()


def test_a_build_that_waited_goes_on(standing: Path) -> None:
    """When the other process is done, the build writes its site."""
    with (standing / ".integreat/town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build = command(standing.parent, "build")
        assert build.stderr
        assert build.stderr.readline().startswith("Waiting")
    build.communicate(timeout=30)
    assert build.returncode == 0
    assert "Neu." in (standing / "town/de/work/jobs/index.html").read_text()


def children(process: int) -> list[int]:
    """The ids of a process's own processes."""
    listing = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False)
    return [int(each) for each in listing.stdout.split()]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_stopped_while_converting(standing: Path, number: signal.Signals) -> None:
    """The same in the middle of Markdown that takes for ever; no helper lives on."""
    before = tree(standing)
    write_files(standing.parent / "content", {"town/de/work/jobs.md": "---\ntitle: Stellen\n---\n" + "[" * 20_000})
    build = command(standing.parent, "build", "--no-cache", "--processes", "1", "--seconds", "60")
    deadline = time.monotonic() + 30
    while not (helpers := children(build.pid)) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    build.send_signal(number)
    said, complained = build.communicate(timeout=30)
    assert helpers
    assert build.returncode == 128 + number
    assert "Traceback" not in said + complained
    assert not difference(tree(standing), before)
    for helper in helpers:
        with pytest.raises(ProcessLookupError):
            os.kill(helper, 0)


@pytest.fixture
def no_room(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """An output folder that becomes full, and what a process must do before it uses it: a disk of its own that is too
    small, or, where mounting is not allowed, a limit on the size of files (which shows as another error of the system)."""
    output = tmp_path / "small"
    output.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(output)]
    mounted = subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    yield output, (lambda: None) if mounted else limit_files
    if mounted:
        subprocess.run(["umount", str(output)], check=True)


def limit_files() -> None:
    """No file may become larger than 100 kB from now on."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def test_a_full_disk(no_room: tuple[Path, Callable[[], None]], tmp_path: Path, run: Run) -> None:
    """Exit code 3, the folder and the room it needs, no half site and nothing left that takes up room; with room it works."""
    output, prepare = no_room
    write_files(tmp_path / "content", SMALL_SITE)
    assert run("build", "--output", str(output)).returncode == 0
    before = tree(output)
    write_files(tmp_path / "content", LONG)

    done = run("build", "--output", str(output), preexec_fn=prepare)

    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr.startswith(f"Error: {output}/town cannot be written: ")
    assert "File too large" in done.stderr or "MB" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not difference(tree(output), before)
    assert left_over(output / ".integreat") == set()
    write_files(tmp_path / "content", SMALL_SITE)
    assert run("build", "--output", str(output)).returncode == 0
    assert not difference(tree(output), before)


def test_a_limit_on_the_size_of_files(standing: Path, run: Run) -> None:
    """As a full disk; and a cache that cannot be written is no reason to fail."""
    before = tree(standing)
    write_files(standing.parent / "content", LONG)
    done = run("build", preexec_fn=limit_files)
    assert done.returncode == 3
    assert done.stderr == "Error: build/town cannot be written: File too large. What was published before stands.\n"
    assert not difference(tree(standing), before)


def test_an_output_folder_that_cannot_be(tmp_path: Path, run: Run) -> None:
    """A file where a folder is needed is named; exit code 3, nothing is changed."""
    write_files(tmp_path, {"notes.txt": "mine", "blocked/.integreat": "mine"})
    write_files(tmp_path / "content", SMALL_SITE)
    for output, named in (("notes.txt/build", "notes.txt"), ("blocked", "blocked/.integreat")):
        done = run("build", "--output", output)
        assert done.returncode == 3
        assert done.stderr.startswith(f"Error: {named}"), done.stderr
        assert done.stderr.count("\n") == 1
    assert names(tmp_path / "blocked") == {".integreat"}
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_cache_that_cannot_be_written(tmp_path: Path, run: Run) -> None:
    """Without a place to remember results in, the site is built all the same."""
    write_files(tmp_path, {"cache-place": "a file"})
    write_files(tmp_path / "content", SMALL_SITE)
    assert run("build", "--cache", "cache-place/below").returncode == 0


def test_two_builds_at_once(tmp_path: Path) -> None:
    """From ten different moments on: both end with 0, and what stands is the site of one of them, whole."""
    theme = write_tiny_theme(tmp_path / "theme")
    cache = ["--cache", str(tmp_path / "cache"), "--processes", "1", "--theme", str(theme)]
    changed = {**SMALL_SITE, "town/de/work/jobs.md": "---\ntitle: Stellen\n---\nNeu.\n"}
    whole = []
    for name, files in (("a", SMALL_SITE), ("b", changed)):
        write_files(tmp_path / name, files)
        arguments = ["build", "--content", str(tmp_path / name), *cache]
        assert end(start(lambda arguments=arguments: main([*arguments, "--output", str(tmp_path / "alone")]))) == 0
        whole.append(tree(tmp_path / "alone"))
    assert difference(*whole)
    output = ["--output", str(tmp_path / "build")]
    for moment in range(10):
        one = start(lambda: main(["build", "--content", str(tmp_path / "a"), *cache, *output]))
        time.sleep(moment * 0.03)
        other = start(lambda: main(["build", "--content", str(tmp_path / "b"), *cache, *output]))
        assert (end(one), end(other)) == (0, 0)
        assert tree(tmp_path / "build") in whole
        assert left_over(tmp_path / "build/.integreat") == set()


@pytest.mark.parametrize("kind", ["folder", "link to a folder", "file", "link to nothing"])
def test_what_is_not_ours_stays(tmp_path: Path, run: Run, kind: str) -> None:
    """Where the region's site should go lies something else: it is refused by name and keeps every byte."""
    write_files(tmp_path / "content", SMALL_SITE)
    write_files(tmp_path, {"elsewhere/thesis.txt": "years of work", "build/.keep": ""})
    place = tmp_path / "build/town"
    match kind:
        case "folder":
            write_files(place, {"thesis.txt": "years of work"})
        case "link to a folder":
            place.symlink_to(tmp_path / "elsewhere")
        case "file":
            place.write_text("years of work")
        case "link to nothing":
            place.symlink_to("nowhere")
    before = tree(tmp_path / "build"), tree(tmp_path / "elsewhere")
    done = run("build")
    assert done.returncode == 3
    assert done.stderr == (
        "Error: build/town is no site that this program has written. Remove it or name another --output.\n"
    )
    assert (tree(tmp_path / "build"), tree(tmp_path / "elsewhere")) == before


def test_unchanged_files_are_linked(standing: Path, run: Run) -> None:
    """An unchanged file keeps its inode, so that backups and rsync see no change; a changed one gets another, so that
    whoever still reads the old one reads it to its end."""
    same, other = standing / "town/de/imprint/index.html", standing / "town/de/work/jobs/index.html"
    before = same.stat().st_ino, other.stat().st_ino
    with other.open() as reader:
        assert run("build").returncode == 0
        assert "Neu." not in reader.read()
    assert same.stat().st_ino == before[0]
    assert other.stat().st_ino != before[1]
    assert (same.stat().st_nlink, other.stat().st_nlink) == (2, 1), (
        "what is kept for the next tree is not as it should be"
    )
