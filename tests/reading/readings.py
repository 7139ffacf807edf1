"""Readings of one folder, one after the other, and which of its files each of them opens."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from integreat_ssg.cache import Cache
from integreat_ssg.digests import Digester
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.library import Library, read_library

_watched: list[tuple[str, list[str]]] = []


_started: list[list[str]] = []


def _heard(event: str, arguments: tuple[object, ...]) -> None:
    if event == "subprocess.Popen":
        for commands in _started:
            commands.append(" ".join(map(str, arguments[1])))  # type: ignore[call-overload]
    if event == "open" and _watched:
        name = str(arguments[0])
        for folder, opened in _watched:
            if name.startswith(folder):
                opened.append(name.removeprefix(f"{folder}/"))


sys.addaudithook(_heard)


@contextmanager
def opened_in(folder: Path) -> Iterator[list[str]]:
    """The files of this folder that are opened in the meantime; the interpreter itself tells them."""
    entry: tuple[str, list[str]] = (str(folder), [])
    _watched.append(entry)
    try:
        yield entry[1]
    finally:
        _watched.remove(entry)


@contextmanager
def started() -> Iterator[list[str]]:
    """The commands that this process runs in the meantime."""
    commands: list[str] = []
    _started.append(commands)
    try:
        yield commands
    finally:
        _started.remove(commands)


@dataclass
class Readings:
    """Readings of `content`, whose memory is in `cache`, each by a converter of its own."""

    content: Path
    cache: Path

    def read(self, *, reread: bool = False) -> tuple[Library, list[str]]:
        """What is read, and which files were opened for it; site.yaml always is."""
        with Converter(Cache(self.cache), Budget(processes=1), reread) as converter, opened_in(self.content) as opened:
            library = read_library(self.content, converter)
        return library, sorted({each for each in opened if each != "site.yaml" and (self.content / each).is_file()})

    def fresh(self, converter: Converter) -> Library:
        """What is read by one who remembers nothing."""
        return read_library(self.content, converter)


def told(library: Library) -> dict[str, str]:
    """Every part of a library with the digest that decides what is built from it."""
    parts = {f"{slug}.{each.name}": getattr(folder, each.name)
             for slug, folder in library.folders.items() for each in fields(folder)}  # fmt: skip
    parts |= {"history": library.history, "findings": library.findings, "site": library.site}
    return {name: Digester().digest(part) for name, part in parts.items()}
