"""What changed in a page since it was last published, so that a phone loads a correction of a few words in a few bytes.

A patch is the new page, compressed by raw deflate (RFC 1951) with the end of the old page as preset dictionary. Browsers
cannot set a dictionary, but they can inflate a stream that begins with the old page as a stored block, which comes to the same.
"""

import zlib
from collections.abc import Iterator, Sequence

from integreat_ssg.model.release import Former, Published
from integreat_ssg.offline.encoding import hash_of
from integreat_ssg.offline.packs import Pack
from integreat_ssg.offline.sets import is_of_search

Patches = dict[tuple[str, str], bytes]
"""(old, new) hash to the patch."""

WINDOW = 32_768
"""Bytes of the old page that a patch can refer to: as far as deflate looks back."""
WORTHWHILE = 0.75
"""A patch that is not smaller than this part of the page's own gzip is not worth its file."""
PART_OF_PACK = 0.25
"""Where more than this part of a pack's files has changed there are no patches: phones load the pack in one go, which takes
less time than many requests, and the index stays small."""


def patch(old: bytes, new: bytes) -> bytes:
    """Raw deflate of `new` with the last bytes of `old` as preset dictionary."""
    return _deflated(new, old[-WINDOW:])


def worthwhile_patch(old: bytes, new: bytes) -> bytes | None:
    """The patch, or None where it is hardly smaller than the compressed page itself."""
    data = patch(old, new)
    return data if len(data) < WORTHWHILE * len(_deflated(new, b"")) else None


def patches_of(sets: Sequence[Sequence[Pack]], published: Published | None, former: Sequence[Former]) -> list[Patches]:
    """For each set the patches that lead to its files: new ones from the published pages, and those that are published
    already, as long as a release that has the old page is carried along in `former`."""
    if published is None:
        return [{} for _ in sets]
    return [{key: data for pack in packs for key, data in _patches_of_pack(pack, published, former)} for packs in sets]


def _patches_of_pack(
    pack: Pack, published: Published, former: Sequence[Former]
) -> Iterator[tuple[tuple[str, str], bytes]]:
    made = {}
    pages = 0
    for file, digest in zip(pack.files, pack.hashes, strict=True):
        old = published.pages.get(file.path)
        if old is not None and (data := worthwhile_patch(old, file.content)):
            made[hash_of(old), digest] = data
            pages += not is_of_search(file.path)  # each edited page changes a part of the index as well
    if pages > max(1, PART_OF_PACK * len(pack.files)):
        made = {}
    yield from made.items()
    remembered = frozenset().union(*(release.blobs for release in former))
    hashes = frozenset(pack.hashes)
    for (before, after), data in published.patches.items():
        if after in hashes and before in remembered and (before, after) not in made:
            yield (before, after), data


def _deflated(data: bytes, dictionary: bytes) -> bytes:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=dictionary)
    return deflate.compress(data) + deflate.flush()
