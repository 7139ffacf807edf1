"""Pictures and files, and what is said about them. `MediaNote` is part of the schema, like the settings."""

from dataclasses import dataclass, field

from integreat_ssg.model.languages import Translated
from integreat_ssg.model.settings import STRICT


@dataclass(frozen=True)
class MediaNote:
    """`media/house.jpg.yaml`: what stands beside `media/house.jpg` and holds wherever it is shown."""

    __pydantic_config__ = STRICT

    alt: Translated | None = None
    caption: Translated | None = None
    credit: str | None = None
    licence: str | None = None


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
