"""The theme's contract for the pages of audiences, as `views.py` is for all else."""

from dataclasses import dataclass

from integreat_ssg.rendering.event_views import NewsItem, UpcomingView
from integreat_ssg.rendering.place_views import PlaceRow
from integreat_ssg.rendering.views import Frame, Link, Words


@dataclass(frozen=True, slots=True)
class PageForSome:
    """A page that names an audience; `above` are the titles of the sections it stands in, the highest first."""

    link: Link
    above: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class AudienceView:
    """`audience.html`: what is especially for the audience `key`, then what is for everybody.

    `audiences` are all of the region, each with its key in `audiences`. `pages` go on where `next` leads; everything else
    stands on the first page only. `upcoming` is None where no event names the audience, `places` and `news` may be empty.
    `topics` are the sections, without those that are only for others.
    """

    frame: Frame
    breadcrumbs: tuple[Link, ...]
    key: str
    name: Words
    summary: Words | None
    icon: str
    audiences: tuple[Link, ...]
    pages: tuple[PageForSome, ...]
    upcoming: UpcomingView | None
    places: tuple[PlaceRow, ...]
    all_places: str
    news: tuple[NewsItem, ...]
    topics: tuple[Link, ...]
    previous: str
    next: str
