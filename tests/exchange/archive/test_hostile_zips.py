"""Zip files from anywhere: nothing leads out of them, nothing in them swells, and damage is told without a traceback."""

import io
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest

from integreat_ssg.errors import UsageError
from integreat_ssg.model.archive import LINES
from tests.exchange.archive.damage import changed, packed
from tests.exchange.archive.site import brought, tree


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


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_could_swell_in_one_step(method: int, sound: dict[str, bytes], tmp_path: Path) -> None:
    """What zipfile unpacks as a whole, whatever limit it is given, is not unpacked."""
    (tmp_path / "a.zip").write_bytes(packed({**sound, "media/town/form.pdf": bytes(1 << 24)}, method))
    tracemalloc.start()
    found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found, {each.code for each in findings}) == (None, {"archive-damaged"})
    assert peak < 4 << 20


ZIP_FAULTS: dict[str, tuple[bytes, int, bytes, bool]] = {
    "a version to come": (b"PK\x01\x02", 6, b"\xff", False),
    "a name that is no UTF-8": (b"PK\x01\x02", 46, b"\xff", False),
    "an inner name that is no UTF-8": (b"PK\x03\x04", 30, b"\xff", True),
    "an inner name that is another": (b"PK\x03\x04", 30, b"X", True),
    "encrypted": (b"PK\x01\x02", 8, b"\x01", True),
    "a patch of another": (b"PK\x01\x02", 8, b"\x20", True),
    "a method that nobody knows": (b"PK\x01\x02", 10, b"\x63", True),
    "behind its end": (b"PK\x01\x02", 42, b"\xff\xff\xff\x7f", True),
}
"""Of the first file of a zip: in which record, how far in it, other bytes; and whether the zip itself can be opened."""


@pytest.mark.parametrize("fault", ZIP_FAULTS)
def test_a_zip_that_says_what_cannot_be(fault: str, sound: dict[str, bytes], tmp_path: Path) -> None:
    """It is told as damaged, by a finding or as a whole, and never ends in a traceback."""
    record, offset, data, opens = ZIP_FAULTS[fault]
    whole = bytearray(packed(sound))
    for each in (b"PK\x01\x02", b"PK\x03\x04"):  # names are UTF-8
        whole[whole.index(each) + (9 if each[2] == 1 else 7)] |= 0x08
    at = whole.index(record) + offset
    whole[at : at + len(data)] = data
    (tmp_path / "a.zip").write_bytes(whole)
    if opens:
        found, findings = brought(tmp_path / "a.zip", tmp_path / "content")
        assert (found, [each.code for each in findings]) == (None, ["archive-damaged"])
    else:
        with pytest.raises(UsageError, match="damaged"):
            brought(tmp_path / "a.zip", tmp_path / "content")


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
