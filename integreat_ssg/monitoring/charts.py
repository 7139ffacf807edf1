"""Numbers of many months as SVG: drawn when the report is made, in the text's colour, with every number in a title."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 320, 168
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 308, 18, 138
"""The sides of the field in which the numbers stand, in the units of the picture, which are about a phone's pixels."""
LABELLED = 6
"""Every how many months one has its name below, counted from the newest."""


@dataclass(frozen=True, slots=True)
class Point:
    """A month: its key ("2026-11"), its name, its short name, its number or None, and the number as people write it."""

    key: str
    name: str
    short: str
    value: int | None
    told: str


def line_chart(points: Sequence[Point], name: str, description: str) -> Markup:
    """Per cent over months, from 0 to 100: a line with a point a month."""
    dots = [(_across(at, len(points)), each) for at, each in enumerate(points)]
    paths = "".join(f'<path class="line" d="{path}"/>' for path in _paths(dots, 100))
    marks = "".join(
        _mark(f'<circle cx="{x:g}" cy="{_height(each.value, 100):g}" r="{3.5 if at == len(dots) - 1 else 2:g}"', each)
        for at, (x, each) in enumerate(dots)
        if each.value is not None
    )
    return _picture(points, name, description, 100, [(0, "0 %"), (50, "50 %"), (100, "100 %")], paths + marks)


def column_chart(points: Sequence[Point], name: str, description: str, scale: Sequence[tuple[int, str]]) -> Markup:
    """Amounts over months: a column each. `scale` are the numbers beside the lines, from 0 to the highest, as people write
    them."""
    top = scale[-1][0]
    wide = (_RIGHT - _LEFT) / len(points) * 0.7
    marks = "".join(
        _mark(
            f'<rect x="{_across(at, len(points)) - wide / 2:.1f}" y="{_height(each.value, top):g}" width="{wide:.1f}"'
            f' height="{_BOTTOM - _height(each.value, top):g}"',
            each,
        )
        for at, each in enumerate(points)
        if each.value is not None
    )
    return _picture(points, name, description, top, scale, marks)


def round_top(value: int) -> int:
    """The number at the upper end of a scale that must hold `value`: 2, 4, 6, 10 or 20 times a power of ten."""
    power = 1
    while value > 20 * power:
        power *= 10
    return next(step * power for step in (2, 4, 6, 10, 20) if step * power >= value)


def _picture(
    points: Sequence[Point], name: str, description: str, top: int, scale: Sequence[tuple[int, str]], marks: str
) -> Markup:
    lines = "".join(
        f'<path class="grid" d="M{_LEFT} {_height(value, top):g}H{_RIGHT}"/>'
        f'<text class="scale" x="{_LEFT - 6}" y="{_height(value, top) + 4:g}">{escape(words)}</text>'
        for value, words in scale
    )
    names = "".join(
        f'<text class="month" x="{min(_across(at, len(points)) + 8, _RIGHT):g}" y="{_BOTTOM + 20}">{escape(each.short)}</text>'
        for at, each in enumerate(points)
        if (len(points) - 1 - at) % LABELLED == 0
    )
    value = _last(points, top)
    return Markup(  # noqa: S704 - numbers of ours, and words that are escaped
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(name)}: {escape(description)}">'
        f"{lines}{names}{marks}{value}</svg>"
    )


def _last(points: Sequence[Point], top: int) -> str:
    """The newest number, where neither the line that leads to it nor the picture's side is in its way."""
    last, before = points[-1], points[-2].value if len(points) > 1 else None
    if last.value is None:
        return ""
    above = before is None or before <= last.value
    y = _height(last.value, top) + (-8 if above and last.value < top else 17)
    return f'<text class="last" x="{_RIGHT}" y="{y:g}">{escape(last.told)}</text>'


def _mark(start: str, point: Point) -> str:
    return (
        f'{start} class="mark" data-month="{point.key}" data-value="{point.value}">'
        f"<title>{escape(point.name)}: {escape(point.told)}</title>{'</circle>' if start.startswith('<circle') else '</rect>'}"
    )


def _across(at: int, count: int) -> float:
    step = (_RIGHT - _LEFT) / count
    return round(_LEFT + step * (at + 0.5), 1)


def _height(value: int | None, top: int) -> float:
    return round(_BOTTOM - (_BOTTOM - _TOP) * (value or 0) / top, 1)


def _paths(dots: Sequence[tuple[float, Point]], top: int) -> Iterator[str]:
    """A path for each unbroken row of months that have a number."""
    steps: list[str] = []
    for x, each in [*dots, (0.0, None)]:
        if each is None or each.value is None:
            if len(steps) > 1:
                yield "M" + "L".join(steps)
            steps = []
        else:
            steps.append(f"{x:g} {_height(each.value, top):g}")
