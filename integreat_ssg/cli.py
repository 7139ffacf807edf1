"""The command line: reads arguments, runs the line, prints, decides the exit code. Only this module knows click.

Exit codes: 0 clean, 1 findings of error severity, 2 wrong usage, 3 a fault of ours or of the world's, 130 and 143 stopped.
"""

import contextlib
import io
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any, TextIO, TypeVar
from urllib.parse import urlsplit

import click

from integreat_ssg.build import BuildResult, Job, Progress, RegionResult, build, check, regions
from integreat_ssg.cache import Cache
from integreat_ssg.errors import IntegreatError, UsageError, WorldError
from integreat_ssg.model.findings import Finding, Severity, has_errors
from integreat_ssg.reading.conversion import Budget, Converter
from integreat_ssg.reading.theme import default_theme, read_theme
from integreat_ssg.reporting.formats import FORMATS
from integreat_ssg.reporting.results import region_line

CONTENT_ERRORS, WORLD_FAULT = 1, 3
_CLEARED = "\r\x1b[2K"
"""What brings a terminal to the beginning of an empty line."""

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Commands(click.Group):
    """Turns our exceptions into sentences and exit codes, and everything unforeseen into one line and a hint."""

    def invoke(self, context: click.Context) -> Any:
        signal.signal(signal.SIGTERM, _stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under nohup
            signal.signal(signal.SIGHUP, _stop)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(
                    errors="replace"
                )  # a terminal without our letters gets question marks, not a failure
        try:
            return super().invoke(context)
        except UsageError as problem:
            raise click.UsageError(str(problem)) from problem
        except IntegreatError as problem:
            _print(f"Error: {problem}", err=True)
            raise click.exceptions.Exit(WORLD_FAULT) from problem
        except KeyboardInterrupt:
            raise click.exceptions.Exit(128 + signal.SIGINT) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as problem:
            if os.environ.get("INTEGREAT_TRACEBACK"):
                traceback.print_exc()
            what = " ".join(f"{type(problem).__name__}: {problem}".split())
            _print(
                f"Error: a fault in integreat-ssg itself: {what}. "
                "Please report it with the lines that INTEGREAT_TRACEBACK=1 adds. What was published before stands.",
                err=True,
            )
            raise click.exceptions.Exit(WORLD_FAULT) from problem


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _print(text: str | bytes, *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Prints. A reader that has gone away, such as `head`, is no fault and changes no exit code."""
    try:
        click.echo(text, err=err, nl=nl, color=color)
    except OSError as problem:
        # What waits in the stream's buffer goes to nowhere, or Python would try again, and complain, when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stderr if err else sys.stdout).fileno())
        if not isinstance(problem, BrokenPipeError):
            raise WorldError(f"The output cannot be printed: {problem.strerror}.") from problem


def _on_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        parts = urlsplit(value or "https://example.org/")
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(f"'{value}' is no complete web address, such as 'https://guide.example/'.")
    return value


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
    click.option("--base-url", callback=_address, help="The address under which the output folder will be reachable."),
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
        _print(_json(result).encode())
    else:
        _print_findings(result.all_findings, form, options)
        for each in result.regions:
            _print(region_line(each, options["language"]), err=bool(form))
    _exit(result.all_findings)


@main.command("check")
@click.argument("region", nargs=-1)
@_line
@_format
def check_command(region: tuple[str, ...], form: str | None, **options: Any) -> None:
    """Look for mistakes in the REGIONs, or in all, without writing anything."""
    with _job(options) as job:
        result = check(job, region)
    _print_findings(result.all_findings, form, options)
    _exit(result.all_findings)


@main.command("regions")
@_line
@click.option("--json", "as_json", is_flag=True, help="Write them as JSON, for a pipeline's matrix.")
def regions_command(as_json: bool, **options: Any) -> None:
    """List the regions of the site."""
    with _job(options) as job:
        listed, findings = regions(job)
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
        _print(json.dumps(described, ensure_ascii=False).encode())
    else:
        for row in described:
            _print(f"{row['slug']:<20} {row['name']}")
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        _print(FORMATS["text"](errors, options["language"], prefix=str(options["content"])), err=True)
    _exit(errors)


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

    theme = options["theme"] or default_theme()

    def say(text: str) -> None:
        if _on_terminal(sys.stderr):
            _print(_CLEARED, err=True, nl=False)
        _print(text)

    with _job(options) as first:
        serve(
            lambda: replace(first, theme=read_theme(theme)),
            [first.content, theme],
            first.output,
            host,
            port,
            options["language"],
            say,
        )


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
    """One line on a terminal that tells the stage; in a pipeline only that another build is waited for."""
    moving = _on_terminal(sys.stderr) and not os.environ.get("CI")
    cleared = _CLEARED if moving else ""

    def show(stage: str, region: str) -> None:
        if stage == "wait":
            _print(f"{cleared}Waiting: another build is writing {region or 'the portal'}.", err=True)
        elif moving:
            _print(f"{cleared}{stage} {region} …", err=True, nl=False)

    yield show
    if moving:
        _print(cleared, err=True, nl=False)


def _print_findings(findings: tuple[Finding, ...], form: str | None, options: dict[str, Any]) -> None:
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    colour = form == "text" and _on_terminal(sys.stdout) and not os.environ.get("NO_COLOR")
    text = FORMATS[form](findings, options["language"], prefix=str(options["content"]), colour=colour).rstrip("\n")
    if text:
        _print(text if form == "text" else text.encode(), color=colour)


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


def _exit(findings: Iterable[Finding]) -> None:
    if has_errors(findings):
        raise click.exceptions.Exit(CONTENT_ERRORS)
