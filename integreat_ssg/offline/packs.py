"""A set's files in packs: few enough to be loaded in few requests, small enough that one is a matter of seconds.

A pack is named by the hash of its contents, a list of its files with the hash of each. So what was loaded is verified after
unpacking, whether or not the host has decoded the gzip, and two machines whose compressors differ give one name.
"""

import gzip
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.model.release import HASH_LENGTH
from integreat_ssg.model.site import Artifact
from integreat_ssg.offline.encoding import compact, hash_of, media_type

NEIGHBOURS = 20
"""Files to each side that a pack's last file is compared with; about twice as many make a pack."""
MOST = 60
"""Files at which a pack ends in any case."""
LARGEST = 1024 * 1024
"""Bytes, unpacked, at which a pack ends in any case."""

_RECIPE = f"gzip 9, zlib {zlib.ZLIB_RUNTIME_VERSION}"


@dataclass(frozen=True)
class Pack:
    """Files that travel together, sorted by path."""

    files: tuple[Artifact, ...] = field(repr=False)

    @cached_property
    def hashes(self) -> tuple[str, ...]:
        """The hash of each file."""
        return tuple(file.digest[:HASH_LENGTH] for file in self.files)

    @cached_property
    def contents(self) -> bytes:
        """The list of the files: path, hash, length in bytes and MIME type of each, as JSON."""
        return compact(
            [
                [file.path, digest, file.size, media_type(file.path)]
                for file, digest in zip(self.files, self.hashes, strict=True)
            ]
        )

    @cached_property
    def name(self) -> str:
        """The hash of the contents."""
        return hash_of(self.contents)

    @property
    def raw(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(file.size for file in self.files)


def in_packs(files: Sequence[Artifact]) -> list[Pack]:
    """`files`, sorted by path, cut into packs.

    A pack ends with the file whose name has a smaller digest than those of the twenty files before and the twenty after it
    ("local minimum chunking"). So where packs end depends on the names around that place alone: a page that comes, goes or
    grows changes the pack it is in, seldom its neighbour, and never one that is farther away.
    """
    ordered = sorted(files, key=lambda each: each.path)
    digests = [hashlib.sha256(file.path.encode()).digest() for file in ordered]
    packs: list[Pack] = []
    pack: list[Artifact] = []
    size = 0
    for index, file in enumerate(ordered):
        pack.append(file)
        size += file.size
        if _is_end(digests, index) or size >= LARGEST or len(pack) >= MOST:
            packs.append(Pack(tuple(pack)))
            pack, size = [], 0
    return [*packs, Pack(tuple(pack))] if pack else packs


def packed(pack: Pack, cache: Cache) -> bytes:
    """The pack as it is loaded: as small as gzip makes it."""
    key = key_of("pack", _RECIPE, pack.contents)
    data = cache.get(key)
    if data is None:
        data = compressed(pack, 9)
        cache.put(key, data)
    return data


def compressed(pack: Pack, level: int) -> bytes:
    """The contents, a line end and the files one after the other, compressed by gzip."""
    return gzip.compress(b"".join((pack.contents, b"\n", *(file.content for file in pack.files))), level, mtime=0)


def unpacked(data: bytes) -> tuple[bytes, int]:
    """What a pack holds, and where in it its first file begins. Raises ValueError for anything but a pack."""
    try:
        whole = gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as problem:
        raise ValueError("this is no pack") from problem
    return whole, whole.index(b"\n") + 1


def pack_file(name: str) -> str:
    """Where in the site the pack of this name lies."""
    return f"release/packs/{name}.bin"


def _is_end(digests: Sequence[bytes], index: int) -> bool:
    around = digests[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
    return len(around) == 2 * NEIGHBOURS + 1 and digests[index] == min(around)
