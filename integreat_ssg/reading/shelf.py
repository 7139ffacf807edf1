"""Many regions' folders at hand, few of them open: what lies closed takes a fifth of the memory, and opens in milliseconds."""

import pickle
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from integreat_ssg.reading.region import RegionFolder

OPEN_PAGES = 4_000
"""Pages in folders that stay open, whatever comes later; a single region never has to be closed."""


@dataclass
class Shelf(Mapping[str, RegionFolder]):
    """Folders by name, in the order in which they were put there. Shared ones stay open, since each region that inherits them
    looks into them; of all others beyond `OPEN_PAGES` only the one that was looked into last is open. With `all_open` none is
    closed: who keeps what was read in memory anyway has nothing to gain."""

    all_open: bool = False
    _open: dict[str, RegionFolder] = field(default_factory=dict)
    _closed: dict[str, bytes] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)
    _pages: int = 0
    _last: tuple[str, RegionFolder] | None = None

    def put(self, folder: RegionFolder) -> None:
        """Keeps a folder that was not there yet."""
        self._names.append(folder.slug)
        self._pages += len(folder.pages)
        shared = folder.settings is not None and folder.settings.kind == "shared"
        if self.all_open or shared or self._pages <= OPEN_PAGES:
            self._open[folder.slug] = folder
        else:  # written and read in this one process, so that pickle is as safe as memory
            self._closed[folder.slug] = zlib.compress(pickle.dumps(folder, pickle.HIGHEST_PROTOCOL), 1)

    def __getitem__(self, name: str) -> RegionFolder:
        if name not in self._closed:
            return self._open[name]
        if self._last is None or self._last[0] != name:
            self._last = None  # before the next one is there
            self._last = (name, pickle.loads(zlib.decompress(self._closed[name])))  # noqa: S301
        return self._last[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._open or name in self._closed
