"""Many regions' folders at hand, few of them open: what lies closed takes a fifth of the memory, and opens in milliseconds."""

import pickle
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from integreat_ssg.allocation import give_back
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.region import RegionFolder

OPEN_PAGES = 4_000
"""Pages up to which all folders stay open; a single region never has to be closed."""
_LEVEL = 4
"""How hard zlib tries: level 1 leaves a quarter more, level 6 takes thrice the time."""


@dataclass
class Shelf(Mapping[str, RegionFolder]):
    """Folders by name, in the order in which they were put there. Shared ones stay open, since each region that inherits them
    looks into them. Where there are more pages than `OPEN_PAGES`, of all others only the one is open that was looked into
    last. `settings` are those of all folders that have some, for whoever goes through them need not open them."""

    settings: dict[str, RegionSettings] = field(default_factory=dict)

    _open: dict[str, RegionFolder] = field(default_factory=dict)
    _closed: dict[str, bytes] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)
    _pages: int = 0
    _last: tuple[str, RegionFolder] | None = None

    def put(self, folder: RegionFolder) -> None:
        """Keeps a folder that was not there yet."""
        self._names.append(folder.slug)
        if folder.settings:
            self.settings[folder.slug] = folder.settings
        self._pages += len(folder.pages)
        self._open[folder.slug] = folder
        own = [each for each in self._open.values() if not _is_shared(each)]
        if self._pages > OPEN_PAGES and len(own) + len(self._closed) > 1:
            for each in own:
                # written and read in this one process, so that pickle is as safe as memory
                data = zlib.compress(pickle.dumps(each, pickle.HIGHEST_PROTOCOL), _LEVEL)
                self._closed[each.slug] = data
                del self._open[each.slug]
            give_back()

    def __getitem__(self, name: str) -> RegionFolder:
        if name not in self._closed:
            return self._open[name]
        if self._last is None or self._last[0] != name:
            self._last = None  # before the next one is there
            self._last = (name, pickle.loads(zlib.decompress(self._closed[name])))  # noqa: S301
            give_back()
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._open or name in self._closed


def _is_shared(folder: RegionFolder) -> bool:
    return folder.settings is not None and folder.settings.kind == "shared"
