"""What the texts were at the end of each month, as git tells it. Which of them a region showed, its content decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Key = tuple[str, str, str]
"""The folder that a text lies in, its path, and its language: ("germany", "arrival/registration", "ar")."""

Silence = Literal["", "no-git", "shallow-clone"]
"""Why git tells nothing about the past; empty where it does."""


@dataclass(frozen=True, slots=True)
class PastText:
    """A text at the end of a month. `words` are those of title, summary and body; `changed` is the day of its last change
    until then. `overtaken`: its source text is no longer the one that it was made from."""

    words: int
    changed: date
    overtaken: bool = False
    machine: bool = False
    review_by: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """All texts at the end of the day `end`, drafts left out. `regions` are the folders that had their settings by then."""

    end: date
    texts: Mapping[Key, PastText]
    regions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Past:
    """Months, the oldest first; none of them lies before the first commit."""

    months: tuple[Month, ...] = ()
    silence: Silence = ""
