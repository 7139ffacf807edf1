"""What the portal may see: the regions to choose from. A part of the theme's contract in `views.py`."""

from dataclasses import dataclass

from integreat_ssg.rendering.views import Frame, Words


@dataclass(frozen=True, slots=True)
class RegionCard:
    """A region in the portal. `names` are its own and its municipalities' names, for the search."""

    url: str
    name: Words
    full_name: Words
    municipalities: tuple[str, ...]
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class PortalView:
    """`portal.html`: choose a region. The frame's region fields hold the site's title."""

    frame: Frame
    regions: tuple[RegionCard, ...]
