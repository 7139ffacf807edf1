"""What git knows about the content, in one pass: when each file last changed, which translations fell behind.

A translation is outdated when the source text is no longer the one that it was made from; title, summary and body are the
text of a page, white space and the paths of links do not count. What is not committed yet counts as one more commit.
Dates follow the mainline (the first parents), so a merge counts as one step; translations follow every branch.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from integreat_ssg.model.content import History
from integreat_ssg.model.fields import field_unit
from integreat_ssg.model.findings import Finding, Place, note
from integreat_ssg.reading.descent import Descent, Tree, grow, since, steps
from integreat_ssg.reading.git import Commit, is_shallow, mainline, read_blobs, read_commits
from integreat_ssg.reading.texts import PAGE, Layout, Units, kind_of, units


@dataclass(frozen=True)
class Present:
    """The folder as it is now, committed or not: the texts of its files, and the digests that translations state."""

    files: Mapping[str, Units] = field(default_factory=dict)
    stated: Mapping[str, str] = field(default_factory=dict)


def read_history(root: Path, layout: Layout, present: Present | None = None) -> tuple[History, list[Finding]]:
    """The history of the folder `root`; without `present`, only of what is committed.

    Without git the history is empty, and a finding says so.
    """
    commits = read_commits(root)
    changes = [each for each in mainline(commits) if each.files]
    if not changes:
        return History(), [note("no-git", Place("site.yaml"))]
    newest, seconds = day_of(changes[0]), max(each.seconds for each in changes)
    if is_shallow(root):
        # The oldest commit of a shallow clone seems to have made every file: what it says of dates is not true.
        return History(newest, _dates(changes[:-1]), seconds=seconds), [note("shallow-clone", Place("site.yaml"))]
    outdated, made_from = _outdated(root, commits, layout, present)
    return History(newest, _dates(changes), outdated, seconds, made_from), []


def _dates(changes: list[Commit]) -> dict[str, date]:
    dates: dict[str, date] = {}
    for each in changes:
        for file in each.files:
            dates.setdefault(file, day_of(each))
    return dates


def day_of(commit: Commit) -> date:
    """The day of a commit, in UTC."""
    return datetime.fromtimestamp(commit.seconds, UTC).date()


def _outdated(
    root: Path, commits: list[Commit], layout: Layout, present: Present | None
) -> tuple[dict[str, str], dict[str, str]]:
    """Each outdated text to the commit that its source text has changed in, and to the blob with the words it was made from."""
    texts = _all_texts(root, commits)
    descent = Descent(layout)
    trees = grow(descent, commits, lambda file, blob: texts.get((kind_of(file), blob)))
    (tree,) = deque((tree for _, tree in trees), maxlen=1) or (Tree(),)
    if present:
        _add_present(descent, tree, layout, present)
    outdated: dict[str, str] = {}
    made_from: dict[str, str] = {}
    for file, held in tree.files.items():
        for way, digest in held.items():
            stated = present.stated.get(file) if present else None
            base = stated or descent.made_from[file][way, digest]
            source = descent.source(tree, (file, way))
            if source and source.digest != base:
                name = file if way == PAGE else field_unit(file, way)
                past = next((each for each in steps(source) if each.digest == base), None)
                outdated[name] = since(source, base) if past or not stated else ""
                made_from |= {name: past.blob} if past and past.blob else {}
    return outdated, made_from


def _add_present(descent: Descent, tree: Tree, layout: Layout, present: Present) -> None:
    """What is not committed, as one more commit without a name."""
    read = set(layout.source_languages)
    gone = {file: "" for file in tree.files if file not in present.files and file.partition("/")[0] in read}
    changed = {file: texts for file, texts in present.files.items() if tree.files.get(file) != texts}
    descent.add(tree, [], Commit("", (), 0, {**gone, **dict.fromkeys(changed, "-")}), changed)


def _all_texts(root: Path, commits: list[Commit]) -> dict[tuple[str, str], Units]:
    """Kind and blob to the texts, of every version that a file with texts ever had."""
    wanted: dict[str, set[str]] = {}
    for commit in commits:
        for file, blob in commit.files.items():
            if blob and (kind := kind_of(file)):
                wanted.setdefault(blob, set()).add(kind)
    return {(kind, blob): units(kind, data) for blob, data in read_blobs(root, wanted) for kind in wanted[blob]}
