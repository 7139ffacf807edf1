"""What a former import brought, what editors made of it, and what the source says now: one folder again, three ways.

An import remembers of every file it brought the name that git gives to its bytes. So the next import knows which files editors
have changed since, and git has the text they began with. Nothing that editors wrote is lost: where both sides changed the same,
theirs stays and a finding says what the source changed, until somebody decides.
"""

import difflib
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from integreat_ssg.exchange.three_ways import merged
from integreat_ssg.model.findings import Finding, Place, note, warning

Fate = Literal["new", "updated", "merged", "same", "kept", "moved", "removed", "open"]
"""What becomes of a file: `kept` where editors have changed it and the source has not, `open` where somebody has to decide."""

Texts = Callable[[Iterable[str]], Mapping[str, bytes]]
"""Old files by the names of their blobs, as far as they are known."""

TEXTS = (".md", ".yaml")
MAX_TOLD = 300
"""Characters of what the source changed that a finding tells."""


@dataclass(frozen=True)
class Record:
    """What the last import brought into a folder: each file's path in it to the name of the blob that the source's version is,
    and to the source's own name for what stands in it. `facts` is what the importer has to remember beside that."""

    files: Mapping[str, str] = field(default_factory=dict)
    identities: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Arrival:
    """What a source brings. Paths are seen from the region's folder.

    `identities` are the source's own names for what stands in files, `formerly` the paths that a file may have had before, the
    likeliest first. Files in `once` are written only where there is none. `speaks_of` tells of a path that came with a former
    import whether its absence now means that the source has it no more.
    """

    files: Mapping[str, bytes]
    identities: Mapping[str, str] = field(default_factory=dict)
    formerly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    once: frozenset[str] = frozenset()
    facts: Mapping[str, str] = field(default_factory=dict)
    speaks_of: Callable[[str], bool] = lambda _: True


@dataclass(frozen=True)
class Outcome:
    """What would be written into and removed from the folder, what to remember, what became of each file, and what somebody has
    to look at. `bases` are texts of the source that git will not have, since editors' versions stand in their places."""

    writes: Mapping[str, bytes]
    removals: tuple[str, ...]
    record: Record
    bases: Mapping[str, bytes]
    fates: Mapping[str, Fate]
    findings: tuple[Finding, ...]
    moves: Mapping[str, str] = field(default_factory=dict)
    """Former paths to new ones."""


@dataclass(frozen=True, slots=True)
class _Fate:
    fate: Fate
    text: bytes | None
    """What the file says from now on; None for none."""
    base: str
    """The blob that the next import compares with, "" where the file is not remembered."""
    finding: Finding | None = None


def merge(
    region: str,
    present: Mapping[str, bytes],
    record: Record,
    arrival: Arrival,
    texts: Texts,
    *,
    take: Mapping[str, Literal["ours", "theirs"]] | None = None,
) -> Outcome:
    """The folder `region` with what its source brings now. `present` are its files, by their paths in it; `record` is what the
    former import left, empty before the first one. `take` decides about single paths. Reads and writes nothing itself."""
    decided = take or {}
    moves = _moves(record, arrival)
    writes: dict[str, bytes] = {}
    removals: list[str] = []
    found: dict[str, _Fate] = {}
    bases: dict[str, bytes] = {}
    moved_to: dict[str, str] = {}
    edited = {path for path in record.files if path.endswith(TEXTS) and path in present}
    known = texts({blob for path in edited if (blob := record.files[path]) != blob_name(present[path])})
    for path, text in sorted(arrival.files.items()):
        origin = path if path in present else moves.get(path, path)  # editors may have used its new name already
        each = _brought(region, path, present.get(origin), record.files.get(origin, ""), text, known, arrival, decided)
        moved = origin != path and each.text is not None
        found[path] = _Fate("moved", each.text, each.base, each.finding) if moved and each.fate != "open" else each
        if moved:
            removals.append(origin)
            moved_to[origin] = path
        if each.text is not None and (moved or present.get(path) != each.text):
            writes[path] = each.text
        if each.base and path.endswith(TEXTS) and path not in arrival.once:
            bases |= _kept_base(path, each, text, known)
    waiting = {moves[path] for path in moves if path in present}
    for path in sorted(set(record.files) - set(arrival.files) - (set(moves.values()) - waiting)):
        ours, base = present.get(path), record.files[path]
        each = _Fate("kept", ours, base) if path in waiting else _gone(region, path, ours, base, arrival, decided)
        found[path] = each
        if each.text is None and path in present:
            removals.append(path)
        if each.base in known:
            bases[path] = known[each.base]
    return Outcome(
        writes=writes,
        removals=tuple(sorted(set(removals) - set(writes))),
        record=Record(
            {path: each.base for path, each in sorted(found.items()) if each.base},
            {**{path: name for path, name in record.identities.items() if path in found}, **arrival.identities},
            arrival.facts,
        ),
        bases=bases,
        fates={path: each.fate for path, each in found.items()},
        findings=tuple(each.finding for each in found.values() if each.finding),
        moves=moved_to,
    )


