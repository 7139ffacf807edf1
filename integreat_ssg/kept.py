"""One language's files as they are kept from build to build: a small head, and beside it the files themselves in packs.

The head tells of each file path, size and digest, which is all that a build asks of a file that stands already. A pack is read
when somebody asks for the bytes of one of its files. Texts that phones load are in the very packs that they load; all
others are packed for this purpose alone. Head and packs are plain data: a cache that somebody else has filled can run nothing.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from integreat_ssg.cache import UNREADABLE, Cache, key_of
from integreat_ssg.digests import program_digest
from integreat_ssg.errors import WorldError
from integreat_ssg.model.findings import Finding, finding_of, plain
from integreat_ssg.model.site import Artifact
from integreat_ssg.offline.packs import compressed, in_packs, pack_file, unpacked

_LOADED, _KEPT = 9, 4
"""How hard gzip tries for packs that phones load, and for those that only lie here."""
_OPEN = 2
"""Packs that lie open: files are asked for by their paths, and in most packs are neighbours."""
_HEX = re.compile(r"[0-9a-f]+")


@dataclass(frozen=True)
class Chunk:
    """One language's files, the packs of its texts as files of the site (by the packs' names), and what there is to say about
    them. `kept` are all packs that it lies in: by name, and whether phones load it, their digests and sizes in bytes."""

    artifacts: tuple[Artifact, ...] = field(repr=False)
    packs: Mapping[str, Artifact] = field(repr=False)
    findings: tuple[Finding, ...]
    kept: Mapping[tuple[str, bool], tuple[str, int]] = field(repr=False)


@dataclass(frozen=True)
class Made:
    """A chunk as plain data: its head, and packs by their digests, unless they are kept already."""

    head: bytes = field(repr=False)
    packs: Mapping[str, bytes] = field(repr=False)


class LostError(WorldError):
    """A pack is not there any more, or is not what its head says, nor can it be made again."""


@dataclass
class Packs:
    """The packs of one language by their digests (SHA-256, hexadecimal): those in `held`, and all others in `cache`, under names
    that no other language uses, which could drop them. What is not there is made `again`, which gives the packs that the cache
    does not take; where that is of no help, LostError is raised."""

    cache: Cache
    owner: str
    held: Mapping[str, bytes] = field(default_factory=dict)
    again: Callable[[], Mapping[str, bytes]] | None = None
    _open: dict[str, tuple[bytes, int]] = field(default_factory=dict)

    def get(self, digest: str) -> bytes:
        """A pack's bytes."""
        data = self._found(digest)
        if data is None and self.again:
            self.held = self.again()
            data = self._found(digest)
        return self._sound(data)

    def file(self, digest: str, at: int, size: int) -> bytes:
        """The `size` bytes of a file that begins `at` bytes after the first file of its pack."""
        if digest not in self._open:
            data = self.get(digest)
            if len(self._open) >= _OPEN:
                del self._open[next(iter(self._open))]
            with suppress(ValueError):
                self._open[digest] = unpacked(data)
        whole, start = self._open.get(digest, (b"", 0))
        content = whole[start + at : start + at + size]
        return self._sound(content if len(content) == size else None)

    def put(self, packs: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Keeps these in the cache; what it does not take comes back."""
        return {digest: data for digest, data in packs.items() if not self.cache.put(self._key(digest), data)}

    def drop(self, digests: Iterable[str]) -> None:
        """Forgets these."""
        for each in digests:
            self.cache.drop(self._key(each))

    def _found(self, digest: str) -> bytes | None:
        data = self.held.get(digest)
        if data is None:
            data = self.cache.get(self._key(digest))
        return data if data is not None and sha256(data).hexdigest() == digest else None

    def _sound(self, data: bytes | None) -> bytes:
        if data is None:
            raise LostError(
                f"What is remembered of {self.owner} does not fit together. Build once with --no-cache, or remove the cache."
            )
        return data

    def _key(self, digest: str) -> str:
        return key_of("kept", self.owner, digest)


def as_made(
    artifacts: Sequence[Artifact], texts: Sequence[Artifact], findings: Iterable[Finding], former: Chunk | None
) -> Made:
    """A chunk of these files, of which `texts` are packed for phones. Packs that the `former` chunk has are not made again."""
    names = {each.path for each in texts}
    ways = ((True, texts), (False, [each for each in artifacts if each.path not in names]))
    known = former.kept if former else {}
    made: dict[str, bytes] = {}
    rows = []
    for loaded, files in ways:
        for pack in in_packs(files):
            lies = known.get((pack.name, loaded))
            if lies is None:
                data = compressed(pack, _LOADED if loaded else _KEPT)
                lies = sha256(data).hexdigest(), len(data)
                made[lies[0]] = data
            rows.append((pack.name, *lies, loaded, [_told(each) for each in pack.files]))
    head = {"program": program_digest(), "packs": rows, "findings": [plain(each) for each in findings]}
    return Made(json.dumps(head, separators=(",", ":")).encode(), made)


def _told(file: Artifact) -> tuple[object, ...]:
    return file.path, file.size, file.digest, file.made_from, file.known_compressed


def as_chunk(head: bytes, language: str, packs: Packs) -> Chunk:
    """The chunk of this head, whose files come from `packs`. Raises one of `UNREADABLE` for anything but a head that
    this program has made: another one may compress otherwise."""
    told = json.loads(head)
    if told["program"] != program_digest():
        raise ValueError("the head of another program")
    artifacts: list[Artifact] = []
    kept: dict[tuple[str, bool], tuple[str, int]] = {}
    loaded: dict[str, Artifact] = {}
    for name, digest, length, for_phones, files in told["packs"]:
        if not _HEX.fullmatch(name) or not _HEX.fullmatch(digest):
            raise ValueError("no name of a pack")
        kept[name, bool(for_phones)] = digest, int(length)
        if for_phones:
            loaded[name] = Artifact.known(pack_file(name), partial(packs.get, digest), int(length), digest)
        at = 0
        for path, size, own, made_from, alone in files:
            if not isinstance(size, int) or size < 0:
                raise ValueError("no size")
            artifacts.append(
                Artifact.known(
                    _inside(path, language),
                    partial(packs.file, digest, at, size),
                    size,
                    str(own),
                    str(made_from),
                    None if alone is None else int(alone),
                )
            )
            at += size
    return Chunk(tuple(artifacts), loaded, tuple(map(finding_of, told["findings"])), kept)


def digests_in(head: bytes) -> frozenset[str]:
    """The digests of the packs that a head names; none where it is no head."""
    with suppress(*UNREADABLE):
        return frozenset(str(digest) for _, digest, *_ in json.loads(head)["packs"])
    return frozenset()


def _inside(path: str, language: str) -> str:
    if not path.startswith(f"{language}/") or ".." in path.split("/"):
        raise ValueError("a path outside of the language's folder")
    return path
