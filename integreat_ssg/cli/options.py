"""The options that several commands share."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar, get_args
from urllib.parse import urlsplit

import click

from integreat_ssg.model.settings import RegionKind

_Command = TypeVar("_Command", bound=Callable[..., Any])
FOLDER_PATH = click.Path(file_okay=False, path_type=Path)


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def today_of(given: date | None) -> date:
    """The day that was given, or the one on the clock of this place."""
    return given or datetime.now(UTC).astimezone().date()


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        parts = urlsplit(value or "https://example.org/")
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise click.BadParameter(f"'{value}' is no complete web address, such as 'https://guide.example/'.")
    return value


def spoken() -> str:
    """German for a terminal that speaks German, English for all others."""
    spoken = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "de" if spoken.lower().startswith("de") else "en"


def _options(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def decorate(function: _Command) -> _Command:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


KINDS = tuple(kind for kind in get_args(RegionKind) if kind != "shared")
"""What a region with a site can be."""
content_option = click.option(
    "--content", type=FOLDER_PATH, default=Path("content"), show_default=True, help="The content folder."
)
content_options = _options(
    content_option,
    click.option("--theme", type=FOLDER_PATH, help="A theme folder, instead of the default theme."),
    click.option(
        "--cache", type=FOLDER_PATH, default=Path(".cache"), show_default=True, help="Where results are remembered."
    ),
    click.option("--no-cache", is_flag=True, help="Remember nothing and use nothing remembered."),
    click.option("--reread", is_flag=True, help="Open every file, even where nothing tells that it has changed."),
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
)
language_option = click.option(
    "--language", type=click.Choice(["de", "en"]), default=spoken, help="The language of findings and texts."
)
line_options = _options(content_options, language_option)
start_day_option = click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day that new dates count from; by default today.",
)
published_option = click.option(
    "--published",
    type=FOLDER_PATH,
    help="A folder that holds what readers have now; their phones then load only what has changed.",
)
output_option = click.option(
    "--output", type=FOLDER_PATH, default=Path("build"), show_default=True, help="The output folder."
)
outside_options = _options(
    click.option("--external", is_flag=True, help="Also ask the network about every web address in the texts."),
    click.option(
        "--external-age",
        type=click.FloatRange(min=0),
        default=7.0,
        show_default=True,
        help="For how many days a good answer is remembered.",
    ),
    click.option("--allow-private", is_flag=True, help="Ask addresses of the own network too."),
)
