"""The commands themselves, of which the list of commands knows only names and sentences."""

from collections.abc import Iterator

import click

from integreat_ssg.cli import main


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Name and command; their modules are imported."""
    for name in main.commands:
        _, command, _ = main.resolve_command(click.Context(main), [name])
        assert command
        yield name, command
