"""The command that reads a published site back."""

import sys

import click

from integreat_ssg.cli.options import spoken
from integreat_ssg.cli.terminal import on_terminal, say
from integreat_ssg.model.findings import has_errors

FOUND = 1


@click.command("probe")
@click.argument("url", nargs=-1, required=True)
@click.option("--all", "all_files", is_flag=True, help="Compare every file, not a sample.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.option("--language", type=click.Choice(["de", "en"]), default=spoken, help="The language of the report.")
@click.option(
    "--wait",
    type=click.FloatRange(min=1, max=300),
    default=20.0,
    show_default=True,
    help="Seconds to wait for the host.",
)
def probe_command(url: tuple[str, ...], all_files: bool, as_json: bool, language: str, wait: float) -> None:
    """Read back what is published at each URL, the address of a region, and say what a newcomer would meet there."""
    from integreat_ssg.probing import probe  # http.client and ssl cost every other command time
    from integreat_ssg.reporting.probes import probe_json, probe_text

    reports = []
    for number, each in enumerate(url):
        report = probe(each, all_files=all_files, seconds=wait)
        reports.append(report)
        if not as_json:
            text = probe_text(report, language, colour=on_terminal(sys.stdout))
            say(f"\n{text}" if number else text)
    if as_json:
        say("[" + ",\n".join(probe_json(report, language) for report in reports) + "]")
    if any(has_errors(report.findings) for report in reports):
        raise click.exceptions.Exit(FOUND)
