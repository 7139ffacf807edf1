"""How commands end: what was wrong, and the exit code."""

from collections.abc import Iterable
from typing import Any

import click

from integreat_ssg.cli.terminal import say
from integreat_ssg.model.findings import Finding, Severity, has_errors
from integreat_ssg.reporting.formats import FORMATS

CONTENT_ERRORS = 1


def exit_with_errors(findings: Iterable[Finding], options: dict[str, Any]) -> None:
    """Ends a command whose output is not about findings: errors are told beside it."""
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        say(FORMATS["text"](errors, options["language"], prefix=str(options["content"])), err=True)
    exit_with(errors)


def exit_with(findings: Iterable[Finding]) -> None:
    """Ends a command with exit code 1 where there are errors."""
    if has_errors(findings):
        raise click.exceptions.Exit(CONTENT_ERRORS)
