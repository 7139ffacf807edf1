"""The lines of a map: whole, light, and each border once."""

import time
from math import cos, pi, sin

from hypothesis import given
from hypothesis import strategies as some

from integreat_ssg.model.geography import Area
from integreat_ssg.outlines import GRID, MOST_LINES, MOST_POINTS, region_lines

SQUARE = ((10.0, 10.0), (110.0, 10.0), (110.0, 110.0), (10.0, 110.0))
LEFT = ((10.0, 10.0), (60.0, 10.0), (60.0, 110.0), (10.0, 110.0))
RIGHT = ((60.0, 10.0), (110.0, 10.0), (110.0, 110.0), (60.0, 110.0))


def steps(*points: tuple[float, float]) -> set[tuple[int, int]]:
    """Points in steps of the grid."""
    return {(round(x * GRID), round(y * GRID)) for x, y in points}


def test_an_outline_is_closed() -> None:
    """A region of one area has an outline that ends where it began, and no borders."""
    lines = region_lines([Area("", (SQUARE,))])
    (outline,) = lines.outline
    assert outline[0] == outline[-1]
    assert set(outline) == steps(*SQUARE)
    assert lines.borders == ()


def test_a_shared_border_is_drawn_once() -> None:
    """Two municipalities: what encloses both is the outline, what parts them is one line."""
    lines = region_lines([Area("Ahausen", (LEFT,)), Area("Bestadt", (RIGHT,))])
    (outline,) = lines.outline
    assert outline[0] == outline[-1]
    assert set(outline) == steps(*LEFT, *RIGHT)
    assert [set(line) for line in lines.borders] == [steps((60, 10), (60, 110))]


def test_an_outline_of_its_own_beside_municipalities() -> None:
    """An area without a name is the outline; the municipalities only add what is inside."""
    lines = region_lines([Area("", (SQUARE,)), Area("Ahausen", (LEFT,)), Area("Bestadt", (RIGHT,))])
    (outline,) = lines.outline
    assert steps(*SQUARE) <= set(outline)
    inside = {point for line in lines.borders for point in line}
    assert steps((60, 10), (60, 110)) <= inside


def test_a_single_area_is_an_outline_with_and_without_a_name() -> None:
    """A file with nothing but the district, under its name, is its outline."""
    assert region_lines([Area("Landkreis", (SQUARE,))]) == region_lines([Area("", (SQUARE,))])


def test_islands_and_holes() -> None:
    """Parts that lie apart are all drawn; specks that nobody would see are not."""
    hole = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))
    speck = ((200.0, 200.0), (200.3, 200.0), (200.3, 200.3))
    lines = region_lines([Area("", (SQUARE, hole, speck))])
    assert len(lines.outline) == 2


def test_few_points_say_the_same() -> None:
    """A coast of a hundred thousand points becomes a line of some hundred, which misses it by no more than a pixel."""
    circle = tuple(
        (144 + 100 * cos(2 * pi * at / 100_000), 144 + 100 * sin(2 * pi * at / 100_000)) for at in range(100_000)
    )
    (outline,) = region_lines([Area("", (circle,))]).outline
    assert len(outline) <= MOST_POINTS
    for x, y in outline:
        assert abs(((x / GRID - 144) ** 2 + (y / GRID - 144) ** 2) ** 0.5 - 100) < 1


def test_hostile_lines_end_soon() -> None:
    """Noise and thousands of splinters take a few seconds at most, and stay small."""
    noise = tuple((10 + (at * 7919 % 26_800) / 100, 10 + (at * 104_729 % 32_000) / 100) for at in range(60_000))
    splinters = [
        Area(f"n{at}", (((at % 280, at // 280), (at % 280 + 0.5, at // 280), (at % 280, at // 280 + 0.5)),))
        for at in range(20_000)
    ]
    began = time.process_time()
    for areas in ([Area("", (noise,))], splinters):
        lines = region_lines(areas)
        assert len(lines.outline) <= MOST_LINES
    assert time.process_time() - began < 20


@given(some.lists(some.tuples(some.floats(0, 280), some.floats(0, 330)), min_size=3, max_size=60))
def test_any_ring_gives_the_same_lines_twice(ring: list[tuple[float, float]]) -> None:
    """Even a ring that crosses itself, and whichever point it begins with."""
    lines = region_lines([Area("", (tuple(ring),))])
    assert lines == region_lines([Area("", (tuple(ring),))])


def test_neighbours_that_do_not_agree_are_still_drawn() -> None:
    """Borders that were made simple one by one touch nowhere; what is drawn stays small and covers the region."""
    areas = [
        Area(f"n{row}-{column}", (tuple((20 + column * 20 + x * 20.3, 20 + row * 20 + y * 20.7) for x, y in wobble),))
        for row in range(12)
        for column in range(12)
        for wobble in [[(0, 0), (0.5, 0.03 * (row % 3)), (1, 0.02), (0.97, 1), (0.4, 1.02), (0.01, 0.99)]]
    ]
    lines = region_lines(areas)
    assert sum(len(line) for line in (*lines.outline, *lines.borders)) <= 2 * MOST_POINTS
    assert max(x for line in lines.outline for x, _ in line) > 250 * GRID
