"""The number of a release. Phones take a release only if its number is higher than that of the one they hold."""

import json
from typing import Any

from integreat_ssg.deploying.record import Record
from integreat_ssg.deploying.site import LocalSite
from integreat_ssg.errors import UsageError
from integreat_ssg.model.release import POINTER
from integreat_ssg.offline.encoding import compact

MAX_SEQUENCE = 2**53 - 2


def sequence_of(data: bytes | None) -> int:
    """The number in a `release.json`, 0 where there is none that can be read."""
    pointer = _parsed(data)
    number = pointer.get("sequence")
    return number if type(number) is int and 0 < number < MAX_SEQUENCE else 0


def numbered(site: LocalSite, published: bytes | None, record: Record | None, *, older: bool) -> LocalSite:
    """The site with a release that phones will take, whatever build made it.

    `published` is the `release.json` that readers have now. Where it offers the same, it stays; where its number is not
    below that of the site's, the site's is raised. Raises UsageError for a build that is older than the one that stands,
    unless `older` allows it.
    """
    if POINTER not in site.files:
        return site
    own, theirs = _parsed(site.read(POINTER)), _parsed(published)
    number, before = sequence_of(site.read(POINTER)), sequence_of(published)
    if record and number < record.sequence and not older and record.files != site.files:
        raise UsageError(
            f"What stands at {site.folder or 'the host'} is from newer content than this build. "
            "Build from the newest content, or deploy it all the same with --older."
        )
    if not before or number > before:
        return site
    if all(own.get(key) == theirs.get(key) for key in ("format", "site", "sets", "kill")):
        return site.having(POINTER, published or b"")
    return site.having(POINTER, compact({**own, "sequence": before + 1}))


def _parsed(data: bytes | None) -> dict[str, Any]:
    try:
        pointer = json.loads(data or b"{}")
    except (ValueError, RecursionError):
        return {}
    return pointer if isinstance(pointer, dict) else {}
