"""The texts of old versions, as plain data and back."""

import json
from collections.abc import Mapping

from integreat_ssg.reading.texts import Units

Texts = Mapping[tuple[str, str], Units]
"""The kind of a file and git's name of its bytes to the texts in it."""


def written_texts(texts: Texts) -> bytes:
    """Texts as bytes for the cache."""
    by_kind: dict[str, dict[str, Units]] = {}
    for (kind, blob), held in sorted(texts.items()):
        by_kind.setdefault(kind, {})[blob] = dict(held)
    return json.dumps(by_kind, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def known_texts(data: bytes | None) -> Texts:
    """What `written_texts` has written; nothing for anything else."""
    try:
        by_kind = json.loads(data.decode("utf-8", "surrogatepass")) if data is not None else {}
        return {
            (kind, blob): {str(way): str(digest) for way, digest in held.items()}
            for kind, blobs in by_kind.items()
            for blob, held in blobs.items()
        }
    except (ValueError, AttributeError):
        return {}
