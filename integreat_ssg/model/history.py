"""What git tells about the content, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What has become of the source text of an outdated translation.

    `since` is the short name of the commit that changed it first, "" where that is not committed yet or nothing tells.
    `blob` is git's name of the file with the text that the translation was made from, "" where git does not have it.
    `lately` says that the source text has changed only once since.
    """

    since: str = ""
    blob: str = ""
    lately: bool = False


@dataclass(frozen=True)
class History:
    """What git tells about the content: when files last changed, and which translations their source text has overtaken."""

    newest: date | None = None
    changed: Mapping[str, date] = field(default_factory=dict)
    outdated: Mapping[str, Overtaken] = field(default_factory=dict)
    """Each outdated translation, by its file or as `field_unit` names it."""
    seconds: int = 0
    """The latest moment of any commit in seconds since 1970 (UTC), 0 where git tells none. It only rises, even after a commit
    from a computer whose clock is slow."""
    whole: bool = False
    """Whether git tells everything from the first commit on; otherwise only what translations state tells their state."""
