"""From what the host has to what it shall have: steps in an order in which no reader meets a broken site.

Pure: what the host has is given, what is to be done comes out. The order holds at any cut, for

- a page that is new, or other than before, comes after everything that is new: what it names is there;
- what the former release had stays until the next release but one: who still reads it finds all of it;
- the release that phones ask for comes after the pages and packs that it names, and the record after that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from integreat_ssg.deploying.headers import ENCODINGS, is_immutable
from integreat_ssg.deploying.record import KEPT, Entry, Files, Former, Journal, Record
from integreat_ssg.model.release import POINTER
from integreat_ssg.model.site import WORKER

ENTRANCE = "index.html"
"""Comes last among new pages: until it is there, a first deploy is not to be seen."""


class Phase(IntEnum):
    """The parts of a deploy, one after the other. Inside of one, all may be done at once, except in PAGES and RELEASE."""

    KEEP = 0
    STALE = 1
    NEW = 2
    NEW_PAGES = 3
    PAGES = 4
    RELEASE = 5
    DELETE = 6


UNTOLD: Entry = ("0" * 64, 0)
"""Stands in the record for a file that a deploy that was cut may have put: equal to no file."""
PUTS = (Phase.NEW, Phase.NEW_PAGES, Phase.PAGES, Phase.RELEASE)


@dataclass(frozen=True, slots=True)
class Step:
    """One file: put, delete or, in KEEP, copied under a name of its digest. `path` is seen from the region's folder.

    `reason`: new, changed, unsure (a deploy before was cut, or the record is lost), former (kept for a rollback), stale (a
    compressed file that would hide its original), gone (left the site one release ago, or was kept for that one).
    """

    phase: Phase
    path: str
    reason: str
    entry: Entry = ("", 0)
    source: str = ""


@dataclass(frozen=True)
class Plan:
    """All steps in order, and what the record will say after them."""

    record: Record
    steps: tuple[Step, ...] = field(repr=False)
    leaving: tuple[str, ...] = field(default=(), repr=False)
    """Files with names of their own that the site has no more; the next deploy but one removes them."""
    unchanged: int = 0
    settled: bool = False
    """Whether the record stands there already as it has to be, and no journal."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is to be done."""
        return self.settled and not self.steps

    def of(self, *phases: Phase) -> tuple[Step, ...]:
        """The steps of some phases."""
        return tuple(step for step in self.steps if step.phase in phases)

    @cached_property
    def touched(self) -> dict[str, Entry]:
        """What the host's files may become while the plan is carried out."""
        return {step.path: step.entry for step in self.steps if step.phase not in (Phase.STALE, Phase.DELETE)}

    @cached_property
    def deletes(self) -> frozenset[str]:
        """What may be removed."""
        return frozenset(step.path for step in self.of(Phase.STALE, Phase.DELETE))


@dataclass(frozen=True)
class Target:
    """What shall be: a release's files, and files beside it. `keep_former` keeps what a rollback needs; `purge` removes at
    once whatever only former releases needed."""

    region: str
    version: str
    files: Files = field(repr=False)
    extra: Files = field(default_factory=dict, repr=False)
    sequence: int = 0
    keep_former: bool = True
    purge: bool = False


