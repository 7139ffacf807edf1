"""The commands that serve what was built: to whoever edits it, and to a browser that takes its picture."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from integreat_ssg.build import regions
from integreat_ssg.cli.ending import exit_with_errors
from integreat_ssg.cli.job import make_job
from integreat_ssg.cli.options import line_options, output_option
from integreat_ssg.cli.terminal import say_alone
from integreat_ssg.reading.theme import read_theme
from integreat_ssg.reading.theme_files import default_theme
from integreat_ssg.serving import serve
from integreat_ssg.serving.screenshots import take_screenshots
from integreat_ssg.serving.sources import Fresh


@click.command("serve")
@line_options
@output_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the whole network."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The next free one is taken."
)
@click.option("--offline", is_flag=True, help="Serve the service worker too, to try how pages are saved on a device.")
def serve_command(host: str, port: int, offline: bool, **options: Any) -> None:
    """Build, serve, and on every save build again and reload the browser."""
    theme = options["theme"] or default_theme()
    read = Fresh(theme, lambda: read_theme(theme))
    with make_job(options, stays=True) as first:
        serve(
            lambda: replace(first, theme=read()),
            [first.content, theme],
            first.output,
            host,
            port,
            options["language"],
            say_alone,
            offline=offline,
        )


@click.command("screenshots")
@click.argument("region", nargs=-1)
@line_options
@output_option
@click.option(
    "--browser", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The Chromium to look with."
)
def screenshots_command(region: tuple[str, ...], browser: Path | None, **options: Any) -> None:
    """Take screenshots of the built REGIONs, or of all, for phones that offer to install them.

    They are written into the content; the next build uses them.
    """
    with make_job(options) as job:
        listed, findings = regions(job, region)
    if listed:
        take_screenshots(listed, job.content, job.output, browser, say_alone)
    exit_with_errors(findings, options)
