"""How hard a region's German texts may be, as `readability` in `region.yaml` says."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Limits:
    """How hard a text may be: Amstad's Flesch at least, Wiener Sachtextformel and LIX at most, and words in a sentence."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    flesch: float = 40
    wiener: float = 12
    lix: float = 55
    sentence: int = 35


@dataclass(frozen=True)
class Readability:
    """How hard texts may be, in plain language and otherwise. Shorter texts than `words` are not judged as a whole."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    usual: Limits = Limits()
    plain: Limits = Limits(65, 6, 40, 15)
    words: int = 50
