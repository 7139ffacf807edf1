"""What earlier readings have made of files, under the digests of their bytes.

Results are kept together for each group of files, since thousands of small entries cost more than what is in them: in this
process as values, in the cache as plain data, which can run nothing when it is read back.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from integreat_ssg.cache import UNREADABLE, Cache, key_of
from integreat_ssg.digests import program_digest
from integreat_ssg.model.findings import Finding
from integreat_ssg.reading.fingerprints import keep_fingerprints, known_fingerprints
from integreat_ssg.reading.folder import Files, read_folder

T = TypeVar("T")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """How results of one kind are written down as lists, texts and numbers, and read back. `read` is also told the file, and
    raises one of `UNREADABLE` for anything that `write` has not written."""

    name: str
    write: Callable[[T], object]
    read: Callable[[str, Any], T]


@dataclass
class Kept(Generic[T]):
    """The results of one group: what was known of it, and what is asked and put this time."""

    kind: Kind[T]
    values: dict[str, tuple[str, T]]
    written: Mapping[str, tuple[str, object]]
    now: dict[str, tuple[str, T]] = field(default_factory=dict)
    is_news: bool = False

    def get(self, file: str, digest: str) -> T | None:
        """What was made of this file when it had these bytes."""
        held = self.values.get(file)
        if held is None or held[0] != digest:
            entry = self.written.get(file)
            if entry is None or entry[0] != digest:
                return None
            try:
                held = (digest, self.kind.read(file, entry[1]))
            except UNREADABLE:
                return None
        self.now[file] = held
        return held[1]

    def former(self, file: str) -> T | None:
        """What was made of this file last, whatever it held."""
        entry = self.values.get(file) or self.written.get(file)
        return self.get(file, entry[0]) if entry else None

    def put(self, file: str, digest: str, value: T) -> None:
        """Remembers what was made of a file."""
        self.now[file] = (digest, value)
        self.is_news = True


@dataclass
class Memory:
    """What is known from earlier readings; nothing where there is no cache. With `reread` every file is opened, however
    surely it is as it was. Results stay in this process from one reading to the next where it `stays`; else only the cache has
    them."""

    cache: Cache = field(default_factory=Cache)
    reread: bool = False
    stays: bool = False
    _held: dict[str, dict[str, tuple[str, Any]]] = field(default_factory=dict)

    def files(self, root: Path, name: str) -> tuple[Files, list[Finding]]:
        """The files of the folder `root/name`, and what is wrong with some. What is surely as it was at the last reading is not
        opened. Raises OSError where the folder cannot be listed."""
        known = {} if self.reread else known_fingerprints(root, name, self.cache)
        files, findings = read_folder(root, name, known)
        if self.cache.folder is not None and files.seen != known:
            keep_fingerprints(root, name, files.seen, self.cache)
        return files, findings

    def kept(self, kind: Kind[T], *group: str) -> Kept[T]:
        """What is known of one group of files."""
        key = self._key(kind, group)
        held = self._held.get(key)
        if held is not None:
            return Kept(kind, held, {})
        return Kept(kind, {}, self._written(key))

    def keep(self, kept: Kept[T], *group: str) -> None:
        """Remembers what was asked of a group and put to it, and nothing else."""
        if self.cache.folder is None:
            return
        key = self._key(kept.kind, group)
        known = kept.values.keys() | kept.written.keys()
        if kept.is_news or kept.now.keys() != known:
            written = {file: (digest, kept.kind.write(value)) for file, (digest, value) in kept.now.items()}
            text = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
            self.cache.put(key, text.encode("utf-8", "surrogatepass"))
        if self.stays:
            self._held[key] = cast(dict[str, tuple[str, Any]], kept.now)

    def _written(self, key: str) -> Mapping[str, tuple[str, object]]:
        data = self.cache.get(key)
        try:
            written = json.loads(data.decode("utf-8", "surrogatepass")) if data is not None else {}
            return {file: (str(digest), value) for file, (digest, value) in written.items()}
        except UNREADABLE:
            return {}

    def _key(self, kind: Kind[T], group: tuple[str, ...]) -> str:
        return key_of(kind.name, program_digest(), *group)
