"""The system's word that a file was saved, so that the next look comes at once. It is a hint: looks come without it too."""

import contextlib
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

_READING = ("opened", "closed_no_write")
"""Events that a build causes itself."""


MOST = 150
"""Folders that are watched: each costs watchdog a thread."""


@contextlib.contextmanager
def hints(folders: Iterable[Path], hurry: threading.Event) -> Iterator[None]:
    """Sets `hurry` at changes right in these folders, as long as the system tells of them.

    Network drives send no events and a system may have no room for more watches: neither is told, since nothing is lost but
    a fraction of a second. Each folder is watched alone, for watchdog 7.1's recursive watch fails when folders are moved.
    """

    class Hint(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in _READING:
                hurry.set()

    observer = Observer()
    observer.daemon = True
    with contextlib.suppress(OSError):
        for folder in islice(folders, MOST):
            observer.schedule(Hint(), str(folder))
        observer.start()
    try:
        yield
    finally:
        if observer.is_alive():
            observer.stop()
