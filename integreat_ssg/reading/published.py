"""What readers have now: a folder with the site of a region as it was last published, to the release that stands.

The folder may come from anywhere: nothing in it is taken that is no regular file inside of it, or that is other than its
manifest says. What is missing or damaged costs phones a few kilobytes more and is a finding, never a fault.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from integreat_ssg.errors import UsageError
from integreat_ssg.model.findings import Finding, Place, note, warning
from integreat_ssg.model.release import FORMAT, FORMER, HASH_LENGTH, POINTER, Former, Published, SetSummary
from integreat_ssg.model.site import MANIFEST, Artifact
from integreat_ssg.reading.folder import is_name, read_file, shown

MAX_TOTAL_BYTES = 256 * 1024 * 1024
"""Of all that is read of one region's site; it lies in memory while the region is built."""
MAX_SEQUENCE = 2**53 - 2
"""Browsers count exactly as far as this and one more."""

_IMMUTABLE = ("release/", "assets/", "media/", "map/")
"""Where the files lie whose names change with their bytes."""
_PATCHED = (".html", ".json")
"""Files that change a little at a time: pages and parts of search indexes."""
_HASH = re.compile(rf"[0-9a-f]{{{HASH_LENGTH}}}")


class _DamagedError(Exception):
    """Something is not as it should be; the text is the path of the file."""


def read_published(root: Path, slug: str, artifacts: Iterable[Artifact]) -> tuple[Published | None, list[Finding]]:
    """The release in `root/slug`, with the bytes that a new site of these artifacts needs of it; None where there is none or
    where it cannot be told. Raises UsageError where `root` is no folder."""
    if not root.is_dir():
        raise UsageError(f"There is no folder {root}. Name with --published the one that holds what readers have now.")
    place = Place(f"{slug}/region.yaml")
    if not os.path.lexists(root / slug):
        return None, [note("nothing-published", place, folder=shown(f"{root}/{slug}"))]
    try:
        site = _PublishedSite(root / slug, _manifest(root, slug), [])
        if POINTER not in site.files:
            return None, [note("nothing-published", place, folder=shown(f"{root}/{slug}"))]
        published = _published(site, slug, {artifact.path: artifact.content for artifact in artifacts})
    except _DamagedError as problem:
        return None, [warning("published-unreadable", place, file=shown(f"{root}/{slug}/{problem}"))]
    damaged = list(dict.fromkeys(site.damaged))
    if damaged:
        first = shown(f"{root}/{slug}/{damaged[0]}")
        return published, [warning("published-damaged", place, number=len(damaged), file=first)]
    return published, []


