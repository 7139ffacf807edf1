"""The command that writes what a host has to know of the built sites."""

from pathlib import Path
from typing import Any

import click

from integreat_ssg.build import describe_output
from integreat_ssg.cli.job import make_job
from integreat_ssg.cli.options import FOLDER_PATH, line_options, output_option
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import WorldError
from integreat_ssg.hosting.files import KINDS, host_files


@click.command("host-files")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("region", required=False)
@line_options
@output_option
@click.option("--into", type=FOLDER_PATH, help="Write the files into this folder.")
def host_files_command(kind: str, region: str | None, into: Path | None, **options: Any) -> None:
    """Show what a host of this KIND has to know of the output folder, or of one REGION that has a host of its own.

    It is made from the sites as they were built last. Without --into it is written to the terminal.
    """
    with make_job(options) as job:
        hosting = describe_output(job, region)
    files = host_files(kind, hosting)
    for name, text in files.items():
        if into:
            _write(into, name, text)
            say(str(into / name), err=True)
        else:
            if len(files) > 1:
                say(f"# {name}")
            say(text.rstrip("\n"))


def _write(folder: Path, name: str, text: str) -> None:
    """Raises WorldError where the disk refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise WorldError(f"{problem.filename or folder} cannot be written: {problem.strerror}") from problem
