"""What is remembered between builds: it never makes one wrong, and it does not grow for ever."""

import os
from pathlib import Path

from integreat_ssg.cache import RECENT, Cache, key_of


def filled(folder: Path, count: int) -> tuple[Cache, list[str]]:
    """A cache with so many entries of a thousand bytes, each used a week after the one before."""
    cache, keys = Cache(folder), [key_of("test", str(number)) for number in range(count)]
    for number, key in enumerate(keys):
        cache.put(key, bytes(968))
        os.utime(folder / key[:2] / key[2:], (number * RECENT, number * RECENT))
    return cache, keys


def test_a_damaged_entry_counts_as_missing(tmp_path: Path) -> None:
    """Cut, changed or emptied: it is worked out again."""
    cache, [key] = filled(tmp_path, 1)
    file = tmp_path / key[:2] / key[2:]
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:31], bytes([whole[0] ^ 1]) + whole[1:]):
        file.write_bytes(damaged)
        assert cache.get(key) is None
    file.write_bytes(whole)
    assert cache.get(key) == bytes(968)


def test_an_entry_in_the_place_of_another_counts_as_missing(tmp_path: Path) -> None:
    """It is whole, and the result of something else."""
    cache, keys = filled(tmp_path, 2)
    files = [tmp_path / key[:2] / key[2:] for key in keys]
    files[0].replace(files[1])
    assert [cache.get(key) for key in keys] == [None, None]


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """An entry that is read counts as new; with room left nothing goes."""
    cache, keys = filled(tmp_path, 20)
    cache.shrink(most=20_000)
    assert all((tmp_path / key[:2] / key[2:]).exists() for key in keys)
    assert cache.get(keys[0])
    cache.shrink(most=16_000)
    assert [bool(cache.get(key)) for key in keys] == [True, *[False] * 8, *[True] * 11]


def test_what_was_used_in_the_last_week_stays(tmp_path: Path) -> None:
    """However much it is: a guide of many pages needs all of it again tomorrow."""
    cache, keys = filled(tmp_path, 6)
    for number in (0, 1, 2):
        file = tmp_path / keys[number][:2] / keys[number][2:]
        os.utime(file, (5 * RECENT - number * 60, 5 * RECENT - number * 60))
    cache.shrink(most=0)
    assert [bool(cache.get(key)) for key in keys] == [True, True, True, False, False, True]


def test_leavings_of_killed_builds_go_too(tmp_path: Path) -> None:
    """A file that was never finished is the oldest some day."""
    cache, keys = filled(tmp_path, 4)
    half = tmp_path / keys[0][:2] / f"{keys[0][2:]}.4711"
    half.write_bytes(bytes(1000))
    os.utime(half, (0, 0))
    cache.shrink(most=4_900)
    assert not half.exists()
    assert cache.get(keys[3])


def test_a_folder_that_cannot_be_changed_is_no_fault(tmp_path: Path) -> None:
    """No folder, no cache, an entry that is a folder: nothing is raised."""
    Cache(None).shrink(most=0)
    Cache(tmp_path / "nowhere").shrink(most=0)
    (tmp_path / "ab" / "folder").mkdir(parents=True)
    os.utime(tmp_path / "ab" / "folder", (0, 0))
    cache, keys = filled(tmp_path, 2)
    cache.shrink(most=0)
    assert [bool(cache.get(key)) for key in keys] == [False, True]
