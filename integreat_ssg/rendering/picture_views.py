"""What templates of pictures and films see."""

from dataclasses import dataclass

from integreat_ssg.rendering.views import Words


@dataclass(frozen=True, slots=True)
class PictureSource:
    """The sizes of a picture in one format, as `srcset` wants them."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """`picture.html`: one picture; width and height in pixels of the size at `url`.

    `caption` stands below it, `credit` names author and licence. Its `Words` differ from the text around it, not from the
    page, where they carry a language.
    """

    url: str
    sources: tuple[PictureSource, ...]
    alt: Words
    caption: Words | None
    credit: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class VideoView:
    """`video.html`: a link that says where it leads; nothing is loaded from there."""

    url: str
    host: str
