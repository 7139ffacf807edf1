"""How commands print findings, whoever reads them."""

import os
import sys
from typing import Any

import click

from integreat_ssg.cli.repository import in_repository
from integreat_ssg.cli.terminal import on_terminal, say
from integreat_ssg.model.excuses import Excused
from integreat_ssg.model.findings import Finding
from integreat_ssg.reporting.formats import FORMATS

format_option = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="How findings are written. On GitHub's runners: github."
)


def print_findings(
    findings: tuple[Finding, ...], form: str | None, options: dict[str, Any], excused: tuple[Excused, ...] = ()
) -> None:
    """Prints findings in the form that was asked for, or the one of the surroundings."""
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    colour = form == "text" and on_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
    prefix = str(options["content"]) if form in ("text", "json") else in_repository(options["content"])
    text = FORMATS[form](findings, options["language"], prefix=prefix, colour=colour, excused=excused).rstrip("\n")
    if text:
        say(text if form == "text" else text.encode(), color=colour)
