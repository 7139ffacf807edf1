"""Archives from anywhere: what is wrong with them is told line by line, all at once, and nothing is written then."""

import json
import os
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from integreat_ssg.errors import UsageError
from integreat_ssg.exchange.archive import reading as reading_module
from integreat_ssg.exchange.archive import source as source_module
from integreat_ssg.model.archive import LINES
from tests.exchange.archive.damage import changed, laid, number
from tests.exchange.archive.site import brought


def codes(files: dict[str, bytes], folder: Path) -> list[tuple[str, int]]:
    """What an import of these files tells, with the lines; it has written nothing."""
    found, findings = brought(laid(folder / "archive", files), folder / "content")
    assert found is None
    assert not (folder / "content").exists()
    assert {each.place.file for each in findings} == {LINES}
    return [(each.code, each.place.line) for each in findings]


LINE_FAULTS: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"{kind: page}", "archive-line"),
    "a list": (b"[1]", "archive-line"),
    "not a number": (b'{"kind":"page","width":NaN}', "archive-line"),
    "a number without end": (b'{"kind":"page","width":' + b"9" * 5000 + b"}", "archive-line"),
    "nested": (b'{"kind":' + b"[" * 100 + b"]" * 100 + b"}", "archive-line-deep"),
    "nested without end": (b'{"kind":' + b"[" * 200_000 + b"]" * 200_000 + b"}", "archive-line-deep"),
    "latin-1": ('{"kind":"page","id":"ä"}'.encode("latin-1"), "archive-line-text"),
    "half a character": (b'{"kind":"page","id":"\\ud800"}', "archive-line-text"),
    "null character": (b'{"kind":"page","id":"\\u0000"}', "archive-line-text"),
    "conflict": (b'{"kind":"page","id":"a","markdown":"<<<<<<< ours\\n"}', "archive-line-text"),
    "unknown kind": (b'{"kind":"pag"}', "archive-unknown-kind"),
    "no kind": (b"{}", "archive-unknown-kind"),
    "a second head": (b'{"kind":"archive"}', "archive-unknown-kind"),
    "too long": (b'{"kind":"page","id":"' + b"x" * source_module.MAX_LINE_BYTES + b'"}', "archive-line-too-long"),
    "too many values": (
        b'{"kind":"contact","id":"a","region":"town","key":"a","data":{"name":"A","phones":['
        + b",".join([b"1"] * 300_000)
        + b"]}}",
        "archive-line-too-long",
    ),
    "half a character in a key": (
        b'{"kind":"contact","id":"a","region":"town","key":"a","data":{"name":{"\\ud800":"A"}}}',
        "archive-line-text",
    ),
    "a key twice": (b'{"kind":"synonyms","id":"s","region":"land","data":{},"data":{}}', "duplicate-key"),
}
"""A line in the place of another, and what is told about it."""


@pytest.mark.parametrize("fault", LINE_FAULTS)
def test_a_line_that_is_none(fault: str, sound: dict[str, bytes], tmp_path: Path) -> None:
    """Its number is told, and that of no other."""
    line, code = LINE_FAULTS[fault]
    lines = sound[LINES].splitlines()
    at = number(sound, "synonyms")
    lines[at] = line
    assert codes({**sound, LINES: b"\n".join(lines) + b"\n"}, tmp_path) == [(code, at + 1)]


