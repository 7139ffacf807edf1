"""What git knows about the content, in one pass: when each file last changed, which translations fell behind.

A translation is outdated when the source text is no longer the one that it was made from; title, summary and body are the
text of a page, white space and the paths of links do not count. What is not committed yet counts as one more commit.
Dates follow the mainline (the first parents), so a merge counts as one step; translations follow every branch.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.digests import program_digest
from integreat_ssg.model.fields import field_unit
from integreat_ssg.model.findings import Finding, Place, note
from integreat_ssg.model.history import History, Overtaken
from integreat_ssg.reading.descent import Descent, Step, Tree, grow, since, steps
from integreat_ssg.reading.git import Commit, is_shallow, mainline, read_blobs, read_commits
from integreat_ssg.reading.old_texts import known_texts, written_texts
from integreat_ssg.reading.texts import PAGE, STAMP, Layout, Units, kind_of, units

NOWHERE = Cache()


@dataclass(frozen=True)
class Committed:
    """What git tells of a folder, whatever has been changed in it since: its history without `outdated`, findings, and from
    which source texts the translations of the last commit were made, None where git does not tell."""

    history: History
    findings: tuple[Finding, ...] = ()
    grown: tuple[Descent, Tree] | None = None

    def with_present(self, present: Callable[[], Mapping[str, Units]] | None) -> History:
        """The history, with the texts of all files as they are now, committed or not, which are asked for only where git tells
        something; without them only what is committed counts."""
        if self.grown is None:
            return self.history
        descent, tree = self.grown[0].copy(), self.grown[1].copy()
        if present is not None:
            _add_present(descent, tree, present())
        return replace(self.history, outdated=_outdated(descent, tree))


def read_history(
    root: Path, layout: Layout, present: Callable[[], Mapping[str, Units]] | None = None, cache: Cache = NOWHERE
) -> tuple[History, list[Finding]]:
    """The history of the folder `root`. `present` gives the texts of all files as they are now, committed or not, and is asked
    only where there are commits; without it only what is committed counts. Old texts, which never change, are remembered in
    `cache`.

    Without git the history is empty, and a finding says so.
    """
    committed = read_committed(root, layout, cache)
    return committed.with_present(present), list(committed.findings)


def read_committed(root: Path, layout: Layout, cache: Cache = NOWHERE) -> Committed:
    """What git tells of the folder `root`; as for `read_history`."""
    commits = read_commits(root)
    changes = [each for each in mainline(commits) if each.files]
    if not changes:
        return Committed(History(), (note("no-git", Place("site.yaml")),))
    newest, seconds = day_of(changes[0]), max(each.seconds for each in changes)
    if is_shallow(root):
        # The oldest commit of a shallow clone seems to have made every file: what it says of dates is not true.
        history = History(newest, _dates(changes[:-1]), seconds=seconds)
        return Committed(history, (note("shallow-clone", Place("site.yaml")),))
    texts, descent = _all_texts(root, commits, cache), Descent(layout)
    trees = grow(descent, commits, lambda file, blob: texts.get((kind_of(file), blob)))
    (tree,) = deque((tree for _, tree in trees), maxlen=1) or (Tree(),)
    return Committed(History(newest, _dates(changes), seconds=seconds, whole=True), grown=(descent, tree))


def _dates(changes: list[Commit]) -> dict[str, date]:
    dates: dict[str, date] = {}
    for each in changes:
        for file in each.files:
            dates.setdefault(file, day_of(each))
    return dates


def day_of(commit: Commit) -> date:
    """The day of a commit, in UTC."""
    return datetime.fromtimestamp(commit.seconds, UTC).date()


def _outdated(descent: Descent, tree: Tree) -> dict[str, Overtaken]:
    outdated = {}
    for file, held in tree.files.items():
        for way, digest in held.items():
            base, source = descent.made_from[file][way, digest], descent.source(tree, (file, way))
            if source and source.digest != base:
                name = file if way == PAGE else field_unit(file, way)
                outdated[name] = _overtaken(source, base, base is not None and held.get(STAMP) == base)
    return outdated


def _overtaken(source: Step, base: str | None, stamped: bool) -> Overtaken:
    past = next((each for each in steps(source) if each.digest == base), None)
    commit = "" if stamped and not past else since(source, base)
    return Overtaken(commit, past.blob if past else "", lately=base in {each.digest for each in source.before})


def _add_present(descent: Descent, tree: Tree, present: Mapping[str, Units]) -> None:
    """What is not committed, as one more commit without a name."""
    read = descent.layout.source_languages.keys() - descent.layout.unread
    gone = {file: "" for file in tree.files if file not in present and file.partition("/")[0] in read}
    changed = {file: texts for file, texts in present.items() if tree.files.get(file) != texts}
    descent.add(tree, [], Commit("", (), 0, {**gone, **dict.fromkeys(changed, "-")}), changed)


def _all_texts(root: Path, commits: list[Commit], cache: Cache) -> dict[tuple[str, str], Units]:
    """Kind and blob to the texts, of every version that a file with texts ever had."""
    wanted = {
        (kind, blob) for commit in commits for file, blob in commit.files.items() if blob and (kind := kind_of(file))
    }
    key = key_of("old texts", program_digest())
    known = {each: held for each, held in known_texts(cache.get(key)).items() if each in wanted}
    missing: dict[str, list[str]] = {}
    for kind, blob in sorted(wanted - known.keys()):
        missing.setdefault(blob, []).append(kind)
    for blob, data in read_blobs(root, missing):
        known |= {(kind, blob): units(kind, data) for kind in missing[blob]}
    if missing:
        cache.put(key, written_texts(known))
    return known
