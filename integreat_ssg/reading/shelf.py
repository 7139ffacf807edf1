"""Many regions' folders at hand, few of them in memory: what was read a moment ago is read again in a fraction of a second."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from integreat_ssg.allocation import give_back
from integreat_ssg.model.findings import Finding
from integreat_ssg.model.settings import RegionSettings
from integreat_ssg.reading.region import RegionFolder
from integreat_ssg.reading.settings import Settings
from integreat_ssg.reading.state import REGION_FILE

OPEN_PAGES = 4_000
"""Pages up to which all folders stay open; a single region never has to be closed."""

Digests = tuple[tuple[str, str], ...]
"""The files of a folder, and the SHA-256 of what was read of each."""


@dataclass
class Shelf(Mapping[str, RegionFolder]):
    """Folders by name, in the order in which they were put there; `read` reads one. Those that are `unread` do not count. Shared
    ones stay open, since each region that inherits them looks into them. Where `closes` says so and there are more pages than
    `OPEN_PAGES`, of all others only the one is open that was looked into last."""

    read: Callable[[str], tuple[RegionFolder, Digests]]
    closes: bool
    settings: dict[str, RegionSettings] = field(default_factory=dict)
    """Those of all folders that have some, unread ones too: whoever goes through them need not open any."""
    told: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    """What is wrong with these settings, of folders where something is."""
    unread: set[str] = field(default_factory=set)
    """Folders that nobody is expected to look into. Whoever does reads them."""
    is_steady: bool = True
    """Whether each folder held the same whenever it was read, and no unread one was looked into."""

    _digests: dict[str, int] = field(default_factory=dict)
    _open: dict[str, RegionFolder] = field(default_factory=dict)
    _pages: int = 0
    _last: tuple[str, RegionFolder] | None = None

    def put(self, name: str) -> Digests:
        """Reads a folder that was not there yet. Raises WorldError where it cannot be listed."""
        folder, digests = self.read(name)
        self._settle(name, folder.settings, folder.findings)
        self._digests[name] = hash(digests)
        self._open[name] = folder
        self._pages += len(folder.pages)
        if self.lets_go:
            del folder
            self._open = {slug: each for slug, each in self._open.items() if _is_shared(each)}
            give_back()
        return digests

    def leave(self, names: Iterable[str], settings: Settings) -> None:
        """These folders are not read; of each `settings` is known."""
        for name in names:
            self._settle(name, settings.regions.get(name), settings.findings)
            self.unread.add(name)

    def _settle(self, name: str, settings: RegionSettings | None, findings: Iterable[Finding]) -> None:
        if settings:
            self.settings[name] = settings
        if told := tuple(each for each in findings if each.place.file == f"{name}/{REGION_FILE}"):
            self.told[name] = told

    @property
    def lets_go(self) -> bool:
        """Whether there are so many pages that not all folders stay open."""
        return self.closes and self._pages > OPEN_PAGES and len(self) > 1

    def __getitem__(self, name: str) -> RegionFolder:
        if name in self.unread:
            self.unread.remove(name)
            self.is_steady = False
            self.put(name)
        if name in self._open or name not in self._digests:
            return self._open[name]
        if self._last is None or self._last[0] != name:
            self._last = None  # before the next one is there
            folder, digests = self.read(name)
            self._last = (name, folder)
            self.is_steady &= hash(digests) == self._digests[name]
            give_back()
        return self._last[1]

    def having(self, folders: Iterable[RegionFolder]) -> "Shelf":
        """A shelf with these folders, whose settings are as they were, in the places of those that are called so."""
        return replace(self, _open=self._open | {each.slug: each for each in folders})

    def __iter__(self) -> Iterator[str]:
        return iter(self._digests)

    def __len__(self) -> int:
        return len(self._digests)

    def __contains__(self, name: object) -> bool:
        return name in self._digests or name in self.unread


def _is_shared(folder: RegionFolder) -> bool:
    return folder.settings is not None and folder.settings.kind == "shared"