VALUE_FAULTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "unknown key": ("contacts/office", {"colour": "red"}, "unknown-key"),
    "unknown key inside": ("de/work", {"data": {"title": "A", "sumary": "B"}}, "unknown-key"),
    "wrong type": ("de/work", {"data": {"title": "A", "order": "first"}}, "wrong-type"),
    "an unknown key with an empty one": ("media/form.pdf", {"note": {"author": None}}, "unknown-key"),
    "no data": ("de/work", {"data": ...}, "missing-key"),
    "another region": ("de/work", {"region": "elsewhere"}, "archive-unknown-region"),
    "a path upwards": ("de/work", {"path": "../../evil"}, "archive-bad-path"),
    "a path from the root": ("de/work", {"path": "/etc/passwd"}, "archive-bad-path"),
    "a path of Windows": ("de/work", {"path": "work\\..\\evil"}, "archive-bad-path"),
    "a device of Windows": ("de/work", {"path": "con"}, "archive-bad-path"),
    "a hidden folder": ("de/work", {"path": ".git/config"}, "archive-bad-path"),
    "a path without end": ("de/work", {"path": "/".join(["a"] * 40)}, "archive-bad-path"),
    "the name of sections": ("de/work", {"path": "work/index", "section": False}, "archive-bad-path"),
    "a language that is none": ("de/work", {"language": "../de"}, "archive-bad-path"),
    "a key upwards": ("contacts/office", {"key": "../../site"}, "archive-bad-path"),
    "a term that is none": ("glossary/visa", {"key": "Visa & Co"}, "archive-bad-path"),
    "synonyms of no language": ("synonyms", {"data": {"../de": [["a", "b"]]}}, "archive-bad-path"),
    "a medium upwards": ("media/form.pdf", {"path": "media/../../x.pdf"}, "archive-bad-path"),
    "a medium elsewhere": ("media/form.pdf", {"path": "de/x.pdf"}, "archive-bad-path"),
    "a file upwards": ("media/form.pdf", {"file": "../x.pdf"}, "archive-bad-path"),
    "a file that is the lines": ("media/form.pdf", {"file": LINES}, "archive-bad-path"),
    "a program": ("media/form.pdf", {"path": "media/form.exe"}, "unknown-media"),
    "a page beside itself": ("de/news/2026-11-02-new-office", {"path": "work", "section": True}, "archive-duplicate"),
    "a page for another disk": ("de/news/2026-11-02-new-office", {"path": "WORK/Jobs"}, "archive-duplicate"),
    "a page that is too long": ("de/work", {"markdown": "x" * 300_000}, "file-too-large"),
    "a medium that is too large": ("media/form.pdf", {"bytes": 10**12}, "file-too-large"),
    "other bytes": ("media/form.pdf", {"sha256": "0" * 64}, "archive-medium-differs"),
    "other bytes than another line says": (
        "media/house.png",
        {"file": "media/town/form.pdf", "path": "media/house.pdf"},
        "archive-medium-differs",
    ),
    "fewer bytes": ("media/form.pdf", {"bytes": 3}, "archive-medium-differs"),
    "a file that is missing": ("media/form.pdf", {"file": "media/town/missing.pdf"}, "archive-damaged"),
    "another format": ("head", {"format": "zip"}, "archive-no-head"),
    "another version": ("head", {"version": 2}, "archive-version"),
    "lines that are missing": ("head", {"lines": 99}, "archive-truncated"),
    "no folder of its own": ("head", {"region": "village"}, "archive-unknown-region"),
}
"""Other values in a sound line, and what is told about it."""
TWIN = {"a page beside itself": "de/work", "a page for another disk": "de/work/jobs"}
"""The line below, in the place of which the changed one steps."""


@pytest.mark.parametrize("fault", VALUE_FAULTS)
def test_a_line_that_says_what_cannot_be(fault: str, sound: dict[str, bytes], tmp_path: Path) -> None:
    """What is wrong is told with its line, and nothing leaves the folder."""
    name, values, code = VALUE_FAULTS[fault]
    told = codes(changed(sound, name, **values), tmp_path)
    at = len(sound[LINES].splitlines()) if code == "archive-truncated" else number(sound, TWIN.get(fault, name)) + 1
    assert (code, at) in told
    assert not (tmp_path / "evil.md").exists()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["archive"]


def test_all_faults_are_told_at_once(sound: dict[str, bytes], tmp_path: Path) -> None:
    """Not one after the other, from run to run."""
    files = changed(changed(sound, "de/work", data={}), "contacts/office", data={"name": "A", "fax": "1"})
    assert {code for code, _ in codes(files, tmp_path)} == {"missing-key", "unknown-key"}


@pytest.mark.parametrize("left", [1, 2, 5])
def test_an_archive_that_was_cut_off(left: int, sound: dict[str, bytes], tmp_path: Path) -> None:
    """In the middle of its last line, or between two lines."""
    lines = sound[LINES].splitlines(keepends=True)
    told = codes({**sound, LINES: b"".join(lines[:-left])}, tmp_path / "between")
    assert told[0] == ("archive-truncated", len(lines) - left)
    told = codes({**sound, LINES: b"".join(lines[:-left]) + lines[-left][:20]}, tmp_path / "within")
    assert ("archive-line-cut", len(lines) - left + 1) in told


