"""What a phone has to load, against what the region allows itself."""

import json
from collections.abc import Iterable
from contextlib import suppress

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, warning
from integreat_ssg.model.settings import Budgets
from integreat_ssg.model.sizes import KILOBYTE, SetSize, Share
from integreat_ssg.offline.release import DownloadSet
from integreat_ssg.offline.sets import BASE, FILES, MAP, PICTURES

_GZIP = 12
"""Bytes that gzip (RFC 1952) has more around compressed data than zlib (RFC 1950): they say nothing of the file."""
LARGEST = 5
"""How many of a set's largest files are named."""


def set_sizes(sets: Iterable[DownloadSet], budgets: Budgets, *, largest: bool = False) -> tuple[SetSize, ...]:
    """Every set with its size and budget; with `largest` also the files that add most to it."""
    return tuple(
        SetSize(each.name, each.size, _budget(each.name, budgets), largest_files(each) if largest else ())
        for each in sets
    )


def largest_files(offered: DownloadSet) -> tuple[Share, ...]:
    """The files that add most to a set, the largest first. Packed together, files share what they have in common; each is
    given the part of the whole that it has of all files compressed alone."""
    alone = {file.path: file.compressed - _GZIP for file in offered.files}
    total = sum(alone.values())
    shares = [Share(path, round(offered.size * size / total)) for path, size in alone.items()]
    return tuple(sorted(shares, key=lambda share: (-share.size, share.path))[:LARGEST])


def _remembered(offered: DownloadSet, cache: Cache) -> tuple[Share, ...]:
    """`largest_files`, which has to compress each of them."""
    names = "\n".join(f"{file.digest} {file.path}" for file in offered.files)
    key = key_of("largest", str(offered.size), names)
    with suppress(ValueError, TypeError):
        return tuple(Share(str(path), int(size)) for path, size in json.loads(cache.get(key) or b""))
    shares = largest_files(offered)
    cache.put(key, json.dumps([(share.path, share.size) for share in shares]).encode())
    return shares


def over_budget(content: Content, sets: Iterable[DownloadSet], cache: Cache) -> list[Finding]:
    """A warning for each set that is larger than the region's budget for it, with the files to begin with."""
    place = Place(f"{content.slug}/region.yaml")
    findings = []
    for each in sets:
        kind, _, language = each.name.partition("/")
        limit = _budget(each.name, content.settings.budgets)
        if each.size <= limit:
            continue
        size, budget = f"{each.size / KILOBYTE:.0f}", limit // KILOBYTE
        largest = ", ".join(
            f"{share.path.removesuffix('/index.html')} ({share.size / KILOBYTE:.1f} kB)"
            for share in _remembered(each, cache)
        )
        if kind == BASE:
            findings.append(warning("base-over-budget", place, size=size, limit=budget, largest=largest))
        elif kind == PICTURES:
            findings.append(warning("pictures-over-budget", place, size=size, limit=budget, largest=largest))
        elif kind == FILES:
            findings.append(warning("files-over-budget", place, size=size, limit=budget, largest=largest))
        elif kind == MAP:
            findings.append(warning("map-over-budget", place, size=size, limit=budget, largest=largest))
        else:
            findings.append(
                warning("text-over-budget", place, language=language, size=size, limit=budget, largest=largest)
            )
    return findings


def _budget(name: str, budgets: Budgets) -> int:
    by_kind = {BASE: budgets.base, PICTURES: budgets.pictures, FILES: budgets.files, MAP: budgets.map}
    return by_kind.get(name, budgets.text) * KILOBYTE
