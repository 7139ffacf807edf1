"""Texts follow what moves: those of editors what an import moves, and those of an import what editors have moved."""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from integreat_ssg.exchange.merging import Arrival, Record
from integreat_ssg.reading.folder import is_name
from integreat_ssg.reading.frontmatter import decode
from integreat_ssg.reading.texts import page_parts

_MOVED = "moved"
"""The fact of a record that names the pages that editors have moved: their paths at the source to those here."""
_LINK = re.compile(r"(?P<before>\]\(\s*<?)(?P<target>(?![a-zA-Z][a-zA-Z0-9+.-]*:|[/#])[^\s()<>#]+)")
_BLOCK = re.compile(r"(?P<before>^\[\[\s*(?P<kind>page|contact|place)\s*:\s*)(?P<key>[^\]\s]+)", re.MULTILINE)
_FOLDERS = {"contact": "contacts", "place": "places"}


def followed(pages: Mapping[str, bytes], moves: Mapping[str, str]) -> dict[str, bytes]:
    """Those of `pages` (path to bytes) that name something of `moves` (old path to new), by its new name. Pages that
    are no UTF-8 stay."""
    found = {path: _rewritten(data, path, path, _targets(moves)) for path, data in pages.items() if moves}
    return {path: data for path, data in found.items() if data != pages[path]}


def where_editors_put_it(arrival: Arrival, record: Record, present: Mapping[str, bytes]) -> tuple[Arrival, Record]:
    """An import, and what the last one left, with pages where editors have moved them since; links lead there. A page that was
    moved has its former path among its aliases; from then on the record remembers it."""
    remembered = _remembered(record)
    fresh = {
        old: new
        for old, new in _moved_by_editors(present, record).items()
        if new not in arrival.files and (old in arrival.files or arrival.speaks_of(old))
    }
    moves = {old: fresh.get(new, new) for old, new in remembered.items()}
    moves |= {old: new for old, new in fresh.items() if old not in remembered.values()}
    # What did not come this time, though the source still has it, comes again. A path that the source uses itself is not taken.
    moves = {
        old: new
        for old, new in moves.items()
        if new not in arrival.files and (old in arrival.files or not arrival.speaks_of(new))
    }
    if not moves and not fresh:
        return arrival, record
    kept = Record(
        {fresh.get(path, path): blob for path, blob in record.files.items()},
        {fresh.get(path, path): name for path, name in record.identities.items()},
        record.facts,
    )
    every = _with_neighbours(arrival.files, kept, moves)
    moved = replace(
        arrival,
        files=_relocated(arrival.files, every),
        identities={every.get(path, path): name for path, name in arrival.identities.items()},
        formerly={every.get(path, path): tuple(every.get(each, each) for each in paths)
                  for path, paths in arrival.formerly.items()},
        facts={**arrival.facts, _MOVED: json.dumps(moves, ensure_ascii=False, sort_keys=True)},
    )  # fmt: skip
    return moved, kept


def _remembered(record: Record) -> Mapping[str, str]:
    """The moves that a record knows; none where somebody has damaged it, for then they are found anew or not at all."""
    try:
        told = json.loads(record.facts.get(_MOVED, "{}"))
    except ValueError:
        return {}
    names = told.items() if isinstance(told, dict) else ()
    return {old: new for old, new in names if isinstance(new, str) and all(map(is_name, new.split("/")))}


def _moved_by_editors(present: Mapping[str, bytes], record: Record) -> dict[str, str]:
    gone = {path for path in record.files if path.endswith(".md") and path not in present}
    found: dict[str, str] = {}
    for path, data in sorted(present.items()) if gone else ():
        text = decode(data, path) if path.endswith(".md") and path not in record.files else None
        parts = page_parts(text) if isinstance(text, str) else None
        aliases = parts[0].get("aliases") if parts else None
        for alias in aliases if isinstance(aliases, list) else ():
            old = f"{path.partition('/')[0]}/{str(alias).strip('/')}"
            for name in (f"{old}.md", f"{old}/index.md"):
                if name in gone:
                    found.setdefault(name, path)
    return found


def _with_neighbours(files: Mapping[str, bytes], record: Record, moves: Mapping[str, str]) -> dict[str, str]:
    """`moves`, and new files that the source has below a section that editors have moved."""
    sections = {old.removesuffix("index.md"): new.removesuffix("index.md") for old, new in moves.items()
                if old.endswith("/index.md") and new.endswith("/index.md")}  # fmt: skip
    found = dict(moves)
    for path in files:
        above = max((each for each in sections if path.startswith(each)), key=len, default="")
        wanted = sections.get(above, "") + path.removeprefix(above)
        if above and path not in record.files and path not in moves and wanted not in files:
            found[path] = wanted
    return found


def _relocated(files: Mapping[str, bytes], moves: Mapping[str, str]) -> dict[str, bytes]:
    targets = _targets(moves)
    return {
        moves.get(path, path): _rewritten(data, path, moves.get(path, path), targets) if path.endswith(".md") else data
        for path, data in files.items()
    }


def _rewritten(data: bytes, path: str, new_path: str, targets: Mapping[str, str]) -> bytes:
    """A page that stands in `path`, as it reads in `new_path`."""

    def link(found: re.Match[str]) -> str:
        old = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(found["target"])))
        new = targets.get(old, old)
        if new == old and path == new_path:
            return found[0]
        return found["before"] + posixpath.relpath(new, posixpath.dirname(new_path))

    def block(found: re.Match[str]) -> str:
        language = path.partition("/")[0]
        if found["kind"] == "page":
            new = targets.get(f"{language}/{found['key'].strip('/')}.md", "").removeprefix(f"{language}/")
            return found["before"] + new.removesuffix(".md").removesuffix("/index") if new else found[0]
        new = targets.get(f"{_FOLDERS[found['kind']]}/{found['key']}.yaml", "").rpartition("/")[2]
        return found["before"] + new.removesuffix(".yaml") if new else found[0]

    try:
        return _LINK.sub(link, _BLOCK.sub(block, data.decode())).encode()
    except UnicodeDecodeError:
        return data


def _targets(moves: Mapping[str, str]) -> dict[str, str]:
    """New paths by all names of the old ones: a section's text has two."""
    return {name: new for old, new in moves.items() for name in _names(old)}


def _names(path: str) -> tuple[str, ...]:
    if path.endswith("/index.md"):
        return path, f"{path.removesuffix('/index.md')}.md"
    return (path, f"{path.removesuffix('.md')}/index.md") if path.endswith(".md") else (path,)
