"""The map of a region as lines, marks and names on a drawing. In: content. Out: a chart, the same in every language.

Equirectangular projection, true at the middle latitude: at the size of a district, what it gets wrong is thinner than a line.
Marks and names keep their size on every screen, so they are placed for the narrowest phone; wider ones have more room between
them. Everything is rounded, so that the same places give the same bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from math import cos, hypot, radians

from integreat_ssg.model.content import Content
from integreat_ssg.model.geography import Boundary, Degrees, on_the_map
from integreat_ssg.outlines import Lines, region_lines

WIDTH = 288.0
"""Pixels of the drawing on the narrowest phone; all lengths here are such pixels."""
TALLEST = 340.0
LOWEST = 150.0
MARGIN = 17.0
APART = 28.0
"""Between the middles of two marks, so that a finger hits one; nearer ones become one mark."""
DETAILS = 3
CROWDED = 4
"""Places of one mark from which on it gets a drawing of its own."""
SPREAD = 60.0
"""Metres between the outermost of them; below that they share a house."""
METRES = 111_320.0
"""Of a degree of latitude."""

BESIDE = ((0, 0, "middle"), (0, 22, "middle"), (0, -22, "middle"), (18, 0, "start"), (-18, 0, "end"))
"""Where a name may stand: on its point, else below, above or beside it, in the order in which these are tried."""

_SMALLEST = 400.0 / METRES
_LETTER = 6.6
_LINE = 15.0


_Group = tuple[float, float, tuple[str, ...]]
"""Places of one mark: where it stands, and their keys."""


@dataclass(frozen=True, slots=True)
class Projection:
    """From degrees to pixels of a drawing that is `height` high. `scale` are pixels of a degree of latitude."""

    west: float
    north: float
    stretch: float
    scale: float
    left: float
    top: float
    height: float

    def __call__(self, point: Degrees) -> tuple[float, float]:
        """Where a point stands, from the upper left corner."""
        longitude, latitude = point
        return (
            self.left + (longitude - self.west) * self.stretch * self.scale,
            self.top + (self.north - latitude) * self.scale,
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several places on a drawing. `number` is 0 where a detail with this `letter` shows them one by one."""

    x: float
    y: float
    places: tuple[str, ...]
    number: int = 0
    letter: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a municipality; `anchor` says which part of it stands at the point: "start", "middle" or "end"."""

    text: str
    x: float
    y: float
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is on a map, in pixels of a drawing WIDTH wide. `bar` is the scale bar: its metres and its pixels."""

    height: float
    marks: tuple[Mark, ...]
    bar: tuple[int, float]
    names: tuple[Name, ...] = ()
    lines: Lines = field(default_factory=Lines)
    letter: str = ""
    town: str = ""


@dataclass(frozen=True)
class Chart:
    """The map of a region, and the details of where its places stand too close. Numbers run from north to south."""

    region: Drawing
    details: tuple[Drawing, ...]

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Key of a place to the number of its mark."""
        marks = [mark for drawing in (self.region, *self.details) for mark in drawing.marks if mark.number]
        return {key: mark.number for mark in marks for key in mark.places}


def chart(content: Content) -> Chart | None:
    """The map of a region; None where it has no place to show."""
    settings = content.settings
    places = {
        key: (point.longitude, point.latitude)
        for key, point in on_the_map(content.places, settings.bounding_box).items()
    }
    if not places:
        return None
    towns = {name: (point.longitude, point.latitude) for name, point in settings.aliases.items()}
    edge = list(content.boundary.points) if content.boundary else list(towns.values())
    project = fitted([*edge, *places.values()])
    names = {name: project(point) for name, point in towns.items()}
    root = _Sheet(project, gathered({key: project(point) for key, point in places.items()}))
    sheets = [root]
    while len(sheets) <= DETAILS and (crowd := _largest_crowd(sheets, places)):
        sheet, at = crowd
        inside = {key: places[key] for key in sheet.groups[at][2]}
        closer = fitted(list(inside.values()), tallest=WIDTH * 0.8)
        sheet.details[at] = _Sheet(closer, gathered({key: closer(point) for key, point in inside.items()}))
        sheets.append(sheet.details[at])
    region, *details = _drawings(content, root)
    return Chart(
        replace(
            region,
            names=placed_names(names, region.marks, project.height),
            lines=_lines(content.boundary, project),
        ),
        tuple(details),
    )


@dataclass
class _Sheet:
    """A drawing being made: groups of places, some of which have a drawing of their own."""

    project: Projection
    groups: list[_Group]
    details: "dict[int, _Sheet]" = field(default_factory=dict)


def _largest_crowd(sheets: Sequence[_Sheet], places: Mapping[str, Degrees]) -> tuple[_Sheet, int] | None:
    """The group with the most places of all that have no drawing yet, deserve one, and do not share a house."""
    crowds = [
        (-len(keys), number, at)
        for number, sheet in enumerate(sheets)
        for at, (_, _, keys) in enumerate(sheet.groups)
        if at not in sheet.details and len(keys) >= CROWDED and _metres_across([places[key] for key in keys]) >= SPREAD
    ]
    _, number, at = min(crowds, default=(0, 0, -1))
    return (sheets[number], at) if at >= 0 else None


def _drawings(content: Content, root: _Sheet) -> list[Drawing]:
    """The sheets as drawings, each before its details; numbers and letters go on from one to the next."""
    done: list[Drawing] = []
    numbers, letters = count(1), iter("ABCDEFGH")

    def draw(sheet: _Sheet, letter: str) -> None:
        place = len(done)
        done.append(Drawing(sheet.project.height, (), scale_bar(sheet.project), letter=letter))
        marks = []
        for at, (x, y, keys) in enumerate(sheet.groups):
            if at in sheet.details:
                marks.append(Mark(x, y, keys, letter=next(letters)))
                draw(sheet.details[at], marks[-1].letter)
            else:
                marks.append(Mark(x, y, keys, next(numbers)))
        town = _town(content, [key for mark in marks for key in mark.places]) if letter else ""
        done[place] = replace(done[place], marks=tuple(marks), town=town)

    draw(root, "")
    return done


def fitted(points: Sequence[Degrees], tallest: float = TALLEST) -> Projection:
    """The projection in which all these points have room, with a margin for marks at the edge."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    stretch = max(cos(radians((south + north) / 2)), 0.01)
    wide, high = max((east - west) * stretch, _SMALLEST), max(north - south, _SMALLEST)
    scale = min((WIDTH - 2 * MARGIN) / wide, (tallest - 2 * MARGIN) / high)
    height = max(high * scale + 2 * MARGIN, LOWEST)
    left = (WIDTH - (east - west) * stretch * scale) / 2
    return Projection(west, north, stretch, scale, left, (height - (north - south) * scale) / 2, float(round(height)))


