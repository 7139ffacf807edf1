"""The command that reads a published site back."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from integreat_ssg.cli.ending import exit_with
from integreat_ssg.cli.options import language_option
from integreat_ssg.cli.terminal import on_terminal, say
from integreat_ssg.model.findings import Finding

WAIT = 20.0
"""Seconds that a host may be silent."""


@click.command("probe")
@click.argument("url", nargs=-1, required=True)
@click.option("--all", "all_files", is_flag=True, help="Compare every file, not a sample.")
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@language_option
@click.option(
    "--wait",
    type=click.FloatRange(min=1, max=300),
    default=WAIT,
    show_default=True,
    help="Seconds to wait for the host.",
)
def probe_command(url: tuple[str, ...], all_files: bool, as_json: bool, language: str, wait: float) -> None:
    """Read back what is published at each URL, the address of a region, and say what a newcomer would meet there."""
    tell_probes(dict.fromkeys(url), language, every=all_files, as_json=as_json, wait=wait)


def tell_probes(
    places: Mapping[str, str | None], language: str, *, every: bool, as_json: bool = False, wait: float = WAIT
) -> None:
    """Reads back the sites at some addresses, each to the version that should be there where one is known, and prints what
    was met. Ends the command with 1 where readers are harmed."""
    from integreat_ssg.probing import probe  # http.client and ssl cost every other command time
    from integreat_ssg.reporting.probes import probe_text, probe_value

    reports = []
    for number, (url, version) in enumerate(places.items()):
        report = probe(url, all_files=every, version=version, seconds=wait)
        reports.append(report)
        if not as_json:
            text = probe_text(report, language, colour=on_terminal(sys.stdout) and not os.environ.get("NO_COLOR"))
            say(f"\n{text}" if number else text)
    if as_json:
        say(json.dumps([probe_value(report, language) for report in reports], ensure_ascii=False, indent=2).encode())
    exit_with(finding for report in reports for finding in report.findings)


def add_probes(told: Iterable[dict[str, Any]], places: Mapping[str, str | None], language: str) -> None:
    """Reads back every file of the site at each address, as `tell_probes` does, and puts the report under `probe` into the
    value of what was deployed there. Ends the command with 1 where readers are harmed."""
    from integreat_ssg.probing import probe
    from integreat_ssg.reporting.probes import probe_value

    findings: list[Finding] = []
    for value, (url, version) in zip(told, places.items(), strict=True):
        report = probe(url, all_files=True, version=version, seconds=WAIT)
        value["probe"] = probe_value(report, language)
        findings += report.findings
    exit_with(findings)
