"""What a region has by inheritance: its own things, laid over those of the regions that it inherits from."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from integreat_ssg.model.settings import RegionSettings

K = TypeVar("K")
V = TypeVar("V")


def laid_over(
    slug: str,
    settings: Mapping[str, RegionSettings],
    things: Mapping[str, Mapping[K, V]],
    path: Callable[[K], str],
    way: tuple[str, ...] = (),
) -> dict[K, V]:
    """The own ones of `things`, which are told by region, laid over those that the region inherits and does not exclude by their
    paths. `way` leads down to the region: what inherits itself is left out, and a finding elsewhere."""
    found: dict[K, V] = {}
    if each := settings.get(slug):
        for name in reversed(each.inherits):
            if name not in (*way, slug):
                found |= laid_over(name, settings, things, path, (*way, slug))
        found = {key: thing for key, thing in found.items() if not each.excludes(path(key))}
    return found | dict(things.get(slug, {}))
