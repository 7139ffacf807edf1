"""The command line: reads arguments, runs the line, prints, decides the exit code. Only this module knows click.

Exit codes: 0 clean, 1 findings of error severity, 2 wrong usage, 3 a fault of ours or of the world's, 130 and 143 stopped.
"""

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import click

from integreat_ssg.build import BuildResult, Job, Progress, RegionResult, build, check, regions
from integreat_ssg.cache import Cache
from integreat_ssg.errors import IntegreatError, UsageError
from integreat_ssg.model.findings import has_errors
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import default_theme, read_theme
from integreat_ssg.reporting.formats import FORMATS
from integreat_ssg.reporting.results import region_line

CONTENT_ERRORS, WORLD_FAULT = 1, 3

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Commands(click.Group):
    """Turns our exceptions into sentences and exit codes, and everything unforeseen into one line and a hint."""

    def invoke(self, context: click.Context) -> Any:
        signal.signal(signal.SIGTERM, _stop)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, _stop)
        try:
            return super().invoke(context)
        except UsageError as problem:
            raise click.UsageError(str(problem)) from problem
        except IntegreatError as problem:
            click.echo(f"Error: {problem}", err=True)
            raise click.exceptions.Exit(WORLD_FAULT) from problem
        except KeyboardInterrupt:
            raise click.exceptions.Exit(128 + signal.SIGINT) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as problem:
            if os.environ.get("INTEGREAT_TRACEBACK"):
                raise
            click.echo(
                f"Error: a fault in integreat-ssg itself: {type(problem).__name__}: {problem}\n"
                "Please report it with the lines that INTEGREAT_TRACEBACK=1 adds. Nothing of yours was changed.",
                err=True,
            )
            raise click.exceptions.Exit(WORLD_FAULT) from problem


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _language() -> str:
    """German for a terminal that speaks German, English for all others."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "de" if spoken.lower().startswith("de") else "en"


def _options(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def decorate(function: _Command) -> _Command:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


_content = click.option(
    "--content", type=_FOLDER, default=Path("content"), show_default=True, help="The content folder."
)
_line = _options(
    _content,
    click.option("--theme", type=_FOLDER, help="A theme folder, instead of the default theme."),
    click.option(
        "--cache", type=_FOLDER, default=Path(".cache"), show_default=True, help="Where results are remembered."
    ),
    click.option("--no-cache", is_flag=True, help="Remember nothing and use nothing remembered."),
    click.option(
        "--date",
        "today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_day,
        help="The build date; by default the day of the newest commit of the content.",
    ),
    click.option("--base-url", help="The address under which the output folder will be reachable."),
    click.option(
        "--seconds",
        type=click.FloatRange(min=0.1),
        default=10.0,
        show_default=True,
        help="How long the Markdown of one page may take.",
    ),
    click.option("--processes", type=click.IntRange(min=1), default=os.cpu_count() or 1, help="How many work at once."),
    click.option("--language", type=click.Choice(["de", "en"]), default=_language, help="The language of findings."),
)
_output = click.option("--output", type=_FOLDER, default=Path("build"), show_default=True, help="The output folder.")
_format = click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="How findings are written. On GitHub's runners: github."
)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("integreat-ssg"), package_name="integreat-ssg")
def main() -> None:
    """Turns a folder of Markdown and YAML into multilingual sites for newcomers, one for each region."""


@main.command("build")
@click.argument("region", nargs=-1)
@_line
@_output
@_format
@click.option("--json", "as_json", is_flag=True, help="Write the result as JSON.")
def build_command(region: tuple[str, ...], form: str | None, as_json: bool, **options: Any) -> None:
    """Build the REGIONs, or all, and the portal.

    A region with errors is not written; its last good site is left as it is.
    """
    with _job(options) as job:
        result = build(job, region)
    if as_json:
        click.echo(_json(result))
    else:
        _print_findings(result, form, options)
        for each in result.regions:
            click.echo(region_line(each, options["language"]), err=bool(form))
    _exit(result)


@main.command("check")
@click.argument("region", nargs=-1)
@_line
@_format
def check_command(region: tuple[str, ...], form: str | None, **options: Any) -> None:
    """Look for mistakes in the REGIONs, or in all, without writing anything."""
    with _job(options) as job:
        result = check(job, region)
    _print_findings(result, form, options)
    _exit(result)


@main.command("regions")
@_line
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON, for a pipeline's matrix.")
def regions_command(as_json: bool, **options: Any) -> None:
    """List the regions of the site."""
    with _job(options) as job:
        listed = regions(job)
    described = [
        {
            "slug": each.slug,
            "name": text.words
            if (text := each.words(each.settings.name, each.settings.source_language))
            else each.slug,
            "languages": [language.tag for language in each.languages],
            "pages": len(each.pages),
        }
        for each in listed
    ]
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False))
        return
    for row in described:
        click.echo(f"{row['slug']:<20} {row['name']}")


@main.command("serve")
@_line
@_output
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for the whole network."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The next free one is taken."
)
def serve_command(host: str, port: int, **options: Any) -> None:
    """Build, serve, and on every save build again and reload the browser."""
    from integreat_ssg.serving import serve  # http.server and watchdog cost time that no other command should pay

    def job(first: Job) -> Job:
        return Job(**{**first.__dict__, "theme": read_theme(options["theme"] or default_theme())})

    with _job(options) as first:
        watched = [options["content"], options["theme"] or default_theme()]
        serve(lambda: job(first), watched, options["output"], host, port, options["language"], click.echo)


@contextlib.contextmanager
def _job(options: dict[str, Any]) -> Iterator[Job]:
    cache = Cache(None if options["no_cache"] else options["cache"])
    with Converter(cache, Budget(options["seconds"], options["processes"])) as converter, _progress() as progress:
        yield Job(
            content=options["content"],
            output=options.get("output", Path("build")),
            theme=read_theme(options["theme"] or default_theme()),
            cache=cache,
            converter=converter,
            today=options["today"],
            base_url=options["base_url"],
            progress=progress,
        )


@contextlib.contextmanager
def _progress() -> Iterator[Progress]:
    """One line on a terminal that tells the stage; silent in a pipeline."""
    if not sys.stderr.isatty() or os.environ.get("CI"):
        yield lambda stage, region: None
        return

    def show(stage: str, region: str) -> None:
        click.echo(f"\r\x1b[2K{stage} {region} …", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\x1b[2K", nl=False, err=True)


def _print_findings(result: BuildResult, form: str | None, options: dict[str, Any]) -> None:
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    colour = form == "text" and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    text = FORMATS[form](result.all_findings, options["language"], prefix=str(options["content"]), colour=colour)
    if text:
        click.echo(text.rstrip("\n"), color=colour)


def _json(result: BuildResult) -> str:
    def described(each: RegionResult) -> dict[str, Any]:
        return {
            "slug": each.slug,
            "version": each.version,
            "written": asdict(each.written) if each.written else None,
            "last_good_site_stands": each.stands,
        }

    findings = json.loads(FORMATS["json"](result.all_findings, "en", prefix="", colour=False))
    return json.dumps({"regions": [described(each) for each in result.regions], **findings}, ensure_ascii=False)


def _exit(result: BuildResult) -> None:
    if has_errors(result.all_findings):
        raise click.exceptions.Exit(CONTENT_ERRORS)
