"""The commands that bring content from elsewhere."""

from pathlib import Path

import click

from integreat_ssg.cli.archives import import_archive_command
from integreat_ssg.cli.options import content_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import UsageError, WorldError
from integreat_ssg.exchange.fetching import MAX_BYTES, fetch
from integreat_ssg.exchange.ics import category_names, import_ics
from integreat_ssg.exchange.regions import region_settings
from integreat_ssg.reporting.printable import printable


@click.group("import")
def import_group() -> None:
    """Bring content from elsewhere into a region."""


import_group.add_command(import_archive_command)


@import_group.command("ics")
@click.argument("source")
@click.option("--region", required=True, help="The region whose events they become.")
@content_option
@click.option("--allow-private", is_flag=True, help="Allow addresses of the own network, and http.")
def ics_command(source: str, region: str, content: Path, allow_private: bool) -> None:
    """Write the events of an iCalendar SOURCE, a file or an https address, into the REGION.

    Corrections in events/overrides stay, and so does every file that no import has written.
    """
    settings = region_settings(content, region)
    if "://" in source:
        data, name = fetch(source, allow_private=allow_private), source
    else:
        data, name = _read(Path(source)), Path(source).name
    result = import_ics(data, name, content / region, settings.time_zone, category_names(settings.categories))
    for problem in result.left_out:
        say(f"Left out: {printable(problem)}", err=True)
    say(
        f"{region}: {len(result.written)} events written, {len(result.unchanged)} as they were,"
        f" {len(result.removed)} removed, {len(result.left_out)} left out."
    )


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise UsageError(f"There is no file {file}.")
        if file.stat().st_size > MAX_BYTES:
            raise UsageError(f"{file} is larger than {MAX_BYTES // 1024 // 1024} MB.")
        return file.read_bytes()
    except OSError as problem:
        raise WorldError(f"{file} cannot be read: {problem.strerror}") from problem
