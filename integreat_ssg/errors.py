"""The three exceptions. Mistakes in content are findings, never exceptions.

IntegreatError
├── UsageError    the command was called with something that cannot be
└── WorldError    the disk, the network or another process stood in the way
"""


class IntegreatError(Exception):
    """Any failure this package knows how to explain; its text is written for the person at the terminal."""


class UsageError(IntegreatError):
    """The command was called with something that cannot be, such as an unknown region."""


class WorldError(IntegreatError):
    """The disk, the network or another process stood in the way; nothing of ours was lost."""
