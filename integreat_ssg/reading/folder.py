"""A folder of content to bytes by path: regular files only, never through a link, never outside.

In: the content folder and the name of one folder in it. Out: {path relative to the content folder: bytes} and findings.
"""

import os
import re
import stat
import unicodedata
from pathlib import Path

from integreat_ssg.model.findings import Finding, Place, error

MAX_DEPTH = 12
MAX_NAME_BYTES = 150
"""Disks take 255; the site adds a digest, a size and an ending to the names of pictures."""
MAX_TEXT_BYTES = 256 * 1024
MAX_MEDIA_BYTES = 20 * 1024 * 1024
MAX_TILES_BYTES = 64 * 1024 * 1024
"""Of a map's tiles. A phone that saves them has them in memory as a whole."""
TEXT_SUFFIXES = (".md", ".yaml", ".yml")
TILES_SUFFIX = ".pmtiles"

_NAME = re.compile(r"\w([\w.\-]*[\w\-])?")
_RESERVED_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LEFT_BY_EDITORS = re.compile(r"\..*|.*~|~\$.*|#.*#|4913|Thumbs\.db|desktop\.ini")


def read_folder(root: Path, name: str) -> tuple[dict[str, bytes], list[Finding]]:
    """All files below `root/name`; accents in their paths are composed (NFC), as in every text that links to them.

    Hidden files and what editors leave behind are passed over in silence.

    Raises OSError only where the folder itself cannot be listed.
    """
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    _walk(root, name, 0, files, findings)
    findings += _twins(files)
    return {unicodedata.normalize("NFC", path): data for path, data in files.items()}, findings


def read_file(root: Path, path: str) -> bytes | Finding:
    """One file's bytes, or what is wrong with it. A pipe or device cannot make this wait, a link is not followed."""
    place = Place(shown(path))
    try:
        descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as problem:
        return error("unreadable-file", place, reason=problem.strerror or problem)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return error("not-a-file", place)
    with os.fdopen(descriptor, "rb") as file:
        limit = _limit(path)
        data = file.read(limit + 1)
    if len(data) > limit:
        return error("file-too-large", place, limit=f"{limit // 1024} kB")
    return data


def _limit(path: str) -> int:
    if path.endswith(TEXT_SUFFIXES):
        return MAX_TEXT_BYTES
    return MAX_TILES_BYTES if path.endswith(TILES_SUFFIX) else MAX_MEDIA_BYTES


def is_name(name: str) -> bool:
    """Whether a file or folder may be called so: it becomes part of addresses, and is copied to computers of every kind."""
    composed = unicodedata.normalize("NFC", name)
    long = len(composed.encode("utf-8", "surrogateescape")) > MAX_NAME_BYTES
    return bool(_NAME.fullmatch(composed)) and not long and not _RESERVED_ON_WINDOWS.fullmatch(name)


def shown(path: str) -> str:
    """A path as it may be printed: no control characters, no bytes that are not UTF-8."""
    printable = "".join(char if char.isprintable() else "�" for char in path)
    return printable.encode("utf-8", "replace").decode()


def _walk(root: Path, folder: str, depth: int, files: dict[str, bytes], findings: list[Finding]) -> None:
    if depth > MAX_DEPTH:
        findings.append(error("too-deep", Place(shown(folder)), limit=MAX_DEPTH))
        return
    with os.scandir(root / folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if _LEFT_BY_EDITORS.fullmatch(entry.name):
            continue
        if not is_name(entry.name) or len(path) > 240:
            findings.append(error("bad-name", Place(shown(path))))
        elif entry.is_symlink():
            findings.append(error("symbolic-link", Place(path)))
        elif entry.is_dir(follow_symlinks=False):
            _walk(root, path, depth + 1, files, findings)
        else:
            match read_file(root, path):
                case Finding() as finding:
                    findings.append(finding)
                case bytes() as data:
                    files[path] = data


def _twins(files: dict[str, bytes]) -> list[Finding]:
    """Names that some file systems cannot tell apart: equal but for case or Unicode normalisation."""
    seen: dict[str, str] = {}
    findings = []
    for path in files:
        folded = unicodedata.normalize("NFC", path).casefold()
        if (first := seen.setdefault(folded, path)) != path:
            findings.append(error("twin-names", Place(path), other=first))
    return findings
