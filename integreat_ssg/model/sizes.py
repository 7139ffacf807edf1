"""What a phone has to load for each set of a site."""

from dataclasses import dataclass

KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """A file and what it adds to its set, in bytes."""

    path: str
    size: int


@dataclass(frozen=True, slots=True)
class SetSize:
    """A set, the bytes that a phone loads for it, and its budget in bytes. `largest` are the files that add most to it;
    empty where nobody has asked."""

    name: str
    size: int
    budget: int
    largest: tuple[Share, ...] = ()
