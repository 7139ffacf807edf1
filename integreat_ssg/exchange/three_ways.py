"""Two people's changes of one text into one: the text they both began with, and what each made of it.

The keys of YAML are compared one by one, whole lines each; so a title that editors changed and a date that the source changed
in the line below are no conflict. Everything else is merged by git, line by line.
"""

import re
import tempfile
from pathlib import Path

from integreat_ssg.model.findings import Finding, has_errors
from integreat_ssg.reading.frontmatter import PageText, decode, split_page
from integreat_ssg.reading.git import git
from integreat_ssg.reading.strict_yaml import parse_yaml

_KEY = re.compile(r"(?P<key>[^\s#'\"\-\[\]{}:][^:\n]*|'[^'\n]+'|\"[^\"\n]+\"):(?:\s|$)")


def merged(file: str, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """The text with the changes of both; None where both changed the same in different ways, or where the result could not be
    read any more. `file` ends in `.md` or `.yaml`; other files are never merged."""
    if file.endswith(".yaml"):
        texts = [_text(data, file) for data in (base, ours, theirs)]
        found = None if None in texts else _yaml(*(text or "" for text in texts))
    elif file.endswith(".md"):
        found = _page(file, base, ours, theirs)
    else:
        return None
    return found.encode() if found is not None and _is_sound(file, found) else None


def _page(file: str, base: bytes, ours: bytes, theirs: bytes) -> str | None:
    pages = []
    for data in (base, ours, theirs):
        text = _text(data, file)
        page = None if text is None else split_page(text, file)
        if not isinstance(page, PageText):
            return None
        pages.append(page)
    head, body = _yaml(*(page.head for page in pages)), _lines(*(page.body for page in pages))
    return None if head is None or body is None else f"---\n{head}---\n{body}"


def _yaml(base: str, ours: str, theirs: str) -> str | None:
    split = [_entries(text) for text in (base, ours, theirs)]
    if any(each is None for each in split):
        return _lines(base, ours, theirs)
    before, here, there = (each or {} for each in split)
    found = ""
    for key in _order(list(here), list(there)):
        one = _entry(before.get(key, ""), here.get(key, ""), there.get(key, ""))
        if one is None:
            return None
        found += one
    return found


def _entry(base: str, ours: str, theirs: str) -> str | None:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    return _lines(base, ours, theirs) if base and ours and theirs else None


def _order(here: list[str], there: list[str]) -> list[str]:
    """All keys: as they stand here, and each of the others behind the one that it follows there."""
    order = list(here)
    for number, key in enumerate(there):
        if key not in order:
            above = next((each for each in reversed(there[:number]) if each in order), None)
            order.insert(order.index(above) + 1 if above is not None else 0, key)
    return order


def _entries(text: str) -> dict[str, str] | None:
    """The keys at the top of YAML, each with its lines and the comments above it; None where it is written otherwise."""
    entries: dict[str, str] = {}
    waiting, key = "", ""
    for line in text.splitlines(keepends=True):
        line = line if line.endswith("\n") else f"{line}\n"
        if match := _KEY.match(line):
            key = match["key"].strip("'\"")
            if key in entries:
                return None
            entries[key], waiting = waiting + line, ""
        elif line.startswith("#"):
            waiting += line
        elif key:
            entries[key] += waiting + line
            waiting = ""
        elif line.strip():
            return None
        else:
            waiting += line
    if waiting:
        entries[""] = waiting  # remarks below the last key
    return entries


def _lines(base: str, ours: str, theirs: str) -> str | None:
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    with tempfile.TemporaryDirectory(prefix="integreat-") as folder:
        for name, text in (("ours", ours), ("base", base), ("theirs", theirs)):
            Path(folder, name).write_bytes(text.encode())
        found = git(Path(folder), "merge-file", "-p", "--quiet", "ours", "base", "theirs")
    return None if found is None else found.decode()


def _text(data: bytes, file: str) -> str | None:
    text = decode(data, file)
    return None if isinstance(text, Finding) else text


def _is_sound(file: str, text: str) -> bool:
    head, first = text, 1
    if file.endswith(".md"):
        page = split_page(text, file)
        if not isinstance(page, PageText):
            return False
        head, first = page.head, 2
    node, findings = parse_yaml(head, file, first)
    return node is not None and not has_errors(findings)
