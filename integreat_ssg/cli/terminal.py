"""Between the line and the person at the terminal: exceptions become sentences and exit codes, stages a moving line."""

import contextlib
import io
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import FrameType
from typing import Any, TextIO

import click

from integreat_ssg.errors import IntegreatError, UsageError, WorldError
from integreat_ssg.reporting.printable import printable

WORLD_FAULT = 3
CLEARED = "\r\x1b[2K"
"""What brings a terminal to the beginning of an empty line."""


class Elsewhere(click.Command):
    """What the list of commands tells about one whose module nobody has needed yet: `place` is "module:command"."""

    def __init__(self, name: str, place: str, sentence: str) -> None:
        super().__init__(name, help=sentence)
        self._module, _, self._command = place.partition(":")

    def found(self) -> click.Command:
        """The command itself; its module is imported."""
        command: click.Command = getattr(import_module(f"{__package__}.{self._module}"), self._command)
        return command


class Commands(click.Group):
    """Turns our exceptions into sentences and exit codes, and everything unforeseen into one line and a hint.

    `elsewhere` are its commands: name to the place and the sentence that `Elsewhere` takes.
    """

    def __init__(self, *arguments: Any, elsewhere: Mapping[str, tuple[str, str]], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.commands.update({name: Elsewhere(name, *told) for name, told in elsewhere.items()})

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called, its name, and the arguments after it."""
        name, command, left = super().resolve_command(context, arguments)
        return name, command.found() if isinstance(command, Elsewhere) else command, left

    def invoke(self, context: click.Context) -> Any:
        """Runs the command; every way in which it can end has its exit code."""
        signal.signal(signal.SIGTERM, _stop)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as it is under nohup
            signal.signal(signal.SIGHUP, _stop)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal without our letters shows question marks
        try:
            return super().invoke(context)
        except UsageError as problem:
            raise click.UsageError(printable(str(problem))) from problem
        except IntegreatError as problem:
            say(f"Error: {printable(str(problem))}", err=True)
            raise click.exceptions.Exit(WORLD_FAULT) from problem
        except KeyboardInterrupt:
            raise click.exceptions.Exit(128 + signal.SIGINT) from None
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as problem:
            if os.environ.get("INTEGREAT_TRACEBACK"):
                traceback.print_exc()
            what = printable(f"{type(problem).__name__}: {problem}")
            say(
                f"Error: a fault in integreat-ssg itself: {what}. "
                "Please report it with the lines that INTEGREAT_TRACEBACK=1 adds. What was published before stands.",
                err=True,
            )
            raise click.exceptions.Exit(WORLD_FAULT) from problem


def say(text: str | bytes, *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Prints. A reader that has gone away, such as `head`, is no fault and changes no exit code."""
    try:
        click.echo(text, err=err, nl=nl, color=color)
    except OSError as problem:
        # What waits in the stream's buffer goes to nowhere, or Python would try again, and complain, when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stderr if err else sys.stdout).fileno())
        if not err and not isinstance(problem, BrokenPipeError):
            raise WorldError(f"The output cannot be printed: {problem.strerror}.") from problem


def say_alone(text: str) -> None:
    """Prints where the moving line of `progress` may stand."""
    if on_terminal(sys.stderr):
        say(CLEARED, err=True, nl=False)
    say(text)


def on_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at it; a closed stream is None."""
    return stream is not None and stream.isatty()


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str, str], None]]:
    """One line on a terminal that tells the stage; in a pipeline only that another build is waited for."""
    moving = on_terminal(sys.stderr) and not os.environ.get("CI")
    cleared = CLEARED if moving else ""

    def show(stage: str, region: str) -> None:
        if stage == "wait":
            say(f"{cleared}Waiting: another build is writing {region or 'the portal'}.", err=True)
        elif moving:
            say(f"{cleared}{f'{stage} {region}'.rstrip()} …", err=True, nl=False)

    try:
        yield show
    finally:
        if moving:
            say(cleared, err=True, nl=False)


def _stop(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)
