"""The table in docs/offline.md: what held in which browser, written by the run that saw all of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.offline_browsers.engines import ENGINES, RESTARTING

BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
NAMES = {"chromium": "Chromium", "firefox": "Firefox ESR", "webkit": "WebKitGTK"}
EVERYWHERE = tuple(ENGINES)
CHROMIUM = ("chromium",)

Record = Callable[..., None]
"""`record(requirement, measured="")` notes that a requirement has held in the test's engine."""


class Requirement(NamedTuple):
    """A row: what must hold, and the engines that can show it."""

    sentence: str
    engines: Sequence[str] = EVERYWHERE


REQUIREMENTS: Mapping[str, Requirement] = {
    "itself": Requirement("A page that is opened saves its language by itself"),
    "reading": Requirement("The host is gone: every page opens, byte for byte as it was built, with its pictures"),
    "restart": Requirement("The same after the browser was started again", RESTARTING),
    "addresses": Requirement("Addresses without slash, with `index.html`, with a query; pages that there are not"),
    "lists": Requirement("Lists of places and events: filters, further pages, an event for the calendar"),
    "kept": Requirement("Pages are kept and listed, with what a place tells; a QR code is drawn"),
    "search": Requirement(
        "Search in two languages with excerpts, over the bridge from German, and the list from A to Z"
    ),
    "tools": Requirement("Two languages side by side, explained words, reading aloud, a section for the printer"),
    "map": Requirement(
        "Interactive map: loaded in parts, saved only on request, drawn without the host, else it says so"
    ),
    "switch": Requirement("Language switch without network; a missing language is remembered and comes"),
    "hosts": Requirement("Hosts that redirect folders, hide `index.html`, know no folders, unpack packs"),
    "faults first": Requirement("Faults on each kind of file, first time: nothing damaged, the next contact completes"),
    "faults update": Requirement(
        "Faults on each kind of file, update: the old release stands, the next contact completes"
    ),
    "lies": Requirement("A network that lies about everything changes nothing"),
    "stall": Requirement("A download that stalls is given up"),
    "repair": Requirement(
        "A part that the browser threw away, or that was damaged on the device, is noticed and mended"
    ),
    "killed": Requirement("Browser killed while saving: packs loaded twice", RESTARTING),
    "stopped": Requirement("Worker stopped between any two steps", CHROMIUM),
    "cost first": Requirement("First language of 240 pages: requests, kB down, times the packs' bytes"),
    "cost nothing": Requirement("Nothing changed: requests, kB down"),
    "cost one": Requirement("One page edited: requests, kB down"),
    "cost forty": Requirement("40 of 240 pages edited: requests, kB down"),
    "slow": Requirement("240 pages saved over slow 3G (400 ms, 400 kbit/s)"),
    "hanging": Requirement("A stored page while the host hangs"),
    "paint": Requirement("First paint of a page over slow 3G, saving meanwhile and not: ratio", CHROMIUM),
    "regions": Requirement("Two regions on one host: each has its store, removing one leaves the other"),
    "upgrade": Requirement("An older worker: the newest one and the newest texts within three visits"),
    "kill switch": Requirement("The kill switch takes store and worker away"),
    "no-op": Requirement("The worker that does nothing takes the place of any other"),
    "quota": Requirement("No room left: reading goes on, the old release stays, told once", CHROMIUM),
    "private": Requirement("Private window: the guide reads as ever"),
    "no unpacking": Requirement("A browser that cannot unpack: saved file by file"),
    "no locks": Requirement("A browser without Web Locks: saved"),
    "no workers": Requirement("A browser without service workers: the guide reads as ever"),
    "install": Requirement("Installable, no error, one app a region, each language its manifest", CHROMIUM),
}
"""The rows of the table, in this order."""


class Results:
    """What has held so far, with what was measured."""

    def __init__(self) -> None:
        self._cells: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, requirement: str, engine: str, measured: str = "") -> None:
        """Notes one success. Raises `KeyError` for a requirement or an engine that the table does not know."""
        if engine not in REQUIREMENTS[requirement].engines:
            raise KeyError(f"{requirement} in {engine}")
        self._cells[requirement, engine].append(measured)

    def entries(self) -> list[tuple[str, str, str]]:
        """Everything that has been noted, as it can be handed to another process: requirement, engine, measured."""
        return [(*cell, measured) for cell, told in self._cells.items() for measured in told]

    def merge(self, entries: Iterable[Sequence[str]]) -> None:
        """Notes what another process has noted."""
        for entry in entries:
            self.add(*entry)

    def missing(self) -> list[str]:
        """Cells of the table that nothing is known about."""
        return [
            f"{name} in {engine}"
            for name, requirement in REQUIREMENTS.items()
            for engine in requirement.engines
            if (name, engine) not in self._cells
        ]

    def table(self) -> str:
        """The table as Markdown."""
        lines = [
            f"| what must hold | {' | '.join(NAMES[name] for name in ENGINES)} |",
            f"| --- |{' --- |' * len(ENGINES)}",
        ]
        for name, requirement in REQUIREMENTS.items():
            told = [", ".join(sorted(filter(None, self._cells.get((name, engine), [])))) for engine in ENGINES]
            cells = [
                (words or "yes") if engine in requirement.engines else "–"
                for engine, words in zip(ENGINES, told, strict=True)
            ]
            lines.append(f"| {requirement.sentence} | {' | '.join(cells)} |")
        return "\n".join(lines)


def write_table(document: Path, results: Results) -> None:
    """Puts the table between its markers."""
    text = document.read_text("utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    assert begin and end, f"{document} has lost its markers"  # noqa: PT018 - one fault
    document.write_text(f"{before}{BEGIN}\n\n{results.table()}\n\n{END}{after}", "utf-8")
