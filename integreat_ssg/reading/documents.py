"""YAML files of a region to typed values, unless an earlier reading has read the same bytes."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter

from integreat_ssg.cache import UNREADABLE
from integreat_ssg.digests import Digester
from integreat_ssg.model.findings import Finding, Place, finding_of, plain
from integreat_ssg.reading.folder import Files
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.hours_rules import hours_findings
from integreat_ssg.reading.memory import Kept, Kind, Memory
from integreat_ssg.reading.schema import typed
from integreat_ssg.reading.strict_yaml import lines_of, parse_yaml

T = TypeVar("T")

_WRITTEN: Mapping[str, Any] = {"mode": "json", "by_alias": True, "exclude_defaults": True}


@dataclass(frozen=True)
class Document(Generic[T]):
    """What a file holds, None where it cannot be read, in which lines its keys stand, and what is wrong with it."""

    value: T | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class Documents:
    """The YAML files of one region, of every kind; `keep` remembers what was read."""

    def __init__(self, slug: str, files: Files, memory: Memory) -> None:
        self._slug, self._files, self._memory = slug, files, memory
        self._kept: dict[type[Any], Kept[Document[Any]]] = {}

    def read(self, path: str, kind: type[T], found: list[Finding]) -> Document[T]:
        """The file `path` as a value of the dataclass `kind`; what is wrong is added to `found`."""
        if kind not in self._kept:
            self._kept[kind] = self._memory.kept(_kind_of(kind), self._slug)
        kept = cast(Kept[Document[T]], self._kept[kind])
        document = kept.get(path, self._files.digest(path))
        if document is None:
            document = _read(path, self._files[path], kind)
            if _is_lasting(document, kind):
                kept.put(path, self._files.digest(path), document)
        found += document.findings
        return document

    def keep(self) -> None:
        """Remembers what was read, and nothing else."""
        for kept in self._kept.values():
            self._memory.keep(kept, self._slug)


def _read(path: str, data: bytes, kind: type[T]) -> Document[T]:
    text = decode(data, path)
    if isinstance(text, Finding):
        return Document(findings=(text,))
    node, found = parse_yaml(text, path)
    if node is None or not isinstance(node.value, dict):
        return Document(findings=tuple(found))
    value, findings = typed(node, kind, path)
    lines = lines_of(node)
    found += findings
    if hours := getattr(value, "hours", None):
        found += hours_findings(hours, Place(path, lines.get("hours", 1)))
    return Document(value, lines, tuple(found))


def _kind_of(kind: type[T]) -> Kind[Document[T]]:
    return cast(Kind[Document[T]], _made_kind(cast(Hashable, kind)))


@cache
def _made_kind(kind: Any) -> Kind[Document[Any]]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def write(document: Document[Any]) -> object:
        value = None if document.value is None else adapter.dump_python(document.value, **_WRITTEN)
        return [value, dict(document.lines), [plain(each) for each in document.findings]]

    def read(file: str, written: Any) -> Document[Any]:
        value, lines, found = written
        return Document(None if value is None else adapter.validate_python(value), lines, tuple(map(finding_of, found)))

    return Kind(f"documents {kind.__qualname__}", write, read)


def _is_lasting(document: Document[T], kind: type[T]) -> bool:
    """Whether what is written down of a value is read back as the very same one, 1 not as 1.0; else it is made anew each time."""
    known, digester = _kind_of(kind), Digester()
    try:
        return digester.digest(known.read("", known.write(document))) == digester.digest(document)
    except UNREADABLE:
        return False
