"""The history of the content, unless an earlier reading has met the same commits, or even the same files."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from datetime import date
from pathlib import Path

from integreat_ssg.cache import key_of
from integreat_ssg.digests import program_digest
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.history import History, Overtaken
from integreat_ssg.reading.git import head_of, is_partial
from integreat_ssg.reading.history import Committed, read_committed, read_history
from integreat_ssg.reading.memory import Memory
from integreat_ssg.reading.texts import Layout, Units


def remembered_history(
    root: Path,
    head: str | None,
    layout: Layout,
    digests: Iterable[tuple[str, str]],
    present: Callable[[], Mapping[str, Units]],
    memory: Memory,
) -> tuple[History, list[Finding]]:
    """As `read_history`, unless the last reading has met the same commits and the same files: `head` tells the commits, `digests`
    are those of all files of the content that are read, by their paths, and tell what `present` would."""
    cache = memory.cache
    if not head or cache.folder is None:
        return read_history(root, layout, present, cache)
    regions, read = layout.source_languages, layout.source_languages.keys() - layout.unread
    told = json.dumps([head, sorted(read), sorted(regions.items()), sorted(layout.inherits.items()), sorted(digests)])
    state = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    key = key_of("history", program_digest(), *sorted(read))  # one state of these regions, the last
    known = _known(cache.get(key), state)
    if known is not None:
        return known, []
    committed = _committed(root, layout, head, memory)
    history = committed.with_present(present)
    if not committed.findings and not is_partial(root):
        cache.put(key, _written(history, state).encode("utf-8", "surrogatepass"))
    return history, list(committed.findings)


def present_history(root: Path, layout: Layout, present: Callable[[], Mapping[str, Units]], memory: Memory) -> History:
    """As `read_history`, where only the texts of files have changed since `memory` has met the newest commit."""
    return _committed(root, layout, head_of(root), memory).with_present(present)


def _committed(root: Path, layout: Layout, head: str | None, memory: Memory) -> Committed:
    """What git tells; it stays in this process as long as nothing is committed, where what was read does."""
    known_by = (root, layout, head)
    if memory.past and memory.past[0] == known_by:
        known: Committed = memory.past[1]
        return known
    committed = read_committed(root, layout, memory.cache)
    if memory.stays and head and not is_partial(root):
        memory.past = (known_by, committed)
    return committed


def _written(history: History, state: str) -> str:
    changed = {file: day.isoformat() for file, day in history.changed.items()}
    outdated = {name: astuple(each) for name, each in history.outdated.items()}
    newest = history.newest.isoformat() if history.newest else None
    return json.dumps([state, newest, changed, outdated, history.seconds, history.whole], ensure_ascii=False)


def _known(data: bytes | None, wanted: str) -> History | None:
    """What `_written` has written of this state; None for anything else."""
    try:
        state, newest, changed, outdated, seconds, whole = json.loads((data or b"").decode("utf-8", "surrogatepass"))
        if state != wanted:
            return None
        days = {each: date.fromisoformat(each) for each in {newest, *changed.values()} if each}
        return History(
            days.get(newest),
            {file: days[day] for file, day in changed.items()},
            {name: Overtaken(*each) for name, each in outdated.items()},
            int(seconds),
            bool(whole),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
