"""How hard texts may be. Part of the schema, like the settings that hold it."""

from dataclasses import dataclass

STRICT = {"extra": "forbid"}


@dataclass(frozen=True)
class Limits:
    """How hard a text may be: Amstad's Flesch at least, Wiener Sachtextformel and LIX at most, and words in a sentence."""

    __pydantic_config__ = STRICT

    flesch: float = 40
    wiener: float = 12
    lix: float = 55
    sentence: int = 35


@dataclass(frozen=True)
class PlainLimits(Limits):
    """The same for plain language, where a key that a region leaves out is as strict as it was."""

    flesch: float = 65
    wiener: float = 6
    lix: float = 40
    sentence: int = 15


@dataclass(frozen=True)
class Readability:
    """How hard texts may be, in plain language and otherwise. Shorter texts than `words` are not judged as a whole."""

    __pydantic_config__ = STRICT

    usual: Limits = Limits()
    plain: PlainLimits = PlainLimits()
    words: int = 50
