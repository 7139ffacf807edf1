"""Pictures and files, and what is said about them. `MediaNote` is part of the schema, like the settings."""

from dataclasses import dataclass, field

from integreat_ssg.model.languages import Translated
from integreat_ssg.model.settings import STRICT

SHORTEST = 320
LONGEST = 3840
LONGEST_TO_SHORTEST = 2.3
"""Pixels of a screenshot's sides, and how many times as long as the shorter one its longer side may be."""


@dataclass(frozen=True)
class MediaNote:
    """`media/house.jpg.yaml`: what stands beside `media/house.jpg` and holds wherever it is shown."""

    __pydantic_config__ = STRICT

    alt: Translated | None = None
    caption: Translated | None = None
    credit: str | None = None
    licence: str | None = None
    excuses: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Media:
    """A file in a `media` folder; `width` and `height` in pixels for pictures, 0 for other files."""

    file: str
    data: bytes = field(repr=False)
    digest: str
    width: int = 0
    height: int = 0
    source: str = ""
    note: MediaNote = MediaNote()

    @property
    def fits_a_screen(self) -> bool:
        """Whether browsers take it for a screenshot of an app (https://web.dev/patterns/web-apps/richer-install-ui)."""
        shorter, longer = sorted((self.width, self.height))
        return shorter >= SHORTEST and longer <= LONGEST and longer <= LONGEST_TO_SHORTEST * shorter
