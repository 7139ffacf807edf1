"""The texts at the end of each of the last months, from one pass over git's history.

A month is seen as the newest commit of the mainline left it that is not younger than the month's last day (UTC); states of
translations follow every branch, as in `descent`. Texts are read once for each blob, and remembered.
"""

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.past import Key, Month, Past, PastText
from integreat_ssg.reading.descent import Descent, Tree, grow
from integreat_ssg.reading.folder import read_file
from integreat_ssg.reading.frontmatter import decode, text_digest
from integreat_ssg.reading.git import Commit, is_shallow, mainline, read_blobs, read_commits
from integreat_ssg.reading.history import day_of
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.texts import PAGE, Layout, Units, page_parts, page_units

MONTHS = 24
_VERSION = "2"
"""To be raised when words are counted or texts digested in another way."""

_UNREAD = re.compile(r"\[\[[^\[\]\n]*\]\]|<!--(?:(?!-->|<!--).)*-->|<[^<>]*>|\]\([^)\s]*", re.DOTALL)
"""What stands in Markdown and is no word for a reader: blocks, HTML's own, and where a link leads."""


def count_words(markdown: str) -> int:
    """Words of a text: what white space separates and has a letter or a digit in it. Blocks, HTML's tags and the targets of
    links do not count.

    >>> count_words("## Ask\\n\\n[the office](../office.md) – *today*, with 2 photos. [[contact: office]]")
    7
    """
    return sum(any(map(str.isalnum, word)) for word in _UNREAD.sub(" ", markdown).split())


def read_words(root: Path, files: Iterable[str]) -> dict[str, int]:
    """The words of pages as they lie in the folder `root` now, by their files."""
    found = {}
    for file in files:
        data = read_file(root, file)
        text = None if isinstance(data, Finding) else _read(data)
        found[file] = text.words if text else 0
    return found


def read_past(root: Path, layout: Layout, end: date | None, cache: Cache) -> Past:
    """The months until the day `end`, or until the day of the newest commit.

    Without git, or in a shallow clone, there is no past, and the value says why.
    """
    commits = read_commits(root)
    line = mainline(commits)
    if not any(each.files for each in line):
        return Past(silence="no-git")
    if is_shallow(root):
        return Past(silence="shallow-clone")
    wanted = {blob for each in commits for file, blob in each.files.items() if blob and _key(file)}
    texts = _texts(root, wanted, cache)
    ends = last_months(end or day_of(line[0]))
    return Past(tuple(_replay(commits, line, texts, layout, ends)))


def last_months(end: date, count: int = MONTHS) -> tuple[date, ...]:
    """The last days of `count` months, the oldest first; the newest is `end` itself.

    >>> [day.isoformat() for day in last_months(date(2026, 3, 15), 3)]
    ['2026-01-31', '2026-02-28', '2026-03-15']
    """
    numbers = [end.year * 12 + end.month - 1 - back for back in range(count - 1, 0, -1)]
    days = [date(number // 12, number % 12 + 1, 1) for number in numbers]
    return (*(day.replace(day=monthrange(day.year, day.month)[1]) for day in days), end)


@dataclass(frozen=True, slots=True)
class _Text:
    """What one blob holds."""

    words: int
    digest: str
    draft: bool
    machine: bool
    translation_of: str | None
    review_by: date | None
    expires: date | None
    updated: date | None


def _replay(
    commits: list[Commit], line: list[Commit], texts: Mapping[str, _Text], layout: Layout, ends: tuple[date, ...]
) -> Iterator[Month]:
    """`line` is the mainline of `commits`, the newest first."""
    last = {end: next((each.name for each in line if day_of(each) <= end), "") for end in ends}
    on_line = {each.name for each in line}
    standing: dict[str, tuple[date, str]] = {}
    """File to the day of its last change and its blob."""
    descent = Descent(layout)
    for commit, tree in grow(descent, commits, lambda file, blob: _units(texts.get(blob))):
        if commit.name not in on_line:
            continue
        standing |= {file: (day_of(commit), blob) for file, blob in commit.files.items()}
        for end in (end for end in ends if last[end] == commit.name):
            regions = {file.partition("/")[0] for file, (_, blob) in standing.items() if blob and _is_region(file)}
            yield Month(end, dict(_seen(standing, texts, descent, tree)), frozenset(regions))


def _units(text: _Text | None) -> Units | None:
    return page_units(text.digest, text.translation_of) if text else None


def _is_region(file: str) -> bool:
    return file.partition("/")[2] == "region.yaml"


def _seen(
    standing: Mapping[str, tuple[date, str]], texts: Mapping[str, _Text], descent: Descent, tree: Tree
) -> Iterator[tuple[Key, PastText]]:
    """Every text that is no draft, as one commit leaves it."""
    for file, (day, blob) in standing.items():
        key, text = _key(file), texts.get(blob)
        if key is None or text is None or text.draft:
            continue
        source = descent.source(tree, (file, PAGE))
        yield (
            key,
            PastText(
                text.words,
                text.updated or day,
                source is not None and source.digest != descent.made_from[file][PAGE, text.digest],
                text.machine,
                text.review_by,
                text.expires,
            ),
        )


def _key(file: str) -> Key | None:
    """The folder, path and language of a page's file; None for any other file."""
    slug, _, inner = file.partition("/")
    language, _, path = inner.partition("/")
    if not path.endswith(".md") or not TAG.fullmatch(language):
        return None
    path = path.removesuffix(".md")
    return slug, "" if path == "index" else path.removesuffix("/index"), language


def _texts(root: Path, blobs: set[str], cache: Cache) -> dict[str, _Text]:
    found: dict[str, _Text] = {}
    unknown = []
    for blob in sorted(blobs):
        data = cache.get(_remembered(blob))
        if data is None:
            unknown.append(blob)
        elif data != b"null":
            found[blob] = _unpacked(data)
    for blob, data in read_blobs(root, unknown):
        text = _read(data)
        cache.put(_remembered(blob), _packed(text))
        if text:
            found[blob] = text
    return found


def _remembered(blob: str) -> str:
    return key_of("past", _VERSION, blob)


def _packed(text: _Text | None) -> bytes:
    if text is None:
        return b"null"
    days = [each.isoformat() if each else None for each in (text.review_by, text.expires, text.updated)]
    return json.dumps([text.words, text.digest, text.draft, text.machine, text.translation_of, *days]).encode()


def _unpacked(data: bytes) -> _Text:
    words, digest, draft, machine, translation_of, *days = json.loads(data)
    review_by, expires, updated = map(_day, days)
    return _Text(words, digest, draft, machine, translation_of, review_by, expires, updated)


def _read(data: bytes) -> _Text | None:
    """None for what is no page."""
    text = decode(data, "")
    parts = None if isinstance(text, Finding) else page_parts(text)
    if parts is None:
        return None
    plain, body = parts
    title, summary = str(plain.get("title") or ""), plain.get("summary")
    return _Text(
        count_words("\n".join((title, str(summary or ""), body))),
        text_digest(title, summary, body),
        plain.get("draft") == "true",
        plain.get("machine_translated") == "true",
        plain.get("translation_of") or None,
        _day(plain.get("review_by")),
        _day(plain.get("expires")),
        _day(plain.get("updated")),
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