@dataclass(frozen=True)
class Known:
    """What is known of the host. `unsure` are files of ours of which it is not known what they are; `journal` is that of a
    deploy that was cut. Both are empty as a rule."""

    record: Record | None = None
    journal: Journal | None = None
    unsure: frozenset[str] = frozenset()
    seen: Files = field(default_factory=dict, repr=False)
    """What has been looked at: it is sure, even where ours have not put it there."""

    @cached_property
    def sure(self) -> dict[str, Entry]:
        """The files of which it is known what they are."""
        ours = self.record.ours if self.record else {}
        return {path: entry for path, entry in ours.items() if path not in self.doubtful} | dict(self.seen)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Files that have to be put again to be sure, or removed to be sure."""
        return self.unsure | (self.journal.unsure if self.journal else frozenset())


def plan_deploy(target: Target, known: Known) -> Plan:
    """The plan that brings the host from what is `known` to the `target`."""
    record, current = known.record, {**target.files, **target.extra}
    same = record is not None and record.files == target.files
    former = _former(target, record, same=same)
    keeps = _keeps(target, known, same=same) if former else ()
    kept = {} if target.purge else _kept(current, known, keeps, same=same)
    left = _left(known) - current.keys() - kept.keys()
    stale = {path for path in (*left, *kept) if _hides(path, target)}
    kept = {path: entry for path, entry in kept.items() if path not in stale}
    steps = [
        *(step for step in keeps if known.sure.get(step.path) != step.entry),
        *(Step(Phase.STALE, path, "stale") for path in sorted(stale)),
        *_puts(current, known),
        *(Step(Phase.DELETE, path, "gone") for path in sorted(left - stale)),
    ]
    new = Record(target.region, target.version, target.files, target.extra, kept, former, target.sequence)
    leaving = tuple(
        sorted(path for path in (record.files if record else {}) if path not in current and not is_immutable(path))
    )
    unchanged = len(current) - sum(step.phase in PUTS for step in steps)
    return Plan(new, tuple(steps), leaving, unchanged, settled=new == record and known.journal is None)


def _puts(current: Files, known: Known) -> list[Step]:
    steps = []
    for path, entry in current.items():
        if known.sure.get(path) == entry:
            continue
        there = path in known.sure or path in known.doubtful
        reason = "unsure" if path in known.doubtful and path not in known.sure else "changed" if there else "new"
        steps.append(Step(_phase(path, there=there), path, reason, entry))
    return sorted(steps, key=_order)


def _phase(path: str, *, there: bool) -> Phase:
    plain = _original(path)
    if plain in (POINTER, WORKER):
        return Phase.RELEASE
    if there and not is_immutable(plain):
        return Phase.PAGES
    return Phase.NEW_PAGES if plain.endswith(".html") else Phase.NEW


def _order(step: Step) -> tuple[object, ...]:
    """Data before pages, deep pages before those that list them, each compressed file beside its original."""
    plain = _original(step.path)
    return (
        step.phase,
        plain == WORKER,
        plain == ENTRANCE,
        plain.endswith(".html"),
        -plain.count("/"),
        plain,
        step.path == plain,
    )


def _former(target: Target, record: Record | None, *, same: bool) -> Former | None:
    if record is None or target.purge or not target.keep_former:
        return None
    return record.former if same else Former(record.version, record.files)


def _keeps(target: Target, known: Known, *, same: bool) -> tuple[Step, ...]:
    """The former bytes of what changes under its name, or has been changed by a deploy that was cut."""
    if known.record is None or same:
        return ()
    changed = {
        entry[0]: (path, entry)
        for path, entry in known.record.files.items()
        if target.files.get(path, entry) != entry or (path not in target.files and known.sure.get(path) != entry)
    }
    return tuple(
        Step(Phase.KEEP, f"{KEPT}{digest}.bin", "former", entry, source=path)
        for digest, (path, entry) in sorted(changed.items())
    )


def _kept(current: Files, known: Known, keeps: Iterable[Step], *, same: bool) -> dict[str, Entry]:
    """What stays beside the release: all that the former one had, and what a deploy that was cut has begun with."""
    record = known.record
    before: dict[str, Entry] = {}
    if record:
        before = record.ours if same else record.current
    begun = known.journal.touched if known.journal else {}
    told = {path: known.sure.get(path, UNTOLD) for path in (*begun, *before)}
    stays = {**told, **{step.path: step.entry for step in keeps}}
    return {path: entry for path, entry in sorted(stays.items()) if path not in current}


def _left(known: Known) -> set[str]:
    """Everything of ours that may still be there."""
    return {*(known.record.ours if known.record else ()), *known.doubtful}


def _hides(path: str, target: Target) -> bool:
    """Whether a server would send this compressed file of a former release in the place of its original."""
    plain = _original(path)
    return plain != path and plain in target.files and not is_immutable(plain)


def _original(path: str) -> str:
    for ending in ENCODINGS:
        if path.endswith(ending):
            return path.removesuffix(ending)
    return path


def sizes(steps: Iterable[Step]) -> Iterator[int]:
    """Bytes of each step that puts something."""
    return (step.entry[1] for step in steps if step.phase in PUTS)


def reasons(plan: Plan) -> Mapping[str, int]:
    """How many steps there are for each reason."""
    found: dict[str, int] = {}
    for step in plan.steps:
        found[step.reason] = found.get(step.reason, 0) + 1
    return found
