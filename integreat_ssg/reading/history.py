"""What git knows about the content, in one pass: when each file last changed, which translations fell behind.

A translation is outdated when its source text has changed since the last commit in which the translation's own text
changed; title, summary and body are the text, white space does not count. The mainline is read (`--first-parent`), so a
merge counts as one step.
"""

import os
import subprocess
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from integreat_ssg.model.content import History
from integreat_ssg.model.findings import Finding, Place, note
from integreat_ssg.reading.frontmatter import decode, split_page, text_digest
from integreat_ssg.reading.strict_yaml import parse_yaml

TIMEOUT = 120
"""Seconds after which git is taken for hung."""

_Change = tuple[str, int, dict[str, str]]
"""A commit: its short name, its moment in seconds since 1970 (UTC), and the blob of each file it changed; an all-zero blob
where it deleted one."""


def read_history(root: Path, sources: Mapping[str, str]) -> tuple[History, list[Finding]]:
    """The history of the folder `root`; `sources` leads from a translation's file to that of its source text.

    Without git the history is empty, and a finding says so.
    """
    log = _git(root, "log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-color", "--relative", "-z",
               "--format=%x01%H %ct", "--", ".")  # fmt: skip
    changes = _parse(log or b"")
    if not changes:
        return History(), [note("no-git", Place("site.yaml"))]
    newest, seconds = _day(changes[0][1]), max(seconds for _, seconds, _ in changes)
    if (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true":
        # The oldest commit of a shallow clone seems to have made every file: what it says of dates is not true.
        return History(newest, _dates(changes[:-1]), seconds=seconds), [note("shallow-clone", Place("site.yaml"))]
    return History(newest, _dates(changes), _outdated(root, changes, sources), seconds), []


def _dates(changes: list[_Change]) -> dict[str, date]:
    dates: dict[str, date] = {}
    for _, seconds, files in changes:
        for file in files:
            dates.setdefault(file, _day(seconds))
    return dates


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()


def _outdated(root: Path, changes: list[_Change], sources: Mapping[str, str]) -> dict[str, str]:
    """Translation's file to the short name of the commit that changed its source text."""
    touched = {file for _, _, files in changes for file in files}
    texts = _texts(root, changes, {each for pair in sources.items() for each in pair if each in touched})
    outdated = {}
    for file, source in sources.items():
        translated, written = texts.get(file), texts.get(source)
        if translated and written and written[0][1] != _text_at(translated[0][0], written):
            outdated[file] = changes[written[0][0]][0]
    return outdated


def _text_at(commit: int, steps: list[tuple[int, str]]) -> str:
    """The digest that a text had in a commit; empty before it was written."""
    return next((digest for index, digest in steps if index >= commit), "")


def _texts(root: Path, changes: list[_Change], wanted: set[str]) -> dict[str, list[tuple[int, str]]]:
    """For each file the commits (as index, newest first) that changed its text, with the text's digest."""
    blobs = {blob for _, _, files in changes for file, blob in files.items() if file in wanted and blob.strip("0")}
    digests = _digests(root, sorted(blobs))
    steps: dict[str, list[tuple[int, str]]] = {}
    for index in range(len(changes) - 1, -1, -1):
        for file, blob in changes[index][2].items():
            if file in wanted and (digest := digests.get(blob, "")):
                past = steps.setdefault(file, [])
                if not past or past[0][1] != digest:
                    past.insert(0, (index, digest))
    return steps


def _digests(root: Path, blobs: list[str]) -> dict[str, str]:
    """Blob to the digest of the text it holds, as pages have it; blobs that are no pages are left out."""
    output = _git(root, "cat-file", "--batch", input="\n".join(blobs).encode()) if blobs else b""
    digests: dict[str, str] = {}
    position = 0
    while output and position < len(output):
        end = output.index(b"\n", position)
        name, kind, *size = output[position:end].decode().split()
        length = int(size[0]) if size else 0
        data = output[end + 1 : end + 1 + length]
        position = end + 1 + (length + 1 if size else 0)
        if kind == "blob" and (digest := _digest(data)):
            digests[name] = digest
    return digests


def _digest(data: bytes) -> str:
    text = decode(data, "")
    page = text if isinstance(text, Finding) else split_page(text, "")
    if isinstance(page, Finding):
        return ""
    head, _ = parse_yaml(page.head, "")
    plain = head.plain if head else {}
    assert isinstance(plain, dict)
    return text_digest(str(plain.get("title", "")), plain.get("summary"), page.body)


def _parse(log: bytes) -> list[_Change]:
    """For each commit: what `--format` says, then for each file a word of the kind ":100644 100644 old new M" and its name."""
    changes: list[_Change] = []
    words = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    for word in words:
        if word.startswith("\x01"):
            commit, seconds = word[1:].split()
            changes.append((commit[:10], int(seconds), {}))
        elif word.lstrip("\n").startswith(":"):
            changes[-1][2][unicodedata.normalize("NFC", next(words))] = word.split()[3]
    return changes


_SETTINGS = ("core.quotePath=false", "log.showSignature=false", "log.showRoot=true")
"""What a user's own configuration of git must not change here."""
_WHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""What git tells its hooks; a build that a hook starts looks at its own folder all the same."""


def _git(root: Path, *arguments: str, input: bytes | None = None) -> bytes | None:  # noqa: A002 - as subprocess names it
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