def test_nothing_at_all(tmp_path: Path) -> None:
    """An empty file, and what is no archive."""
    assert codes({LINES: b""}, tmp_path) == [("archive-no-head", 1)]
    for path in (tmp_path / "nowhere", tmp_path, laid(tmp_path / "folder", {"a.txt": b""})):
        with pytest.raises(UsageError, match="no archive"):
            brought(path, tmp_path / "content")


def test_links_and_pipes_are_not_followed(sound: dict[str, bytes], tmp_path: Path) -> None:
    """A medium that is a link to a file of this computer, or a pipe that nobody writes to, is one that is missing."""
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(sound["media/town/form.pdf"])
    archive = laid(tmp_path / "archive", {path: data for path, data in sound.items() if not path.startswith("media/")})
    (archive / "media/land").mkdir(parents=True)
    (archive / "media/town").symlink_to(tmp_path)
    secret.rename(tmp_path / "form.pdf")
    os.mkfifo(archive / "media/land/house.png")
    found, findings = brought(archive, tmp_path / "content")
    assert found is None
    assert {each.code for each in findings} == {"archive-damaged"}
    assert len(findings) == 3


def test_lines_without_end(sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many lines nor many bytes go on for ever."""
    monkeypatch.setattr(source_module, "MAX_LINES", 5)
    assert ("archive-too-large", 6) in codes(sound, tmp_path / "lines")
    monkeypatch.setattr(source_module, "MAX_LINES", 1000)
    monkeypatch.setattr(source_module, "MAX_LINES_BYTES", 2000)
    assert "archive-too-large" in {code for code, _ in codes(sound, tmp_path / "bytes")}


def test_mistakes_without_end(sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first ones are told, and that there are more; nothing behind them is read."""
    monkeypatch.setattr(reading_module, "MAX_FINDINGS", 5)
    lines = sound[LINES].splitlines()
    faults = [b"[]"] * 20
    told = codes({**sound, LINES: b"\n".join([lines[0], *faults]) + b"\n"}, tmp_path)
    assert told == [*(("archive-line", number) for number in range(2, 7)), ("archive-too-large", 7)]


def test_many_mistakes_take_no_longer_than_their_number(sound: dict[str, bytes], tmp_path: Path) -> None:
    """Wrong members of a union: eight times as many do not take sixty times as long; all are told."""

    def seconds(count: int) -> float:
        data = {"name": {f"k{number}": [] for number in range(count)}}
        files = changed(sound, "contacts/office", data=data)
        started = process_time()
        told = codes(files, tmp_path / str(count))
        assert [code for code, _ in told] == ["wrong-type"] * count
        return process_time() - started

    few = min(seconds(1_200) for _ in range(2))
    assert seconds(9_600) < 20 * few


def test_a_file_counts_for_each_line_that_names_it(
    sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a thousand lines of one large file would fill a disk."""
    monkeypatch.setattr(reading_module, "MAX_MEDIA_BYTES", 3 * len(sound["media/town/form.pdf"]))
    kept = [line for line in sound[LINES].splitlines() if b'"kind":"media"' not in line]
    medium = json.loads(sound[LINES].splitlines()[number(sound, "media/form.pdf")])

    def copies(count: int, folder: Path) -> Path:
        named = [json.dumps({**medium, "path": f"media/form{each}.pdf"}).encode() for each in range(count)]
        head = json.dumps({**json.loads(kept[0]), "lines": len(kept) - 1 + count}).encode()
        return laid(folder, {**sound, LINES: b"\n".join([head, *kept[1:], *named]) + b"\n"})

    found, findings = brought(copies(3, tmp_path / "few"), tmp_path / "content")
    assert found
    assert findings == []
    found, findings = brought(copies(4, tmp_path / "many"), tmp_path / "content")
    assert found is None
    assert [each.code for each in findings] == ["archive-too-large"]
