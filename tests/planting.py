"""Sound entries of a cache that hold something else than the program has put there."""

from pathlib import Path

from integreat_ssg.cache import Cache


def plant(entry: Path, data: bytes) -> None:
    """Puts `data` where `entry` lies, as whoever fills a cache would: it counts as whole, under this name."""
    cache, key = Cache(entry.parent.parent), f"{entry.parent.name}{entry.name}"
    cache.put(key, data)
    assert cache.get(key) == data
