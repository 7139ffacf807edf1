"""Watch, build, tell: the thread that changes where things stand."""

import contextlib
import io
import os
import socket
import threading
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import segno
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from integreat_ssg.build import Job, build
from integreat_ssg.errors import IntegreatError, WorldError
from integreat_ssg.serving.answers import LOOPBACK, handler
from integreat_ssg.serving.stand import Stand

RESCAN = 1.0
"""Seconds between looks at the folders themselves: events get lost, and network drives send none."""
QUIET = 0.03
"""Seconds without an event after which a save is taken as finished."""
PORTS = 20
"""How many ports to try, from the wanted one on."""


def serve(
    job: Callable[[], Job],
    watched: Iterable[Path],
    output: Path,
    host: str,
    port: int,
    language: str,
    say: Callable[[str], None],
) -> None:
    """Builds and serves until interrupted. `job` makes a fresh job for each build, with the theme as it is by then.

    Raises WorldError where no port can be listened on.
    """
    stand = Stand()
    folders = list(watched)
    seen = _snapshot(folders)
    _build(stand, job, say)
    server = _listen(host, port, handler(stand, output, language, host))
    threading.Thread(target=server.serve_forever, daemon=True, name="http").start()
    _announce(host, server.server_port, say)
    changed = threading.Event()
    observer = _watch(folders, changed, say)
    try:
        while True:
            changed.wait(RESCAN)
            while changed.is_set():
                changed.clear()
                changed.wait(QUIET)
            now = _snapshot(folders)
            if now != seen:
                seen = now
                _build(stand, job, say)
    finally:
        server.shutdown()
        if observer:
            observer.stop()


def _build(stand: Stand, job: Callable[[], Job], say: Callable[[str], None]) -> None:
    with stand.news:
        stand.wanted += 1
    fault, result = "", stand.result
    try:
        result = build(job())
    except IntegreatError as problem:
        fault = str(problem)
    with stand.news:
        stand.result, stand.fault = result, fault
        stand.visible = stand.wanted
        stand.news.notify_all()
    if fault:
        say(f"Error: {fault}")
    elif result:
        errors = sum(each.severity == "error" for each in result.all_findings)
        files = sum(each.written.changed for each in result.regions if each.written)
        say(f"Build {stand.visible}: {files} files changed, {errors} errors.")


def _snapshot(folders: list[Path]) -> dict[str, tuple[int, int]]:
    """Every file with what changes when it does; the truth, where events are only a hint."""
    seen = {}
    for folder in folders:
        for where, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            for name in names:
                with contextlib.suppress(OSError):
                    status = os.lstat(os.path.join(where, name))  # noqa: PTH118 - thousands of files, once a second
                    seen[os.path.join(where, name)] = (status.st_mtime_ns, status.st_size)  # noqa: PTH118
    return seen


def _watch(folders: list[Path], changed: threading.Event, say: Callable[[str], None]) -> BaseObserver | None:
    class Hint(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in ("opened", "closed_no_write"):
                changed.set()

    observer = Observer()
    try:
        for folder in folders:
            observer.schedule(Hint(), str(folder), recursive=True)
        observer.start()
    except OSError as problem:
        say(f"The system sends no events ({problem.strerror}); looking every {RESCAN:g} s instead.")
        return None
    return observer


def _listen(host: str, port: int, answers: type[BaseHTTPRequestHandler]) -> ThreadingHTTPServer:
    problem = None
    for candidate in range(port, port + PORTS if port else 1):
        try:
            return ThreadingHTTPServer((host, candidate), answers)
        except OSError as refused:
            problem = refused
    raise WorldError(f"No port from {port} on can be listened on at {host}: {problem}")


def _announce(host: str, port: int, say: Callable[[str], None]) -> None:
    if host in LOOPBACK:
        say(f"Serving at http://{host}:{port}/ (stop with Ctrl+C)")
        return
    address = _own_address() if host in ("0.0.0.0", "::") else host  # noqa: S104 - only where the user asked for it
    url = f"http://{address}:{port}/"
    say(f"Serving at {url} for everyone in this network (stop with Ctrl+C)")
    drawing = io.StringIO()
    segno.make(url, micro=False).terminal(drawing, compact=True)
    say(drawing.getvalue())


def _own_address() -> str:
    """This machine's address in its network; connecting a UDP socket asks the routing table and sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"
