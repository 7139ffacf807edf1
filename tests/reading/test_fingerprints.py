"""A file is not opened when nothing can have changed in it, and always when something can: git's races, one by one."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.reading import fingerprints
from integreat_ssg.reading.conversion import Converter
from tests.conftest import SMALL_SITE, write_files
from tests.planting import plant
from tests.reading.readings import Readings, told

PAGE = "town/de/work/jobs.md"
GOOD, OTHER = "---\ntitle: Stellen\n---\nAlt.\n", "---\ntitle: Stellen\n---\nNeu.\n"


@pytest.fixture
def readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Readings:
    """A site that was read once, as soon as this disk's clock had moved on; nothing of it needs to be opened again."""
    monkeypatch.setattr(fingerprints, "COARSE", 30_000_000)  # this disk's times are finer than FAT's
    write_files(tmp_path / "content", {**SMALL_SITE, PAGE: GOOD})
    time.sleep(0.05)
    readings = Readings(tmp_path / "content", tmp_path / "cache")
    readings.read()
    assert readings.read()[1] == []
    return readings


def words(readings: Readings, **how: bool) -> tuple[str, list[str]]:
    """What the page says when it is read again, and which files were opened for that."""
    library, opened = readings.read(**how)
    return library.folders["town"].pages["work/jobs", "de"].body.words, opened


def times(file: Path) -> tuple[int, int]:
    """The times of a file that a program can set."""
    status = file.stat()
    return status.st_atime_ns, status.st_mtime_ns


def in_place(file: Path) -> None:
    """As many bytes, and the time set back: `rsync --times`, or an editor that keeps it."""
    before = times(file)
    file.write_text(OTHER)
    os.utime(file, ns=before)


def by_renaming(file: Path) -> None:
    """Another file of the same size and time takes its place."""
    beside = file.with_name("beside")
    beside.write_text(OTHER)
    os.utime(beside, ns=times(file))
    beside.rename(file)


def by_exchanging(file: Path) -> None:
    """Removed, and made anew: the new file may get the old one's number."""
    before = times(file)
    file.unlink()
    file.write_text(OTHER)
    os.utime(file, ns=before)


def back_in_time(file: Path) -> None:
    """An old version from a backup, older than anything that was read."""
    file.write_text(OTHER)
    os.utime(file, (1, 1))


def from_a_mapping(file: Path) -> None:
    """Written by way of memory, as some programs do."""
    import mmap

    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as memory:
        memory[:] = OTHER.encode()
        memory.flush()


@pytest.mark.parametrize("edit", [in_place, by_renaming, by_exchanging, back_in_time, from_a_mapping])
def test_a_change_that_hides_is_seen(readings: Readings, edit: Callable[[Path], None]) -> None:
    """The file is as long as before, and its time says nothing."""
    edit(readings.content / PAGE)
    assert words(readings) == ("Neu.", [PAGE])
    time.sleep(0.05)
    words(readings)
    assert words(readings) == ("Neu.", [])


def test_what_was_written_just_before_it_was_read_is_read_again(
    readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a disk counts in seconds, one more change in the same second would leave no trace."""
    monkeypatch.setattr(fingerprints, "COARSE", 2_000_000_000)
    (readings.content / PAGE).write_text(OTHER)
    for _ in range(2):
        assert words(readings) == ("Neu.", [PAGE])


def test_a_file_from_the_future_is_always_read(readings: Readings) -> None:
    """A clock was wrong, here or on the file server: until that time has come, the file's time tells nothing."""
    file = readings.content / PAGE
    ahead = time.time() + 3600
    os.utime(file, (ahead, ahead))
    for text in (OTHER, GOOD):
        file.write_text(text)
        os.utime(file, (ahead, ahead))
        assert words(readings)[1] == [PAGE]
        assert words(readings) == (text.splitlines()[-1], [PAGE])


def test_a_cache_from_elsewhere_is_asked_for_results_only(readings: Readings, tmp_path: Path) -> None:
    """A pipeline brings the cache along and checks the content out anew: each file is opened, none converted."""
    stale = tmp_path / "stale"
    readings.content.rename(stale)
    shutil.copytree(stale, readings.content)  # with the old times
    file = readings.content / PAGE
    before = times(file)
    file.write_text(OTHER)
    os.utime(file, ns=before)
    said, opened = words(readings)
    assert said == "Neu."
    assert len(opened) == len([each for each in SMALL_SITE if each != "site.yaml"])
    moved = Readings(tmp_path / "moved", readings.cache)
    shutil.copytree(readings.content, moved.content)
    assert words(moved)[0] == "Neu."


def test_a_file_that_became_something_else(readings: Readings) -> None:
    """A link, a pipe or a folder in its place is none, though it was a file when it was read."""
    file = readings.content / PAGE
    content = file.read_bytes()

    def codes() -> list[str]:
        library, _ = readings.read()
        assert ("work/jobs", "de") not in library.folders["town"].pages
        return [each.code for each in library.folders["town"].findings]

    file.rename(readings.content.parent / "aside.md")
    file.symlink_to(readings.content.parent / "aside.md")
    assert "symbolic-link" in codes()
    file.unlink()
    os.mkfifo(file)
    assert "not-a-file" in codes()
    file.unlink()
    file.mkdir()
    assert codes() == []
    file.rmdir()
    file.write_bytes(content)
    assert words(readings)[0] == "Alt."


def test_everything_can_be_opened_all_the_same(readings: Readings) -> None:
    """`--reread`, for disks that tell nothing: every file is opened, and what it says is what comes out."""
    _, opened = words(readings, reread=True)
    assert opened == sorted(each for each in SMALL_SITE if each != "site.yaml")


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 40, b"[1]", b'{"town/de/work/jobs.md": [1]}'])
def test_damaged_fingerprints_are_none(readings: Readings, converter: Converter, damage: bytes) -> None:
    """Cut, flipped, or sound but in another form: the files are opened."""
    (readings.content / PAGE).write_text(OTHER)
    for sound in (False, True):
        for entry in readings.cache.glob("??/*"):
            if sound:
                plant(entry, damage)
            else:
                entry.write_bytes(damage)
        library, opened = readings.read()
        assert PAGE in opened
        assert told(library) == told(readings.fresh(converter))
