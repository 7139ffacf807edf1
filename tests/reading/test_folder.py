"""From disk: only regular files with names that every computer can hold, and nothing from outside."""

import os
import socket
import threading
from pathlib import Path

import pytest

from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.folder import MAX_DEPTH, MAX_MEDIA_BYTES, MAX_TEXT_BYTES, read_file, read_folder
from tests.conftest import write_files


def read(root: Path) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The folder `town`: its files, and code and file of each finding. A pipe must not make this wait."""
    answer: list[tuple[dict[str, bytes], list[Finding]]] = []
    thread = threading.Thread(target=lambda: answer.append(read_folder(root, "town")), daemon=True)
    thread.start()
    thread.join(5)
    assert answer, "reading hangs"
    files, findings = answer[0]
    return files, [(each.code, each.place.file) for each in findings]


def test_files_come_with_paths_from_the_content_folder(tmp_path: Path) -> None:
    """Every file below the folder, sorted, and none from beside it."""
    write_files(tmp_path, {"town/de/b.md": "b", "town/a.yaml": "a", "town/Ä_1-x.y.md": "c", "other/a.md": "x"})
    assert read(tmp_path) == ({"town/a.yaml": b"a", "town/de/b.md": b"b", "town/Ä_1-x.y.md": b"c"}, [])


@pytest.mark.parametrize(
    "name",
    [
        ".git/config",
        ".DS_Store",
        "a.md~",
        "#a.md#",
        ".#a.md",
        ".a.md.swp",
        "4913",
        "Thumbs.db",
        "desktop.ini",
        "~$a.docx",
    ],
)
def test_what_computers_and_editors_leave_behind_is_passed_over(tmp_path: Path, name: str) -> None:
    """Nobody is told about files that they never made."""
    write_files(tmp_path, {f"town/{name}": "x", "town/a.md": "a"})
    assert read(tmp_path) == ({"town/a.md": b"a"}, [])


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither a file nor a folder from elsewhere is published by way of a link, be it whole or broken."""
    write_files(tmp_path, {"town/a.md": "a", "other/b.md": "secret"})
    (tmp_path / "town/file.md").symlink_to(tmp_path / "other/b.md")
    (tmp_path / "town/folder").symlink_to(tmp_path / "other")
    (tmp_path / "town/broken.md").symlink_to("/nowhere")
    (tmp_path / "town/loop").symlink_to(tmp_path / "town")
    (tmp_path / "town/here.md").symlink_to("a.md")
    files, findings = read(tmp_path)
    assert files == {"town/a.md": b"a"}
    assert findings == [
        ("symbolic-link", f"town/{name}") for name in ("broken.md", "file.md", "folder", "here.md", "loop")
    ]


def test_a_link_that_appears_while_reading_is_not_followed(tmp_path: Path) -> None:
    """Between listing and opening a file somebody may put a link in its place."""
    write_files(tmp_path, {"secret.md": "x"})
    (tmp_path / "a.md").symlink_to("secret.md")
    finding = read_file(tmp_path, "a.md")
    assert isinstance(finding, Finding)
    assert finding.code == "unreadable-file"


def test_pipes_sockets_and_devices_are_named_and_nobody_waits(tmp_path: Path) -> None:
    """A pipe that nobody writes to would be read forever."""
    write_files(tmp_path, {"town/a.md": "a"})
    os.mkfifo(tmp_path / "town/pipe.md")
    with socket.socket(socket.AF_UNIX) as ear:
        ear.bind(str(tmp_path / "town/socket.md"))
        files, findings = read(tmp_path)
    assert files == {"town/a.md": b"a"}
    assert findings == [("not-a-file", "town/pipe.md"), ("unreadable-file", "town/socket.md")]


@pytest.mark.parametrize(
    "pair", [("Über.md", "über.md"), ("A/b.md", "a/b.md"), ("ü.md", "u\u0308.md"), ("straße.md", "STRASSE.md")]
)
def test_names_that_some_computers_cannot_tell_apart(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Two files on a server are one on a Mac or a Windows computer: both are named."""
    write_files(tmp_path, {f"town/{name}": "x" for name in pair})
    _, findings = read_folder(tmp_path, "town")
    [finding] = findings
    assert finding.code == "twin-names"
    assert {finding.place.file, dict(finding.details)["other"]} == {f"town/{name}" for name in pair}


def test_a_decomposed_name_is_found_by_the_composed_one(tmp_path: Path) -> None:
    """A Mac stores "ü" as two characters; links to the file are typed with one."""
    write_files(tmp_path, {"town/u\u0308ber.md": "x"})
    assert read(tmp_path) == ({"town/über.md": b"x"}, [])


@pytest.mark.parametrize(
    "name",
    ["a b.md", "-a.md", "_.md.", "ä" * 76, "a\nb.md", "a\x1b[31m.md", "a\u202eb.md",
     "con", "aux.md", "COM1.txt", "a.", "a .md", "a:b.md", "a?.md", "😀.md"],
)  # fmt: skip
@pytest.mark.parametrize("folder", [False, True])
def test_names_that_make_trouble_elsewhere_are_refused(tmp_path: Path, name: str, folder: bool) -> None:
    """Spaces, control characters and what Windows keeps for itself; the name is told without what it could do to a screen."""
    (tmp_path / "town").mkdir()
    if folder:
        (tmp_path / "town" / name).mkdir()
    else:
        (tmp_path / "town" / name).write_text("x")
    files, findings = read(tmp_path)
    assert not files
    [(code, file)] = findings
    assert code == "bad-name"
    assert file.isprintable()


def test_names_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """Old archives bring names in other encodings."""
    (tmp_path / "town").mkdir()
    Path(os.fsdecode(bytes(tmp_path / "town") + b"/caf\xe9.md")).write_text("x")
    files, [(code, file)] = read(tmp_path)
    assert (files, code) == ({}, "bad-name")
    assert file.encode() == "town/caf\ufffd.md".encode()


def test_folders_too_deep_are_refused(tmp_path: Path) -> None:
    """What lies below is not read, what lies above is."""
    deep = "town" + "/a" * (MAX_DEPTH + 1)
    write_files(tmp_path, {f"{deep}/b.md": "x", f"{deep.removesuffix('/a')}/c.md": "y"})
    assert read(tmp_path) == ({f"{deep.removesuffix('/a')}/c.md": b"y"}, [("too-deep", deep)])


def test_limits_of_size(tmp_path: Path) -> None:
    """A text may be as large as the limit, a picture larger; one byte more is told, and nothing endless is read."""
    write_files(
        tmp_path,
        {
            "town/at.md": b"a" * MAX_TEXT_BYTES,
            "town/over.md": b"a" * (MAX_TEXT_BYTES + 1),
            "town/over.yaml": b"a" * (MAX_TEXT_BYTES + 1),
            "town/picture.jpg": b"a" * (MAX_TEXT_BYTES + 1),
        },
    )
    with (tmp_path / "town/endless.pdf").open("wb") as file:
        file.truncate(MAX_MEDIA_BYTES * 500)  # a hole: no space on disk, but as much to read
    files, findings = read(tmp_path)
    assert list(files) == ["town/at.md", "town/picture.jpg"]
    assert findings == [("file-too-large", f"town/{name}") for name in ("endless.pdf", "over.md", "over.yaml")]
