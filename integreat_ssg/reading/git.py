"""Git, asked about a folder: its commits in one pass, the bytes of old files in another. Everything that starts git is here."""

import os
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 120
"""Seconds after which git is taken for hung."""

_SETTINGS = ("core.quotePath=false", "log.showSignature=false", "log.showRoot=true")
"""What a user's own configuration of git must not change here."""
_WHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks; a build that a hook starts looks at its own folder all the same."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its short name, the short names of its parents, its moment in seconds since 1970 (UTC), and the blob of each
    file in which it differs from its first parent; "" where that file is gone."""

    name: str
    parents: tuple[str, ...]
    seconds: int
    files: Mapping[str, str]


def git(root: Path, *arguments: str, input: bytes | None = None) -> bytes | None:  # noqa: A002 - as subprocess names it
    """What git answers in the folder `root`; None where there is no git, or it refuses."""
    try:
        surroundings = {name: value for name, value in os.environ.items() if name not in _WHERE}
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            ["git", "-C", str(root), *settings, *arguments],  # noqa: S607
            env={**surroundings, "GIT_NO_LAZY_FETCH": "1"},  # a partial clone would ask the network for old texts
            input=input,
            capture_output=True,
            timeout=TIMEOUT,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def head_of(root: Path) -> str | None:
    """What the history of the folder `root` is known by: its newest commit, where the folder lies in the repository, and what
    takes the place of other commits; "" where there is no git, None where only the end of the history is here."""
    answer = git(root, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix", "--glob=refs/replace/*")
    shallow, _, told = (answer or b"false\n").decode("utf-8", "surrogateescape").partition("\n")
    return told if shallow == "false" else None


def read_commits(root: Path) -> list[Commit]:
    """Every commit that the present state of the folder `root` comes from, parents before their children, with the paths of
    files below `root`; empty where there is no git."""
    log = git(root, "log", "--topo-order", "--reverse", "--raw", "--diff-merges=first-parent", "--no-abbrev", "--no-renames",
              "--no-color", "--relative", "-z", "--format=%x01%H %ct %P")  # fmt: skip
    commits: list[Commit] = []
    files: dict[str, str] = {}
    words = iter((log or b"").decode("utf-8", "surrogateescape").split("\0"))
    for word in words:
        if word.startswith("\x01"):
            name, seconds, *parents = word[1:].split()
            files = {}
            commits.append(Commit(name[:10], tuple(each[:10] for each in parents), int(seconds), files))
        elif word.lstrip("\n").startswith(":"):
            blob = word.split()[3]
            files[unicodedata.normalize("NFC", next(words))] = blob if blob.strip("0") else ""
    return commits


def mainline(commits: list[Commit]) -> list[Commit]:
    """Of `read_commits`, the newest commit, its first parent and so on: what became of the folder, merge by merge."""
    by_name = {each.name: each for each in commits}
    line = []
    name = commits[-1].name if commits else ""
    while name in by_name:
        line.append(by_name[name])
        name = next(iter(by_name[name].parents), "")
    return line


def is_shallow(root: Path) -> bool:
    """Whether only the end of the history is here."""
    return (git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


def is_partial(root: Path) -> bool:
    """Whether old texts may come later: they were left with whom this was cloned from."""
    return bool((git(root, "config", "--get-regexp", r"^remote\..*\.promisor$") or b"").strip())


def read_blobs(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of old files by the names of their blobs; what is not here is left out."""
    wanted = sorted(set(blobs))
    output = git(root, "cat-file", "--batch", input="\n".join(wanted).encode()) if wanted else b""
    position = 0
    while output and position < len(output):
        end = output.index(b"\n", position)
        name, kind, *size = output[position:end].decode().split()
        length = int(size[0]) if size else 0
        if kind == "blob":
            yield name, output[end + 1 : end + 1 + length]
        position = end + 1 + (length + 1 if size else 0)
