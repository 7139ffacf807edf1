"""Build and tell, as often as something new is there: the thread that the command runs in. Another one watches meanwhile."""

import gc
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from integreat_ssg.build import Job, build
from integreat_ssg.errors import IntegreatError, UsageError
from integreat_ssg.model.findings import Severity
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.reporting.formats import as_text
from integreat_ssg.reporting.printable import printable
from integreat_ssg.reporting.results import region_line
from integreat_ssg.reporting.sentences import summary
from integreat_ssg.serving.ahead import Ahead
from integreat_ssg.serving.answers import handler
from integreat_ssg.serving.listening import announce, listen
from integreat_ssg.serving.sources import below, snapshot
from integreat_ssg.serving.stand import FIRST, Stand
from integreat_ssg.serving.watching import watch

SWITCH = 0.0005
"""Seconds after which a build lets another thread go on that wants to, a tenth of what Python sets. A page that is made beside it
touches many files, and at each of them it has to wait for its turn."""


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
    sys.setswitchinterval(SWITCH)
    folders = list(watched)
    stand = Stand(lambda: snapshot(folders, output))
    server = listen(host, port, handler(stand, output, language, host, offline))
    stand.settle(stand.notice())
    _build(stand, job, output, language, say)
    gc.collect()
    gc.freeze()  # what is in memory now stays there: nobody has to look for cycles in it at every save
    threading.Thread(target=server.serve_forever, args=[0.1], daemon=True, name="http").start()
    watching = [below(folders, output), stand, Ahead(job)]
    threading.Thread(target=watch, args=watching, daemon=True, name="watch").start()
    announce(host, server.server_port, say)
    try:
        while True:
            _build(stand, job, output, language, say)
    finally:
        server.shutdown()


def _build(stand: Stand, job: Callable[[], Job], output: Path, language: str, say: Callable[[str], None]) -> None:
    number, result = stand.wait_until_due()
    fault = ""
    try:
        todo = job()
        stand.begin(todo.theme.digest)
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


def _told(result: BuildResult, content: str, language: str) -> Iterable[str]:
    """Errors with their places, or how many findings there are, and what became of regions that are not as they were."""
    errors = [each for each in result.all_findings if each.severity is Severity.ERROR]
    yield as_text(errors, language, prefix=content) if errors else summary(result.all_findings, language)
    for each in result.regions:
        if each.written is None or each.written.changed:
            yield region_line(each, language)
