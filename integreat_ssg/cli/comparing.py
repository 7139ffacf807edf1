"""The command that tells what a change does."""

from typing import Any

import click

from integreat_ssg.cli.job import make_job
from integreat_ssg.cli.options import line_options
from integreat_ssg.cli.repository import in_repository
from integreat_ssg.cli.terminal import say
from integreat_ssg.comparison import compare
from integreat_ssg.reporting.comparison import comparison_markdown


@click.command("compare")
@click.argument("revision", metavar="REV")
@click.argument("region", nargs=-1)
@line_options
def compare_command(revision: str, region: tuple[str, ...], **options: Any) -> None:
    """Tell in Markdown what has changed since the commit REV in the REGIONs, or in all: findings, translations, sizes.

    Ready to be a comment below a pull request.
    """
    with make_job(options) as job:
        comparison = compare(job, revision, region)
    say(comparison_markdown(comparison, options["language"], in_repository(options["content"])).encode())
