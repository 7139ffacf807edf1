"""The command that makes a PDF of a guide."""

from pathlib import Path
from typing import Any

import click

from integreat_ssg.binding import make_pdf
from integreat_ssg.cli.ending import CONTENT_ERRORS
from integreat_ssg.cli.job import make_job
from integreat_ssg.cli.options import content_options, spoken
from integreat_ssg.cli.terminal import say
from integreat_ssg.errors import WorldError
from integreat_ssg.model.findings import Severity
from integreat_ssg.reporting.formats import FORMATS


@click.command("pdf")
@click.argument("region")
@click.option("--language", required=True, help="The language of the guide, such as ar.")
@click.option("--section", help="Only this page and all below it, such as arrival.")
@click.option(
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The PDF file; by default it is named after region, language and section, here.",
)
@content_options
def pdf_command(region: str, language: str, section: str | None, file: Path | None, **options: Any) -> None:
    """Make a PDF of the REGION's guide in one language, or of a section of it, tagged for screen readers.

    Needs the extra `pdf` and fonts for all scripts of the guide.
    """
    with make_job(options) as job:
        result = make_pdf(job, region, language, section)
    errors = [each for each in result.findings if each.severity is Severity.ERROR]
    if result.pdf is None or errors:
        say(FORMATS["text"](errors, spoken(), prefix=str(options["content"])), err=True)
        raise click.exceptions.Exit(CONTENT_ERRORS)
    name = "-".join((region, language, *(section or "").strip("/").split("/"))).rstrip("-")
    file = file or Path(f"{name}.pdf")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(result.pdf)
    except OSError as problem:
        raise WorldError(f"{file} cannot be written: {problem.strerror or problem}") from problem
    say(f"{file}: {len(result.pdf) / 1000:.0f} kB")
