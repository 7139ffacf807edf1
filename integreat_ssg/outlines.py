"""The lines of a map: an outline, and the borders inside, each drawn once, with as few points as the eye needs.

Neighbours share a border. It is cut out as one line, made simple once, and drawn once: no gaps, and half the bytes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import inf

from integreat_ssg.model.geography import Area, Ring

GRID = 4
"""Steps of a pixel to which points are rounded: finer than a line is thick on a phone of double density."""
MOST_POINTS = 400
"""Of a whole drawing: about one and a half kilobytes, compressed."""
SMALLEST = 0.5
"""Square pixels: a point that makes a smaller corner is left out; larger ones too where there would be too many points."""
MOST_LINES = 300
"""From corner to corner: those of a hundred municipalities. Where there are more, only the outline is drawn; where neighbours do
not agree on their borders, so that all of it is corners, the ring of each."""

Point = tuple[int, int]
Edge = tuple[Point, Point]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in steps of the grid: those that enclose the region, closed, and those inside of it."""

    outline: tuple[Line, ...] = ()
    borders: tuple[Line, ...] = ()


def region_lines(areas: Sequence[Area]) -> Lines:
    """`areas` with their points in pixels. Without an area that has no name, the outline is what all of them enclose."""
    unnamed = [area for area in areas if not area.name]
    named = [area for area in areas if area.name]
    shape = _edges(unnamed or named)
    outer = {edge for edge, count in shape.items() if count % 2}
    inner = set(_edges(named)) - outer if len(named) > 1 or unnamed else set()
    corners = _corners(outer | inner)
    outline, borders = _chained(outer, corners), _chained(inner, corners)
    if len(outline) + len(borders) > MOST_LINES:
        outline, borders = _chained(outer, _corners(outer)), ()
    if len(outline) > MOST_LINES:
        outline = _loops(unnamed or named)
    weights = {line: _weights(line) for line in (*outline, *borders)}
    heaviest = sorted((weight for each in weights.values() for weight in each if weight < inf), reverse=True)
    room = max(MOST_POINTS - 2 * len(weights), MOST_POINTS // 4)
    least = max([SMALLEST * GRID**2, *heaviest[room : room + 1]])

    def simple(lines: Iterable[Line]) -> tuple[Line, ...]:
        kept = (
            tuple(point for point, weight in zip(line, weights[line], strict=True) if weight >= least) for line in lines
        )
        return tuple(line for line in kept if len(line) > (3 if line[0] == line[-1] else 1))

    return Lines(_rings(simple(outline)), simple(borders))


def _weights(line: Line) -> list[float]:
    """How much each point of a line matters: the triangle that it makes with its neighbours when its turn comes to be left
    out, the smallest first (Visvalingam and Whyatt). The ends always matter."""
    last = len(line) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    weights = [0.0] * len(line)
    weights[0] = weights[last] = inf
    waiting = [(_triangle(line[at - 1], line[at], line[at + 1]), at) for at in range(1, last)]
    current = {at: weight for weight, at in waiting}
    heapify(waiting)
    heaviest = 0.0
    while waiting:
        weight, at = heappop(waiting)
        if current.get(at) != weight:
            continue  # its neighbours have changed since
        del current[at]
        heaviest = weights[at] = max(heaviest, weight)
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for each in (left, right):
            if each in current:
                current[each] = _triangle(line[before[each]], line[each], line[after[each]])
                heappush(waiting, (current[each], each))
    return weights


def _triangle(one: Point, two: Point, three: Point) -> float:
    """The size of a triangle, in steps of the grid squared."""
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def _edges(areas: Iterable[Area]) -> dict[Edge, int]:
    """Each piece of the areas' rings between two points of the grid, with how often it is drawn."""
    found: dict[Edge, int] = {}
    for area in areas:
        for ring in area.rings:
            points = _snapped(ring)
            for one, other in zip(points, [*points[1:], points[0]], strict=True):
                if one != other:
                    edge = (min(one, other), max(one, other))
                    found[edge] = found.get(edge, 0) + 1
    return found


def _snapped(ring: Ring) -> list[Point]:
    points: list[Point] = []
    for x, y in ring:
        point = (round(x * GRID), round(y * GRID))
        if not points or points[-1] != point:
            points.append(point)
    return points


def _corners(edges: Iterable[Edge]) -> frozenset[Point]:
    """Where lines meet or end; they are cut there."""
    count: dict[Point, int] = {}
    for edge in edges:
        for point in edge:
            count[point] = count.get(point, 0) + 1
    return frozenset(point for point, lines in count.items() if lines != 2)


def _chained(edges: Iterable[Edge], corners: frozenset[Point]) -> tuple[Line, ...]:
    """Edges as lines from corner to corner; what has no corner is closed."""
    ways: dict[Point, set[Point]] = {}
    for one, other in edges:
        ways.setdefault(one, set()).add(other)
        ways.setdefault(other, set()).add(one)
    lines = []
    for start in [*sorted(point for point in ways if point in corners), *sorted(ways)]:
        while ways[start]:
            lines.append(tuple(_walk(start, ways, corners)))
    return tuple(lines)


def _loops(areas: Iterable[Area]) -> tuple[Line, ...]:
    """Each ring as a closed line of its own."""
    rings = (tuple(_snapped(ring)) for area in areas for ring in area.rings)
    return tuple((*ring, ring[0]) for ring in rings if len(ring) > 2)


def _walk(start: Point, ways: dict[Point, set[Point]], corners: frozenset[Point]) -> Iterator[Point]:
    here = start
    yield here
    while ways[here]:
        onward = min(ways[here])
        ways[here].discard(onward)
        ways[onward].discard(here)
        here = onward
        yield here
        if here in corners or here == start:
            return


def _rings(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Pieces of an outline, end to end: where borders meet it, it was cut."""
    lines = list(lines)
    rings = [line for line in lines if line[0] == line[-1]]
    waiting = [line for line in lines if line[0] != line[-1]]
    while waiting:
        ring = list(waiting.pop(0))
        while ring[0] != ring[-1]:
            at = next((at for at, each in enumerate(waiting) if ring[-1] in (each[0], each[-1])), None)
            if at is None:
                break
            piece = waiting.pop(at)
            ring += piece[1:] if piece[0] == ring[-1] else piece[-2::-1]
        rings.append(tuple(ring))
    return tuple(rings)
