"""The command line: reads arguments, runs the line, prints, decides the exit code. Only this package knows click.

Exit codes: 0 clean, 1 findings of error severity, 2 wrong usage, 3 a fault of ours or of the world's, 130 and 143 stopped.
"""

from integreat_ssg.cli.commands import main

__all__ = ["main"]