def blob_name(data: bytes) -> str:
    """How git names a file's bytes: SHA-1 of "blob", their number and themselves.

    >>> blob_name(b"")
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _moves(record: Record, arrival: Arrival) -> dict[str, str]:
    """New paths to those at which the same stood after the former import."""
    gone = {path for path in record.files if path not in arrival.files and arrival.speaks_of(path)}
    by_name = {name: path for path, name in record.identities.items() if path in gone}
    moves: dict[str, str] = {}
    for path in sorted(arrival.files):
        if path in record.files:
            continue
        told = [by_name[name]] if (name := arrival.identities.get(path, "")) in by_name else []
        origin = next((each for each in (*told, *arrival.formerly.get(path, ())) if each in gone), "")
        if origin and origin.rpartition(".")[2] == path.rpartition(".")[2]:
            moves[path] = origin
            gone.remove(origin)
    return moves


def _brought(
    region: str,
    path: str,
    ours: bytes | None,
    base: str,
    theirs: bytes,
    known: Mapping[str, bytes],
    arrival: Arrival,
    decided: Mapping[str, str],
) -> _Fate:
    """What becomes of a file that the source has."""
    name, place, choice = blob_name(theirs), Place(f"{region}/{path}"), decided.get(path, "")
    if ours == theirs:
        return _Fate("same", ours, name)
    if ours is not None and path in arrival.once:
        told = (
            note("import-settings-changed", place, change=_told(known.get(base), theirs))
            if base not in ("", name)
            else None
        )
        return _Fate("kept", ours, name, told)
    if (ours is None and not base) or choice == "theirs":
        return _Fate("updated" if ours is not None else "new", theirs, name)
    if choice == "ours" or (base == name and base):
        return _Fate("kept", ours, name)
    if not base:
        return _Fate("open", ours, "", warning("import-name-taken", place))
    if ours is None:
        return _Fate("open", None, base, warning("import-deleted-here", place))
    if blob_name(ours) == base:
        return _Fate("updated", theirs, name)
    text = known.get(base)
    both = merged(path, text, ours, theirs) if text is not None else None
    if both is None:
        return _Fate("open", ours, base, warning("import-conflict", place, change=_told(text, theirs)))
    return _Fate("merged", both, name)


def _gone(region: str, path: str, ours: bytes | None, base: str, arrival: Arrival, decided: Mapping[str, str]) -> _Fate:
    """What becomes of a file that came with a former import and not with this one."""
    if not arrival.speaks_of(path):
        return _Fate("same" if ours is not None else "kept", ours, base)
    if ours is None or decided.get(path) == "theirs" or blob_name(ours) == base:
        return _Fate("removed", None, "")
    if decided.get(path) == "ours" or path in arrival.once:
        return _Fate("kept", ours, "")
    return _Fate("open", ours, base, warning("import-gone", Place(f"{region}/{path}")))


def _kept_base(path: str, each: _Fate, theirs: bytes, known: Mapping[str, bytes]) -> dict[str, bytes]:
    """The text that the next import compares with, where it stands nowhere else."""
    if each.text is not None and blob_name(each.text) == each.base:
        return {}
    if blob_name(theirs) == each.base:
        return {path: theirs}
    return {path: known[each.base]} if each.base in known else {}


def _told(base: bytes | None, theirs: bytes) -> str:
    """The lines that the source changed, in a few words."""
    if base is None:
        return "–"
    before, now = (data.decode("utf-8", "replace").splitlines() for data in (base, theirs))
    lines = [
        line
        for line in difflib.unified_diff(before, now, lineterm="", n=0)
        if not line.startswith(("---", "+++", "@@"))
    ]
    text = " ".join(f"{line[0]} {line[1:].strip()}" for line in lines if line[1:].strip())
    return text if len(text) <= MAX_TOLD else f"{text[:MAX_TOLD]} …"
