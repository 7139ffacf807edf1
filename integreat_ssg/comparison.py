"""What a change does to the content: findings, translations and sizes before and after it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from integreat_ssg.build import Job, regions
from integreat_ssg.inspection import check
from integreat_ssg.model.findings import Finding, in_order
from integreat_ssg.model.sizes import SetSize
from integreat_ssg.model.standing import Coverage, coverage, standings
from integreat_ssg.reading.history import read_history
from integreat_ssg.reading.past import Changes, past_content, read_changes, starting_point
from integreat_ssg.reading.texts import Layout


@dataclass(frozen=True)
class Snapshot:
    """The content at one time, region by region: what is found, how translations stand, what phones load."""

    findings: tuple[Finding, ...] = ()
    coverage: Mapping[str, tuple[Coverage, ...]] = field(default_factory=dict)
    sizes: Mapping[str, tuple[SetSize, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """Both times, and which files differ."""

    before: Snapshot
    after: Snapshot
    changes: Changes

    @property
    def new(self) -> tuple[Finding, ...]:
        """What is found only after the change."""
        return _without(self.after.findings, _renamed(self.before.findings, self.changes))

    @property
    def mended(self) -> tuple[Finding, ...]:
        """What was found only before it, by the names that files have now."""
        return _without(_renamed(self.before.findings, self.changes), self.after.findings)


def compare(job: Job, revision: str, wanted: Sequence[str] = ()) -> Comparison:
    """The content as it was in `revision`, or where the branch left it, against the content as it is now.

    Both are looked at on the same day. Raises UsageError where git does not know the revision.
    """
    commit = starting_point(job.content, revision)
    with _job_then(job, commit) as then:
        before = _snapshot(then, wanted) if then else Snapshot()
    after = _snapshot(job, wanted)
    return Comparison(before, after, read_changes(job.content, commit))


def concerned(job: Job, revision: str, wanted: Sequence[str], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of the present `findings`, those in files that were changed since `revision`, and those that it did not have: what the
    change touches, and what it breaks elsewhere."""
    commit = starting_point(job.content, revision)
    changes = read_changes(job.content, commit)
    if not changes.files:
        return ()
    with _job_then(job, commit) as then:
        past = _snapshot(then, wanted).findings if then else ()
    new = set(_without(findings, _renamed(past, changes)))
    return in_order(each for each in findings if each.place.file in changes.files or each in new)


@contextmanager
def _job_then(job: Job, commit: str) -> Iterator[Job | None]:
    """The same job on the content of `commit`, on the day of the present content; None where there was no content."""
    today = job.today or read_history(job.content, Layout({}))[0].newest
    with past_content(job.content, commit) as root:
        yield replace(job, content=root, today=today) if (root / "site.yaml").is_file() else None


def _snapshot(job: Job, wanted: Sequence[str]) -> Snapshot:
    """`wanted` may name regions that there were not yet, or are no more."""
    job = replace(job, published=None)
    contents = regions(job)[0]
    chosen = [each.slug for each in contents if each.slug in wanted]
    if wanted and not chosen:
        return Snapshot()
    result = check(job, chosen)
    return Snapshot(
        result.all_findings,
        {each.slug: coverage(standings(each)) for each in contents if each.slug in chosen or not chosen},
        {each.slug: each.sizes for each in result.regions},
    )


def _renamed(findings: Iterable[Finding], changes: Changes) -> tuple[Finding, ...]:
    """Findings of the time before, by the names that their files have now."""
    return tuple(
        replace(each, place=replace(each.place, file=changes.renamed.get(each.place.file, each.place.file)))
        for each in findings
    )


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings that have no equal among `others`; a line that moved makes no difference."""
    left = Counter(map(_subject, others))
    kept = []
    for each in in_order(findings):
        if left[_subject(each)]:
            left[_subject(each)] -= 1
        else:
            kept.append(each)
    return tuple(kept)


def _subject(finding: Finding) -> object:
    return (
        finding.code,
        finding.severity,
        finding.place.file,
        tuple(each for each in finding.details if each[0] != "line"),
    )