def gathered(points: Mapping[str, tuple[float, float]]) -> list[_Group]:
    """Places as marks from north to south: x, y and keys; no two of them nearer to each other than APART."""
    groups: list[_Group] = []
    for key, (x, y) in sorted(points.items(), key=lambda each: (each[1][1], each[1][0], each[0])):
        near = [(hypot(x - each[0], y - each[1]), at) for at, each in enumerate(groups)]
        distance, at = min(near, default=(APART, 0))
        if distance < APART:
            groups[at] = _joined(groups[at], (x, y, (key,)))
        else:
            groups.append((x, y, (key,)))
    while pair := _too_close(groups):
        one, other = pair
        groups[one] = _joined(groups[one], groups.pop(other))
    rounded = [(round(x, 1), round(y, 1), tuple(sorted(keys))) for x, y, keys in groups]
    return sorted(rounded, key=lambda each: (each[1], each[0], each[2]))


def _joined(one: _Group, other: _Group) -> _Group:
    """Two groups as one, in the middle of all their places."""
    share = len(other[2]) / (len(one[2]) + len(other[2]))
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share, one[2] + other[2]


def _too_close(groups: Sequence[_Group]) -> tuple[int, int] | None:
    pairs = (
        (hypot(groups[one][0] - groups[other][0], groups[one][1] - groups[other][1]), one, other)
        for one in range(len(groups))
        for other in range(one + 1, len(groups))
    )
    distance, one, other = min(pairs, default=(APART, 0, 0))
    return (one, other) if distance < APART else None


def _metres_across(points: Sequence[Degrees]) -> float:
    high = max(y for _, y in points) - min(y for _, y in points)
    wide = (max(x for x, _ in points) - min(x for x, _ in points)) * cos(radians(points[0][1]))
    return hypot(wide, high) * METRES


def _town(content: Content, keys: Iterable[str]) -> str:
    """The municipality in which most of some places lie; empty where they do not say."""
    towns = [town for key in keys if (town := content.places[key].place.municipality)]
    return min(towns, key=lambda town: (-towns.count(town), town), default="")


def scale_bar(project: Projection) -> tuple[int, float]:
    """The longest round number of metres that a third of the drawing is wide, and its pixels."""
    pixels = project.scale / METRES
    rounds = [factor * 10**power for power in range(7) for factor in (1, 2, 5)]
    metres = max((each for each in rounds if each * pixels <= WIDTH / 3), default=1)
    return metres, round(metres * pixels, 1)


def placed_names(towns: Mapping[str, tuple[float, float]], marks: Sequence[Mark], height: float) -> tuple[Name, ...]:
    """The names that have room between the marks, where their towns are or beside them; the first towns come first."""
    taken = [(mark.x - APART / 2, mark.y - APART / 2, mark.x + APART / 2, mark.y + APART / 2) for mark in marks]
    names = []
    for text, (x, y) in towns.items():
        if not (0 <= x <= WIDTH and 0 <= y <= height):
            continue
        wide = len(text) * _LETTER
        for right, down, anchor in BESIDE:
            start = x + right - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (start, y + down - _LINE / 2, start + wide, y + down + _LINE / 2)
            inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                names.append(Name(text, round(x + right, 1), round(y + down, 1), anchor))
                break
    return tuple(names)


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _lines(boundary: Boundary | None, project: Projection) -> Lines:
    if boundary is None:
        return Lines()
    areas = tuple(
        replace(area, rings=tuple(tuple(project(point) for point in ring) for ring in area.rings))
        for area in boundary.areas
    )
    return region_lines(areas)
