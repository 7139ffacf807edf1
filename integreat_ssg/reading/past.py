"""The content folder as it was in another commit, and what has changed since."""

import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.reading.git import git


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a commit and the folder as it is now, committed or not: files of both sides, seen from the content
    folder, and for those that were only renamed their old names with the new ones."""

    files: frozenset[str]
    renamed: Mapping[str, str] = field(default_factory=dict)


def starting_point(root: Path, revision: str) -> str:
    """The full name of the commit from which the folder `root` and `revision` both come: `revision` itself, or where the
    branch left it. Before the first commit it is the empty tree. Raises UsageError where there is none."""
    if git(root, "rev-parse", "--git-dir") is None:
        raise UsageError(f"{root} lies in no git repository, so nothing tells what has changed.")
    if git(root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        return (git(root, "mktree", input=b"") or b"").decode().strip()
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not found:
        raise UsageError(f"There is no commit {revision} here. In a pipeline, fetch the whole history.")
    commit = found.decode().strip()
    base = (git(root, "merge-base", commit, "HEAD") or b"").decode().strip()
    return base or commit


def read_changes(root: Path, commit: str) -> Changes:
    """What has changed below `root` since `commit`. Raises WorldError where git refuses."""
    listed = git(root, "diff", "--name-status", "--find-renames", "-z", "--relative", commit, "--", ".")
    new = git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if listed is None or new is None:
        raise WorldError(f"git cannot tell what has changed in {root} since {commit}.")
    files, renamed = set(_names(new)), dict[str, str]()
    words = iter(_names(listed))
    for kind in words:
        files.add(old := next(words))
        if kind.startswith(("R", "C")):
            files.add(name := next(words))
            renamed |= {old: name} if kind.startswith("R") else {}
    return Changes(frozenset(files), renamed)


@contextmanager
def past_content(root: Path, commit: str) -> Iterator[Path]:
    """The folder `root` as it was in `commit`, with its history, in a temporary place; there is none before the first commit.

    The repository itself is only read: another one borrows its objects. Raises WorldError where git or the disk refuses.
    """
    prefix = (git(root, "rev-parse", "--show-prefix") or b"").decode().strip("\n")
    common = (git(root, "rev-parse", "--path-format=absolute", "--git-common-dir") or b"").decode().strip("\n")
    with tempfile.TemporaryDirectory(prefix="integreat-") as temporary:
        copy = Path(temporary)
        made = git(copy, "init", "--quiet") is not None
        try:
            (copy / ".git/objects/info").mkdir(parents=True, exist_ok=True)
            (copy / ".git/objects/info/alternates").write_text(f"{common}/objects\n")
            if (shallow := Path(common, "shallow")).is_file():
                (copy / ".git/shallow").write_bytes(shallow.read_bytes())
        except OSError as problem:
            raise WorldError(f"{temporary} cannot be written: {problem.strerror}.") from problem
        quietly = ("-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false")
        is_commit = git(copy, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}") is not None
        if not made or (is_commit and git(copy, *quietly, "checkout", "--quiet", "--detach", commit) is None):
            raise WorldError(f"git cannot show the content as it was in {commit}.")
        yield copy / prefix


def _names(listed: bytes) -> list[str]:
    words = listed.decode("utf-8", "surrogateescape").split("\0")
    return [unicodedata.normalize("NFC", each) for each in words if each]
