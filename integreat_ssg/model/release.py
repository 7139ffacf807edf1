"""What readers have now, as a build finds it in a folder: the release before this one, and those before that."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FORMAT = 1
POINTER = "release.json"
"""The one file of a release that changes under its name."""
FORMER = "release/former.json"
"""Lists what of earlier releases is carried along."""
HASH_LENGTH = 32
"""Hexadecimal digits of SHA-256 that make a name: 128 bits, nothing that a disk without capital letters confuses."""

SetSummary = tuple[str, int]
"""The hash of a set's index, and the bytes that a phone loads for the set."""


@dataclass(frozen=True, slots=True)
class Former:
    """A release that some phones may still hold. `files` are those of its files that never change and that the pages of
    the new site do not have; `blobs` the hashes of the files that its packs held."""

    sequence: int
    files: Mapping[str, bytes] = field(repr=False)
    blobs: frozenset[str] = field(repr=False)


@dataclass(frozen=True)
class Published:
    """The release that stands. Every byte in it has been compared with its manifest.

    `pages`: path to former bytes, of pages that are other now. `patches`: (old, new) hash to the patch, as far as its
    indexes name them. `releases`: itself and those it carries along, newest first.
    """

    sequence: int
    killed: bool
    sets: Mapping[str, SetSummary]
    pages: Mapping[str, bytes] = field(repr=False)
    patches: Mapping[tuple[str, str], bytes] = field(repr=False)
    releases: tuple[Former, ...]
