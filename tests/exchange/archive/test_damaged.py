"""Archives from anywhere: what is wrong with them is told line by line, all at once, and nothing is written then."""

import io
import json
import os
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from integreat_ssg.errors import UsageError
from integreat_ssg.exchange.archive import source as source_module
from integreat_ssg.model.archive import LINES
from integreat_ssg.reading.conversion import Converter
from tests.exchange.archive.site import brought, exported, guide, tree

Damage = Callable[[list[bytes]], list[bytes]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, converter: Converter) -> dict[str, bytes]:
    """The files of a sound archive."""
    folder = tmp_path_factory.mktemp("sound")
    archive = exported(guide(folder / "content"), converter, folder / "archive")
    files = (file for file in archive.rglob("*") if file.is_file())
    return {file.relative_to(archive).as_posix(): file.read_bytes() for file in files}


def laid(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder with these files."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def number(files: dict[str, bytes], name: str) -> int:
    """The number, from 0, of the line with this id; "head" is the first."""
    if name == "head":
        return 0
    return next(at for at, line in enumerate(files[LINES].splitlines()) if json.loads(line).get("id") == name)


def changed(files: dict[str, bytes], name: str, **values: Any) -> dict[str, bytes]:
    """The archive with other values in the line with this id."""
    lines = files[LINES].splitlines()
    at = number(files, name)
    told = {**json.loads(lines[at]), **values}
    lines[at] = json.dumps({key: value for key, value in told.items() if value is not ...}).encode()
    return {**files, LINES: b"".join(line + b"\n" for line in lines)}


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


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip file of these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that come twice
        for path, data in files.items():
            archive.writestr(path, data)
    return held.getvalue()


def test_a_zip_leads_nowhere(sound: dict[str, bytes], tmp_path: Path) -> None:
    """Names that lead upwards or to the root are never read, so nothing can be written there; the rest comes in."""
    (tmp_path / "a.zip").write_bytes(packed({**sound, "../evil.md": b"x", "/evil.md": b"x", "media/../../evil": b"x"}))
    found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
    assert found
    assert findings == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip", "content"]
    assert not any("evil" in path for path in tree(tmp_path / "content"))


def test_a_zip_that_swells(sound: dict[str, bytes], tmp_path: Path) -> None:
    """A file that would fill the memory is read no further than its line says."""
    swollen = changed(sound, "media/form.pdf", file="media/town/bomb.pdf")
    bomb = zipfile.ZipInfo("media/town/bomb.pdf")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in swollen.items():
            archive.writestr(path, data)
        bomb.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(bomb, "w") as file:
            for _ in range(256):
                file.write(bytes(1 << 20))
    (tmp_path / "a.zip").write_bytes(held.getvalue())
    tracemalloc.start()
    found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found is None
    assert [each.code for each in findings] == ["archive-medium-differs"]
    assert peak < 64 << 20


def test_lines_without_end(sound: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither many lines nor many bytes go on for ever."""
    monkeypatch.setattr(source_module, "MAX_LINES", 5)
    assert ("archive-too-large", 6) in codes(sound, tmp_path / "lines")
    monkeypatch.setattr(source_module, "MAX_LINES", 1000)
    monkeypatch.setattr(source_module, "MAX_LINES_BYTES", 2000)
    assert "archive-too-large" in {code for code, _ in codes(sound, tmp_path / "bytes")}


def test_a_damaged_zip(sound: dict[str, bytes], tmp_path: Path) -> None:
    """Cut off, without lines, with other bytes inside than its checksums say, with its lines twice: told, and no traceback."""
    whole = packed(sound)
    for data in (whole[: len(whole) // 2], packed({"a.txt": b""}), b"PK"):
        (tmp_path / "a.zip").write_bytes(data)
        with pytest.raises(UsageError):
            brought(tmp_path / "a.zip", tmp_path / "content")
    at = whole.index(b"%PDF-1.4")
    (tmp_path / "a.zip").write_bytes(whole[:at] + b"%PDF-1.5" + whole[at + 8 :])
    found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
    assert (found, [each.code for each in findings]) == (None, ["archive-damaged"])
    (tmp_path / "a.zip").write_bytes(whole.replace(b"Neues Amt", b"Neues Alt"))
    found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
    assert found is None
    assert "archive-damaged" in {each.code for each in findings}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr(LINES, sound[LINES])
            archive.writestr(LINES, sound[LINES])
    found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
    assert found is None
    assert "archive-damaged" in {each.code for each in findings}
