"""The texts at the end of each of the last months, from one pass over git's history.

The mainline is read, as for the state of translations. A month is seen as the newest commit left it that is not younger than
the month's last day (UTC). Texts are read once for each blob, and remembered.
"""

import json
import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.past import Key, Month, Past, PastText
from integreat_ssg.reading.folder import read_file
from integreat_ssg.reading.frontmatter import decode, split_page, text_digest
from integreat_ssg.reading.git import Change, blobs_of, changes_of, is_shallow
from integreat_ssg.reading.languages import TAG
from integreat_ssg.reading.strict_yaml import parse_yaml

MONTHS = 24
_VERSION = "1"

_UNREAD = re.compile(r"\[\[.*?\]\]|<!--.*?-->|<[^>]*>|\]\([^)\s]*", re.DOTALL)
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


def read_past(root: Path, sources: Mapping[str, str], end: date | None, cache: Cache) -> Past:
    """The months until the day `end`, or until the day of the newest commit. `sources` leads from a region's folder to the
    language that its texts are first written in.

    Without git, or in a shallow clone, there is no past, and the value says why.
    """
    changes = changes_of(root)
    if not changes:
        return Past(silence="no-git")
    if is_shallow(root):
        return Past(silence="shallow-clone")
    end = end or changes[0].day
    wanted = {blob for change in changes for file, blob in change.files.items() if _key(file) and blob.strip("0")}
    return Past(tuple(_replay(changes, _texts(root, wanted, cache), sources, last_months(end))))


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
    changes: list[Change], texts: Mapping[str, _Text], sources: Mapping[str, str], ends: tuple[date, ...]
) -> Iterable[Month]:
    """`changes` are the newest first."""
    seen_at = {end: next((at for at, each in enumerate(changes) if each.day <= end), None) for end in ends}
    standing: dict[Key, PastText] = {}
    regions: set[str] = set()
    written: dict[Key, str] = {}
    translated: dict[Key, str] = {}
    """Of each text: the digest that it last had; and the one that its source text had when that came about."""
    for at in range(len(changes) - 1, -1, -1):
        touched = {key: (file, blob) for file, blob in changes[at].files.items() if (key := _key(file))}
        for file, blob in changes[at].files.items():
            slug, _, rest = file.partition("/")
            if rest == "region.yaml":
                (regions.add if blob.strip("0") else regions.discard)(slug)
        fresh = {key: texts.get(blob) for key, (_, blob) in touched.items()}
        renewed = {key for key, text in fresh.items() if text and written.get(key) != text.digest}
        for key, text in fresh.items():
            if text:
                written[key] = text.digest
            if text is None or text.draft:
                standing.pop(key, None)
                continue
            standing[key] = PastText(
                text.words,
                text.digest,
                text.updated or changes[at].day,
                machine=text.machine,
                translation_of=text.translation_of,
                review_by=text.review_by,
                expires=text.expires,
            )
        for key in renewed:
            translated[key] = written.get(_source(key, sources), "")
        for end in (end for end in ends if seen_at[end] == at):
            overtaken = {key for key in standing if translated[key] != written.get(_source(key, sources), "")}
            seen = {key: replace(text, overtaken=key in overtaken) for key, text in standing.items()}
            yield Month(end, seen, frozenset(regions))


def _source(key: Key, sources: Mapping[str, str]) -> Key:
    slug, path, _ = key
    return slug, path, sources.get(slug, "")


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
    for blob, data in blobs_of(root, unknown).items():
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
    *others, review_by, expires, updated = json.loads(data)
    return _Text(*others, _day(review_by), _day(expires), _day(updated))


def _read(data: bytes) -> _Text | None:
    """None for what is no page."""
    text = decode(data, "")
    page = text if isinstance(text, Finding) else split_page(text, "")
    if isinstance(page, Finding):
        return None
    head, _ = parse_yaml(page.head, "")
    plain = head.plain if head else {}
    if not isinstance(plain, dict):
        return None
    title, summary = str(plain.get("title") or ""), plain.get("summary")
    return _Text(
        count_words("\n".join((title, str(summary or ""), page.body))),
        text_digest(title, summary, page.body),
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
