"""The job that the shared options describe."""

import contextlib
import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.cli.terminal import progress
from integreat_ssg.inspection import Outside
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.workers import Workers, executor_from

NEW_VALUES = 100_000
"""After so many new values Python looks for cycles. A build makes millions of values and next to no cycles: with Python's 700 the
search takes a third of the time of reading what is unchanged."""


def outside_asker(cache: Cache, options: dict[str, Any]) -> Outside:
    """What asks the network as `outside_options` say."""
    from integreat_ssg.exchange.asking import DAY, Manners, asker  # http.client and ssl, which few calls ask for

    return asker(cache, Manners(age=options["external_age"] * DAY, allow_private=options["allow_private"]))


@contextlib.contextmanager
def make_job(options: dict[str, Any], *, stays: bool = False) -> Iterator[Job]:
    """The job that the shared options describe. With `stays` what is read stays in memory, for who builds again and again."""
    gc.freeze()
    gc.set_threshold(NEW_VALUES, 20, 20)
    budget = Budget(options["seconds"], options["processes"])
    cache = Cache(None if options["no_cache"] else options["cache"])
    try:
        executor = executor_from(options["executor"]) if options.get("executor") else None
        with (
            Workers(options["processes"], executor) as workers,
            Converter(cache, budget, options["reread"], stays) as converter,
            progress() as shown,
        ):
            yield Job(
                content=options["content"],
                output=options.get("output", Path("build")),
                theme=read_theme(options["theme"] or default_theme()),
                cache=cache,
                converter=converter,
                today=options["today"],
                base_url=options["base_url"],
                published=options.get("published"),
                workers=workers,
                progress=shown,
            )
    finally:
        cache.shrink()
