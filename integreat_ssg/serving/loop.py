"""Look, build, tell: the thread that changes where things stand.

It looks at the folders themselves, several times a second, and at once where the system gives a hint. Events alone would
not do: they get lost, and network drives send none; a look takes milliseconds.
"""

import contextlib
import gc
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from integreat_ssg.build import Job, build
from integreat_ssg.errors import IntegreatError, UsageError
from integreat_ssg.glimpse import glimpse
from integreat_ssg.model.findings import Severity
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reporting.formats import as_text
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.results import region_line
from integreat_ssg.reporting.sentences import summary
from integreat_ssg.serving.answers import handler
from integreat_ssg.serving.hints import hints
from integreat_ssg.serving.listening import announce, listen
from integreat_ssg.serving.sources import below, snapshot
from integreat_ssg.serving.stand import FIRST, Stand

PAUSE = 0.25
"""Seconds between two looks."""
EFFORT = 20
"""Where a look takes long, the pause is so many times as long: looking costs a twentieth of a processor at most."""
QUIET = 0.02
"""Seconds without a change after which a save is taken as finished; some editors write in several steps. Where one takes longer
for them, the page is built twice."""
RESTLESS = 2.0
"""Seconds of changes without a pause after which a build is made all the same."""


def serve(
    job: Callable[[], Job],
    watched: Iterable[Path],
    output: Path,
    host: str,
    port: int,
    language: str,
    say: Callable[[str], None],
    *,
    offline: bool,
) -> None:
    """Builds and serves until interrupted. `job` makes a fresh job for each build, with the theme as it is by then; with
    `offline` the sites' service workers are served too.

    Raises UsageError where the first build is asked for something that cannot be, WorldError where no port can be
    listened on.
    """
    folders = list(watched)
    stand = Stand(lambda: snapshot(folders, output))
    server = listen(host, port, handler(stand, output, language, host, offline))
    stand.notice()
    _build(stand, job, output, language, say)
    gc.collect()
    gc.freeze()  # what is in memory now stays there: nobody has to look for cycles in it at every save
    threading.Thread(target=server.serve_forever, args=[0.1], daemon=True, name="http").start()
    announce(host, server.server_port, say)
    try:
        _watch(folders, output, stand, job, language, say)
    finally:
        server.shutdown()


def _watch(
    folders: list[Path], output: Path, stand: Stand, job: Callable[[], Job], language: str, say: Callable[[str], None]
) -> NoReturn:
    with hints(below(folders, output), stand.hurry):
        while True:
            began = time.monotonic()
            wanted = stand.notice()
            if wanted:
                _settle(stand)
                _build(stand, job, output, language, say)
            else:
                stand.hurry.wait(max(PAUSE, EFFORT * (time.monotonic() - began)))
                stand.hurry.clear()


def _settle(stand: Stand) -> None:
    """Returns when nothing has changed for a moment, or after a while all the same."""
    patient_until = time.monotonic() + RESTLESS
    while time.monotonic() < patient_until:
        noticed = stand.wanted
        time.sleep(QUIET)
        stand.notice()
        if stand.wanted == noticed:
            return


def _build(stand: Stand, job: Callable[[], Job], output: Path, language: str, say: Callable[[str], None]) -> None:
    with stand.news:
        number, result = stand.wanted, stand.result
    fault = ""
    try:
        todo = job()
        _glimpse(stand, todo, number)
        result = build(todo)
        for line in _told(result, str(todo.content), language):
            say(line)
    except IntegreatError as problem:
        if number == FIRST and isinstance(problem, UsageError):
            raise
        fault = printable(str(problem))
    except Exception as problem:  # whatever it is, the editor's next save may be free of it
        fault = printable(f"a fault in integreat-ssg itself: {type(problem).__name__}: {problem}")
    if fault:
        say(f"Error: {fault}")
    stand.built(number, result, fault, output)


def _glimpse(stand: Stand, todo: Job, number: int) -> None:
    """Answers the page that was asked for last before everything is built, where only the content has changed and all was well
    before."""
    page, same_theme = stand.looked, stand.theme is todo.theme
    stand.theme = todo.theme
    if page is None or not same_theme or stand.trouble(page[0]):
        return
    with contextlib.suppress(Exception):  # the build that follows meets it too, and tells
        if html := glimpse(todo, *page):
            stand.glimpsed(number, page, html)


def _told(result: BuildResult, content: str, language: str) -> Iterable[str]:
    """Errors with their places, or how many findings there are, and what became of regions that are not as they were."""
    errors = [each for each in result.all_findings if each.severity is Severity.ERROR]
    yield as_text(errors, language, prefix=content) if errors else summary(result.all_findings, language)
    for each in result.regions:
        if each.written is None or each.written.changed:
            yield region_line(each, language)
