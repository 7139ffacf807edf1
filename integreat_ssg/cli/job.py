"""The job that the shared options describe."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from integreat_ssg.build import Job
from integreat_ssg.cache import Cache
from integreat_ssg.cli.terminal import progress
from integreat_ssg.inspection import Outside
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import default_theme, read_theme
from integreat_ssg.workers import Workers, executor_from


def outside_asker(cache: Cache, options: dict[str, Any]) -> Outside:
    """What asks the network as `outside_options` say."""
    from integreat_ssg.exchange.asking import DAY, Manners, asker  # http.client and ssl, which few calls ask for

    return asker(cache, Manners(age=options["external_age"] * DAY, allow_private=options["allow_private"]))


@contextlib.contextmanager
def make_job(options: dict[str, Any]) -> Iterator[Job]:
    """The job that the shared options describe."""
    cache = Cache(None if options["no_cache"] else options["cache"])
    try:
        executor = executor_from(options["executor"]) if options.get("executor") else None
        with (
            Workers(options["processes"], executor) as workers,
            Converter(cache, Budget(options["seconds"], options["processes"])) as converter,
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
