"""Which files are surely as they were when they were last read, so that nobody opens them: a stat cache, as git's index is.

A file's fingerprint is what its folder tells of it: size, time of its last change, time of the last change of what its folder
tells, and number on the disk. A program can set the first of the times back, but not the second. What was changed within
`COARSE` before it was read could change once more without any of these numbers changing: such a fingerprint is not kept (see
"Racy Git", https://git-scm.com/docs/racy-git), and nor is one from the future, where clocks differ.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from integreat_ssg.cache import Cache, key_of

COARSE = 2_000_000_000
"""Nanoseconds between two times that a disk can tell apart: FAT's two seconds are the most."""

Fingerprint = tuple[int, int, int, int]
Fingerprints = Mapping[str, tuple[Fingerprint, str]]
"""A file's path on the disk to its fingerprint and the SHA-256, hexadecimal, of the bytes that it had then."""


def fingerprint(status: os.stat_result) -> Fingerprint:
    """What is compared of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def is_settled(seen: Fingerprint, moment: int) -> bool:
    """Whether every change after `moment`, nanoseconds since 1970 at which reading began, changes this fingerprint."""
    _, changed, told, _ = seen
    return max(changed, told) + COARSE <= moment


def known_fingerprints(root: Path, name: str, cache: Cache) -> Fingerprints:
    """Those that the last reading of the folder `root/name` has kept; none where the cache holds something else."""
    data = cache.get(_key(root, name))
    try:
        written = json.loads(data) if data is not None else {}
        return {path: ((size, changed, told, number), str(digest))
                for path, (size, changed, told, number, digest) in written.items()}  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        return {}


def keep_fingerprints(root: Path, name: str, seen: Fingerprints, cache: Cache) -> None:
    """Keeps those of one folder for the next reading, in one entry of the cache."""
    written = {path: (*each, digest) for path, (each, digest) in seen.items()}
    cache.put(_key(root, name), json.dumps(written, separators=(",", ":")).encode())


def _key(root: Path, name: str) -> str:
    return key_of("fingerprints", "1", os.fsencode(root.resolve()), name)
