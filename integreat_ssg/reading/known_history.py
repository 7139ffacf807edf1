"""The history of the content, unless the last reading has met the same commits and the same files."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple
from datetime import date
from pathlib import Path

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.digests import program_digest
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.history import History, Overtaken
from integreat_ssg.reading.git import is_partial
from integreat_ssg.reading.history import read_history
from integreat_ssg.reading.texts import Layout, Units


def remembered_history(
    root: Path,
    head: str | None,
    layout: Layout,
    digests: Iterable[tuple[str, str]],
    present: Callable[[], Mapping[str, Units]],
    cache: Cache,
) -> tuple[History, list[Finding]]:
    """As `read_history`, unless the last reading has met the same commits and the same files: `head` tells the commits, `digests`
    are those of all files of the content by their paths, and tell what `present` would."""
    if not head or cache.folder is None:
        return read_history(root, layout, present, cache)
    told = json.dumps([head, sorted(layout.source_languages.items()), sorted(layout.inherits.items()), sorted(digests)])
    state = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    key = key_of(
        "history", program_digest(), *sorted(layout.source_languages)
    )  # one state of these regions, the last one
    known = _known(cache.get(key), state)
    if known is not None:
        return known, []
    history, findings = read_history(root, layout, present, cache)
    if not findings and not is_partial(root):
        cache.put(key, _written(history, state).encode("utf-8", "surrogatepass"))
    return history, findings


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