@dataclass(frozen=True)
class _PublishedSite:
    """A site with its manifest; `damaged` collects the paths of files that are not as it says."""

    folder: Path
    files: Mapping[str, tuple[str, int]]
    damaged: list[str]

    def read(self, path: str) -> bytes:
        """A file that is as the manifest says. Raises _DamagedError for any other."""
        digest, size = self.files.get(path, ("", -1))
        data = _inside(self.folder, path)
        if len(data) != size or hashlib.sha256(data).hexdigest() != digest:
            raise _DamagedError(path)
        return data

    def intact(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Those of the files that are as the manifest says."""
        left = MAX_TOTAL_BYTES
        for path in sorted(paths):
            left -= self.files[path][1]
            try:
                if left < 0:
                    raise _DamagedError(path)
                yield path, self.read(path)
            except _DamagedError:
                self.damaged.append(path)

    def parsed(self, path: str) -> Any:
        """What a file of JSON says. Raises _DamagedError where it is none."""
        return _parsed(path, self.read(path))


def _manifest(root: Path, slug: str) -> dict[str, tuple[str, int]]:
    """Path to SHA-256 and size of each file. Raises _DamagedError where there is no manifest of this region."""
    if not _is_inside(root, root / slug / MANIFEST):
        raise _DamagedError(MANIFEST)
    match _parsed(MANIFEST, _inside(root / slug, MANIFEST)):
        case {"region": str(region), "files": dict(files)} if region == slug:
            return dict(_entry(path, entry) for path, entry in files.items() if _is_path(path))
    raise _DamagedError(MANIFEST)


def _entry(path: str, entry: object) -> tuple[str, tuple[str, int]]:
    match entry:
        case [str(digest), int(size)] if size >= 0:
            return path, (digest, size)
    raise _DamagedError(MANIFEST)


def _published(site: _PublishedSite, slug: str, new: Mapping[str, bytes]) -> Published:
    sequence, killed, sets = _pointer(site.parsed(POINTER), slug)
    listed = _former(site) if FORMER in site.files else []
    carried = {path for _, files in listed for path in files}
    immutable = {path for path in site.files if path.startswith(_IMMUTABLE) and path not in new} - {FORMER}
    changed = {
        path
        for path, content in new.items()
        if path.endswith(_PATCHED) and site.files.get(path, ("",))[0] not in ("", hashlib.sha256(content).hexdigest())
    }
    bytes_of = dict(site.intact(immutable | changed))
    own = [path for path in immutable if path not in carried]
    releases = [(sequence, own), *((number, [path for path in files if path in immutable]) for number, files in listed)]
    return Published(
        sequence=sequence,
        killed=killed,
        sets=sets,
        pages={path: bytes_of[path] for path in changed if path in bytes_of},
        patches=dict(_patches(site, sets, bytes_of)),
        releases=tuple(_release(number, paths, bytes_of, site) for number, paths in releases),
    )


def _pointer(pointer: Any, slug: str) -> tuple[int, bool, dict[str, SetSummary]]:
    match pointer:
        case {"format": format_, "site": site, "sequence": int(sequence), "sets": dict(sets)} if (
            format_ == FORMAT and site == slug and 0 < sequence <= MAX_SEQUENCE
        ):
            return sequence, pointer.get("kill") is True, {name: _summary(entry) for name, entry in sets.items()}
    raise _DamagedError(POINTER)


def _summary(entry: object) -> SetSummary:
    match entry:
        case [str(digest), int(size)] if _HASH.fullmatch(digest):
            return digest, size
    raise _DamagedError(POINTER)


def _former(site: _PublishedSite) -> list[tuple[int, list[str]]]:
    """Sequence and files of the releases that are carried along, the newest first; none where the list is damaged."""
    try:
        match site.parsed(FORMER):
            case {"releases": list(releases)}:
                return [_listed(release) for release in releases]
    except _DamagedError:
        pass
    site.damaged.append(FORMER)
    return []


def _listed(release: object) -> tuple[int, list[str]]:
    match release:
        case {"sequence": int(sequence), "files": list(files)}:
            return sequence, [path for path in files if isinstance(path, str)]
    raise _DamagedError(FORMER)


def _release(sequence: int, paths: Iterable[str], bytes_of: Mapping[str, bytes], site: _PublishedSite) -> Former:
    files = {path: bytes_of[path] for path in sorted(paths) if path in bytes_of}
    blobs: set[str] = set()
    for path, data in files.items():
        if path.startswith("release/contents/"):
            try:
                blobs |= {str(digest) for _, digest, *_ in _parsed(path, data)}
            except (_DamagedError, TypeError, ValueError):
                site.damaged.append(path)
    return Former(sequence, files, frozenset(blobs))


def _patches(
    site: _PublishedSite, sets: Mapping[str, SetSummary], bytes_of: Mapping[str, bytes]
) -> Iterator[tuple[tuple[str, str], bytes]]:
    """The patches that the indexes of the release name."""
    for digest, _ in sets.values():
        path = f"release/index/{digest}.json"
        try:
            for old, new, _ in _parsed(path, bytes_of.get(path, b"")).get("patches", []):
                if data := bytes_of.get(f"release/patches/{old}-{new}.bin"):
                    yield (old, new), data
        except (_DamagedError, AttributeError, TypeError, ValueError):
            site.damaged.append(path)


def _parsed(path: str, data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise _DamagedError(path) from problem


def _is_path(path: str) -> bool:
    return path.isprintable() and all(is_name(name) for name in path.split("/"))


def _inside(folder: Path, path: str) -> bytes:
    """The bytes of a regular file really inside of `folder`, whatever links there are on the way."""
    data = read_file(folder, path) if _is_inside(folder, folder / path) else None
    if not isinstance(data, bytes):
        raise _DamagedError(path)
    return data


def _is_inside(folder: Path, file: Path) -> bool:
    try:
        return file.parent.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return False
