"""Compressed files beside the originals, for hosts that send them as they are. Equal bytes give equal bytes."""

import gzip
from collections.abc import Iterator
from dataclasses import replace

from integreat_ssg.deploying.record import Entry, Files
from integreat_ssg.deploying.site import LocalSite, entry_of
from integreat_ssg.errors import UsageError
from integreat_ssg.hosting.description import COMPRESSED

MIN_SIZE = 512
"""Bytes below which nothing is won."""


def compressed(site: LocalSite, sure: Files) -> LocalSite:
    """The site with a `.br` and a `.gz` file beside each text that gets smaller by it. What the host has of unchanged files,
    by what is known for `sure`, is not made again. Raises UsageError without the extra `deploy`."""
    made: dict[str, bytes] = dict(site.made)
    extra: dict[str, Entry] = {}
    for path, entry in site.files.items():
        if not path.endswith(COMPRESSED) or entry[1] < MIN_SIZE:
            continue
        beside = {f"{path}{ending}" for ending in (".br", ".gz")}
        if sure.get(path) == entry and beside <= sure.keys():
            extra |= {each: sure[each] for each in beside}
            continue
        for name, data in _variants(path, site.read(path)):
            made[name], extra[name] = data, entry_of(data)
    return replace(site, made=made, extra=dict(sorted(extra.items())))


def _variants(path: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        import brotli
    except ImportError as problem:
        raise UsageError("`precompress` needs the package brotli: pip install 'integreat-ssg[deploy]'.") from problem
    for name, smaller in (
        (f"{path}.br", brotli.compress(data, quality=11)),
        (f"{path}.gz", gzip.compress(data, 9, mtime=0)),
    ):
        if len(smaller) < len(data):
            yield name, smaller
