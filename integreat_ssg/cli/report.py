"""The command that writes the monitoring report."""

from pathlib import Path
from typing import Any

import click

from integreat_ssg.cli.ending import CONTENT_ERRORS
from integreat_ssg.cli.job import make_job
from integreat_ssg.cli.options import FOLDER_PATH, content_options, spoken
from integreat_ssg.cli.terminal import say
from integreat_ssg.monitoring.exports import as_json as told_as_json
from integreat_ssg.monitoring.folder import report_files
from integreat_ssg.monitoring.report import make_report
from integreat_ssg.writing import write_report


@click.command("report")
@click.argument("region", nargs=-1)
@click.option(
    "--output",
    type=FOLDER_PATH,
    default=Path("report"),
    show_default=True,
    help="The folder of the report.",
)
@content_options
@click.option(
    "--language",
    "languages",
    type=click.Choice(["de", "en"]),
    multiple=True,
    help="The language of the report; may be given twice. By default both, German first.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the numbers as JSON instead of writing a folder.")
def report_command(
    region: tuple[str, ...], output: Path, languages: tuple[str, ...], as_json: bool, **options: Any
) -> None:
    """Write a report on the REGIONs, or on all: coverage, age, reviews, findings, size, and how they came about.

    A folder of pages to read, print or publish, with the same numbers for spreadsheets and mails to the responsible offices.
    """
    with make_job(options) as job:
        report = make_report(job, region)
    if as_json:
        say(told_as_json(report).encode(), nl=False)
    else:
        files = report_files(report, tuple(dict.fromkeys(languages)) or ("de", "en"))
        write_report(files, output)
        size = sum(each.size for each in files) / 1000
        word = "Dateien" if spoken() == "de" else "files"
        say(f"{output / 'index.html'}: {len(files)} {word}, {size:.0f} kB")
    if report.left_out:
        raise click.exceptions.Exit(CONTENT_ERRORS)
