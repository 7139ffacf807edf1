"""A folder of content to bytes by path: regular files only, never through a link, never outside.

In: the content folder and the name of one folder in it. Out: {path relative to the content folder: bytes} and findings.
"""

import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from integreat_ssg.model.findings import Finding, Place, error
from integreat_ssg.reading.fingerprints import Fingerprint, Fingerprints, fingerprint, is_settled

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


@dataclass(slots=True)
class _Source:
    """A file on the disk; `data` is None as long as nobody wants it and its digest is known without."""

    path: str
    digest: str
    data: bytes | None = None


class Files(Mapping[str, bytes]):
    """A folder's files by their paths. A file that is as it was when it was last read is opened when its bytes are wanted."""

    def __init__(self, root: Path, sources: Mapping[str, _Source], seen: Fingerprints) -> None:
        self._root = root
        self._sources = sources
        self.seen = seen
        """The fingerprints that the next reading may trust."""

    def __getitem__(self, path: str) -> bytes:
        """A file's bytes. Raises OSError where it has gone since it was listed."""
        source = self._sources[path]
        if source.data is None:
            data = read_file(self._root, source.path)
            if isinstance(data, Finding):
                raise FileNotFoundError(None, data.code, source.path)
            source.data, source.digest = data, hashlib.sha256(data).hexdigest()
        return source.data

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def __contains__(self, path: object) -> bool:
        return path in self._sources

    def digest(self, path: str) -> str:
        """SHA-256, hexadecimal, of a file's bytes: of those that this gave, if it gave any."""
        return self._sources[path].digest

    def release(self, path: str) -> None:
        """Forgets bytes that nobody wants any more."""
        self._sources[path].data = None


def read_folder(root: Path, name: str, known: Fingerprints | None = None) -> tuple[Files, list[Finding]]:
    """All files below `root/name`; accents in their paths are composed (NFC), as in every text that links to them.

    Hidden files and what editors leave behind are passed over in silence. A file with a `known` fingerprint is not opened.

    Raises OSError only where the folder itself cannot be listed.
    """
    walk = _Walk(root, known or {}, time.time_ns())
    walk.into(name, 0)
    findings = [*walk.findings, *_twins(walk.sources)]
    composed = {unicodedata.normalize("NFC", path): source for path, source in walk.sources.items()}
    return Files(root, composed, walk.seen), findings


def read_file(root: Path, path: str) -> bytes | Finding:
    """One file's bytes, or what is wrong with it. A pipe or device cannot make this wait, a link is not followed."""
    read = _read(root, path)
    return read if isinstance(read, Finding) else read[0]


def _read(root: Path, path: str) -> tuple[bytes, os.stat_result] | Finding:
    """A file's bytes, and what its folder told of it before the first of them was read."""
    place = Place(shown(path))
    try:
        descriptor = os.open(root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as problem:
        return error("unreadable-file", place, reason=problem.strerror or problem)
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return error("not-a-file", place)
    with os.fdopen(descriptor, "rb") as file:
        limit = _limit(path)
        data = file.read(limit + 1)
    if len(data) > limit:
        return error("file-too-large", place, limit=f"{limit // 1024} kB")
    return data, status


def _limit(path: str) -> int:
    if path.endswith(TEXT_SUFFIXES):
        return MAX_TEXT_BYTES
    return MAX_TILES_BYTES if path.endswith(TILES_SUFFIX) else MAX_MEDIA_BYTES


def is_name(name: str) -> bool:
    """Whether a file or folder may be called so: it becomes part of addresses, and is copied to computers of every kind."""
    composed = unicodedata.normalize("NFC", name)
    long = len(composed.encode("utf-8", "surrogateescape")) > MAX_NAME_BYTES
    return bool(_NAME.fullmatch(composed)) and not long and not _RESERVED_ON_WINDOWS.fullmatch(name)


def is_left_behind(name: str) -> bool:
    """Whether a file or folder is hidden, or called as editors call what they leave beside a file: nobody reads it."""
    return bool(_LEFT_BY_EDITORS.fullmatch(name))


def shown(path: str) -> str:
    """A path as it may be printed: no control characters, no bytes that are not UTF-8."""
    printable = "".join(char if char.isprintable() else "�" for char in path)
    return printable.encode("utf-8", "replace").decode()


class _Walk:
    """A way through a folder, that began at `moment`, and what was met on it."""

    def __init__(self, root: Path, known: Fingerprints, moment: int) -> None:
        self.root, self.known, self.moment = root, known, moment
        self.sources: dict[str, _Source] = {}
        self.seen: dict[str, tuple[Fingerprint, str]] = {}
        self.findings: list[Finding] = []

    def into(self, folder: str, depth: int) -> None:
        """Everything in one folder, in the order of the names."""
        if depth > MAX_DEPTH:
            self.findings.append(error("too-deep", Place(shown(folder)), limit=MAX_DEPTH))
            return
        with os.scandir(self.root / folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if is_left_behind(entry.name):
                continue
            if not is_name(entry.name) or len(path) > 240:
                self.findings.append(error("bad-name", Place(shown(path))))
            elif entry.is_symlink():
                self.findings.append(error("symbolic-link", Place(path)))
            elif entry.is_dir(follow_symlinks=False):
                self.into(path, depth + 1)
            else:
                self.file(path, entry)

    def file(self, path: str, entry: os.DirEntry[str]) -> None:
        """One file, which is opened unless it is surely as it was."""
        known = self.known.get(path)
        if known and _is_as_it_was(entry, known[0]):
            self.seen[path] = known
            self.sources[path] = _Source(path, known[1])
            return
        read = _read(self.root, path)
        if isinstance(read, Finding):
            self.findings.append(read)
            return
        data, status = read
        digest, now = hashlib.sha256(data).hexdigest(), fingerprint(status)
        self.sources[path] = _Source(path, digest, data)
        if is_settled(now, self.moment):
            self.seen[path] = now, digest


def _is_as_it_was(entry: os.DirEntry[str], then: Fingerprint) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and fingerprint(status) == then


def _twins(files: Mapping[str, object]) -> list[Finding]:
    """Names that some file systems cannot tell apart: equal but for case or Unicode normalisation."""
    seen: dict[str, str] = {}
    findings = []
    for path in files:
        folded = unicodedata.normalize("NFC", path).casefold()
        if (first := seen.setdefault(folded, path)) != path:
            findings.append(error("twin-names", Place(path), other=first))
    return findings
