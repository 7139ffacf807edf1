"""Where marks and names stand on the map: never on each other, never off the drawing, always the same."""

from itertools import combinations, product
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as some

from integreat_ssg.cartography import (
    APART,
    METRES,
    TALLEST,
    WIDTH,
    Mark,
    fitted,
    gathered,
    placed_names,
    scale_bar,
)

points = some.tuples(some.floats(0, WIDTH), some.floats(0, TALLEST))
towns = some.dictionaries(some.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=30), points, max_size=25)


@given(some.dictionaries(some.text("abc", min_size=1), points, max_size=80))
def test_marks_stand_apart(places: dict[str, tuple[float, float]]) -> None:
    """However places lie, each is in exactly one mark, and a finger can hit each mark."""
    marks = gathered(places)
    assert sorted(key for _, _, keys in marks for key in keys) == sorted(places)
    for one, other in combinations(marks, 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > APART - 0.2


@given(some.dictionaries(some.text("abc", min_size=1), points, max_size=40))
def test_marks_do_not_depend_on_the_order_of_files(places: dict[str, tuple[float, float]]) -> None:
    """The same places give the same marks, from north to south."""
    marks = gathered(places)
    assert marks == gathered(dict(reversed(places.items())))
    assert [y for _, y, _ in marks] == sorted(y for _, y, _ in marks)


def test_near_places_share_a_mark_in_their_middle() -> None:
    """Two neighbours become one mark between them; a third at a distance keeps its own."""
    assert gathered({"a": (100, 100), "b": (110, 104), "c": (200, 100)}) == [
        (200, 100, ("c",)),
        (105, 102, ("a", "b")),
    ]


@given(some.lists(some.tuples(some.floats(5.8, 15.1), some.floats(47.2, 55.1)), min_size=1, max_size=30))
def test_everything_is_on_the_drawing(places: list[tuple[float, float]]) -> None:
    """Every place of a region anywhere in Germany lies inside, with room for its mark."""
    project = fitted(places)
    assert 100 <= project.height <= TALLEST
    for x, y in map(project, places):
        assert APART / 2 <= x <= WIDTH - APART / 2
        assert APART / 2 <= y <= project.height - APART / 2


def test_north_is_up_and_a_kilometre_is_a_kilometre() -> None:
    """A kilometre to the east is as long as one to the north, at the middle of the map."""
    project = fitted([(10.0, 53.0), (10.5, 53.4)])
    middle = (10.25, 53.2)
    degree = 1000 / METRES
    x, y = project(middle)
    east, _ = project((middle[0] + degree / cos(radians(middle[1])), middle[1]))
    _, north = project((middle[0], middle[1] + degree))
    assert east - x == pytest.approx(y - north, rel=1e-6)
    assert north < y


def test_the_scale_bar_says_how_far_things_are() -> None:
    """Its round number of metres is as long as it says, and no longer than a third of the drawing."""
    project = fitted([(10.0, 53.0), (10.5, 53.4)])
    metres, pixels = scale_bar(project)
    assert metres == 10_000
    (_, south), (_, north) = project((10.2, 53.1)), project((10.2, 53.1 + metres / METRES))
    assert south - north == pytest.approx(pixels, abs=0.1)
    assert pixels <= WIDTH / 3


@given(towns, some.lists(points, max_size=12))
def test_names_cover_nothing(places: dict[str, tuple[float, float]], spots: list[tuple[float, float]]) -> None:
    """A name stands on the drawing, on no mark and on no other name; where it has no room it is left out."""
    marks = [Mark(x, y, ("key",), 1) for x, y in spots]
    names = placed_names(places, marks, TALLEST)
    boxes = []
    for name in names:
        wide = len(name.text) * 6.6
        left = name.x - {"start": 0, "middle": wide / 2, "end": wide}[name.anchor]
        boxes.append((left, name.y - 7, left + wide, name.y + 7))
        assert left >= -0.1
        assert left + wide <= WIDTH + 0.1
    circles = [(mark.x - 13, mark.y - 13, mark.x + 13, mark.y + 13) for mark in marks]
    for one, other in [*combinations(boxes, 2), *product(boxes, circles)]:
        beside = one[0] > other[2] - 0.1 or other[0] > one[2] - 0.1
        assert beside or one[1] >= other[3] - 0.1 or other[1] >= one[3] - 0.1
