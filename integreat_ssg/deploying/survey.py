"""What a host has: its record, the journal of a deploy that was cut, and, where those do not tell, what can be looked at."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from integreat_ssg.deploying.plan import ENTRANCE, Known
from integreat_ssg.deploying.record import (
    JOURNAL,
    RECORD,
    DamagedError,
    Entry,
    Files,
    Journal,
    parse_journal,
    parse_record,
)
from integreat_ssg.deploying.transport import Transport
from integreat_ssg.errors import UsageError
from integreat_ssg.model.release import POINTER

SHOWN = 3
"""Foreign files that a message names."""


@dataclass(frozen=True)
class Survey:
    """What the two files say. `lost`: there is a record, or a journal, and it is damaged, so that the folder is ours and nothing
    in it is sure. `bytes` are those of the record, to see later whether it has changed."""

    known: Known
    lost: bool = False
    record_bytes: bytes | None = field(default=None, repr=False)
    journal_bytes: bytes | None = field(default=None, repr=False)
    published: bytes | None = field(default=None, repr=False)
    """The `release.json` that readers have."""


def survey(transport: Transport, folder: str, region: str) -> Survey:
    """What is known of a region's `folder` on the host. Raises UsageError where another region's site stands there."""
    record_bytes, journal_bytes = transport.read(folder + RECORD), transport.read(folder + JOURNAL)
    lost = False
    known = Known()
    if record_bytes is not None:
        try:
            known = Known(parse_record(record_bytes))
        except DamagedError:
            lost = True
    if known.record and known.record.region != region:
        there, here = known.record.region, region
        raise UsageError(f"The host's folder /{folder} has the site of {there}. It is not replaced by that of {here}.")
    if journal_bytes is not None:
        try:
            known = replace(known, journal=_narrowed(parse_journal(journal_bytes), record_bytes))
        except DamagedError:
            lost = True
    published = transport.read(folder + POINTER) if known.record or known.journal or lost else None
    return Survey(known, lost, record_bytes, journal_bytes, published)


def _narrowed(journal: Journal, record: bytes | None) -> Journal:
    """The journal without what is certain: once the record is written, all that it names has been put."""
    written = record is not None and hashlib.sha256(record).hexdigest() == journal.record
    return replace(journal, touched={}) if written else journal


def looked(transport: Transport, folder: str, found: Survey, wanted: Files, *, adopt: bool) -> Known:
    """What is known after looking at those of the `wanted` files that record and journal do not tell.

    Where the record is lost, or a deploy was cut, files that cannot be looked at stay unsure and are put again. A file that
    is there, is other than wanted and was never put by ours is foreign: UsageError, unless `adopt` gives it away.
    """
    known = found.known
    if found.lost:
        owned = known.journal.owned if known.journal else frozenset()
        known = replace(known, unsure=owned.union(wanted, known.record.ours if known.record else ()))
    doubtful = known.doubtful
    unknown = [path for path in wanted if path not in known.sure and path not in doubtful]
    seen = _seen(transport, folder, {*unknown, *(path for path in doubtful if path in wanted)}, wanted)
    foreign = sorted(path for path in unknown if path in seen and seen[path] != wanted[path])
    if foreign and not adopt:
        names = ", ".join(f"/{folder}{path}" for path in foreign[:SHOWN])
        more = f" and {len(foreign) - SHOWN} more" if len(foreign) > SHOWN else ""
        raise UsageError(
            f"The host has files that no deploy of ours has put there, in the place of the site's: {names}{more}. "
            "Nothing was changed. Choose another folder, or let them be replaced with --adopt."
        )
    return replace(
        known, seen={path: entry for path, entry in seen.items() if path in unknown or entry == wanted[path]}
    )


def _seen(transport: Transport, folder: str, paths: Iterable[str], wanted: Files) -> dict[str, Entry]:
    """What can be told of some files. One whose digest the host does not tell counts as other than wanted."""
    ordered = sorted(paths)
    if transport.abilities.lists:
        found = transport.look([folder + path for path in ordered]) if ordered else {}
        return {
            path: (found[folder + path].digest or "", found[folder + path].size)
            for path in ordered
            if folder + path in found
        }
    # Without a list only the entrance is asked for: whatever else is there, a foreign site has one.
    data = transport.read(folder + ENTRANCE) if ENTRANCE in ordered else None
    return {} if data is None else {ENTRANCE: (hashlib.sha256(data).hexdigest(), len(data))}


def others_journal(found: Survey, token: str | None, now: float) -> Journal | None:
    """The journal of a deploy of somebody else that may still be at work."""
    journal = found.known.journal
    return journal if journal and journal.token != token and journal.until > now else None
