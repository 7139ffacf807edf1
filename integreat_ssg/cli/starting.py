"""The commands that start content and change it as a whole."""

import json
from pathlib import Path

import click

from integreat_ssg.cli.options import language_option
from integreat_ssg.cli.terminal import say


@click.command("schema")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="A folder that gets one file for each."
)
@language_option
def schema_command(output: Path | None, language: str) -> None:
    """Tell what may stand in each kind of file, as JSON Schemas, for editors that complete and check by them."""
    from integreat_ssg.reading.json_schema import schemas
    from integreat_ssg.starting.laying import lay
    from integreat_ssg.starting.schema_files import schema_files

    if output is None:
        say(json.dumps(schemas(language), ensure_ascii=False, indent=2).encode())
        return
    files = schema_files(language)
    lay(output, files, replacing=True)
    say(f"{len(files)} schemas are in {output}.")
