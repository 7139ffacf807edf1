"""The theme's contract for the map, beside `views.py`, under the same rules."""

from dataclasses import dataclass

from integreat_ssg.rendering.place_views import FiltersView, PlaceRow
from integreat_ssg.rendering.views import Frame, Link


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark, its place in hundredths of the drawing's width and height. It says a number, or the letter of the detail that
    shows its places one by one; `number` is the same for scripts, empty with a letter. `url` leads to what it says."""

    x: str
    y: str
    says: str
    number: str
    url: str


@dataclass(frozen=True, slots=True)
class NameView:
    """The name of a municipality; `anchor` ("start", "middle", "end") is the part of it that stands at the point."""

    text: str
    x: str
    y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawingView:
    """A drawing: `width` to `height` is its shape, lines are SVG paths in these measures. `bar` is how wide the scale bar is,
    in hundredths, and `distance` what it says. A detail has a `letter` and may name its `town`."""

    width: int
    height: int
    outline: str
    borders: str
    marks: tuple[MarkView, ...]
    names: tuple[NameView, ...]
    bar: str
    distance: str
    letter: str
    town: str


@dataclass(frozen=True, slots=True)
class TilesView:
    """The interactive map: where its tiles are, and whom readers owe them to. `offline` leads to the page where it can be
    saved, empty where nothing can."""

    url: str
    credit: str
    offline: str


@dataclass(frozen=True, slots=True)
class MapView:
    """`map.html`: the map of the region with its places as numbered marks, and the same places as a list, or page `number` of it.

    The drawing is the same on each page; the filters stand on the first. `missing` says that some places are not on the map;
    `list` leads to the list with all of them. `source` is whom readers owe the boundary to, `illustrative` that it is no
    official one. `tiles` is None where there is no interactive map, and on further pages.
    """

    frame: Frame
    drawing: DrawingView
    details: tuple[DrawingView, ...]
    rows: tuple[PlaceRow, ...]
    number: int
    previous: str
    next: str
    filters: FiltersView | None
    missing: bool
    list: str
    credit: str
    licence: str
    source: str
    illustrative: bool
    breadcrumbs: tuple[Link, ...]
    tiles: TilesView | None
