"""A walk through the page by Tab: every stop is seen, in the order in which the eye reads, and the walk comes to an end."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.checks.pixels import changed, contrast, picture

MOST = 200
"""Stops after which a page is taken for a trap."""
RING = 2
"""CSS pixels that a focus indicator is thick at least (WCAG 2.4.13)."""
STRONG = 3.0
"""Contrast between the focused and the unfocused state of the pixels of the indicator (WCAG 2.4.13)."""
ROUND_CORNERS, BROKEN_LINES = 0.85, 0.55
"""The part of a box's edge that an indicator with round corners, or round a link that breaks over lines, draws at least."""

Stop = dict[str, Any]

_FOCUSED = (Path(__file__).parent / "keyboard.js").read_text("utf-8")


def spread(page: Page) -> None:
    """Makes the window as high as the page, so that nothing scrolls while its pixels are compared."""
    height = page.evaluate("() => document.documentElement.scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 360
    page.set_viewport_size({"width": width, "height": min(int(height) + 10, 12000)})


def walk(page: Page, *, look: bool = False) -> tuple[list[Stop], list[str]]:
    """Every stop of Tab from the top of the page until it leaves, and problems; with `look`, pixels are compared too."""
    page.evaluate("() => { document.activeElement?.blur(); getSelection()?.removeAllRanges(); scrollTo(0, 0) }")
    stops: list[Stop] = []
    problems: list[str] = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop: Stop | None = page.evaluate(_FOCUSED)
        if stop is None or (stops and stop["order"] == stops[0]["order"]):
            return stops, problems
        if stops and stop["order"] == stops[-1]["order"]:
            return stops, [*problems, f"the focus does not move on: {stop['says']}"]
        stops.append(stop)
        if stop["covered"]:
            problems.append(f"the focus is hidden: {stop['says']}")
        if look:
            problems += _ring_problems(page, stop)
    return stops, [*problems, f"the walk does not end: {stops[-1]['says']}"]


def _ring_problems(page: Page, stop: Stop) -> list[str]:
    """Compares the element in focus with itself without; the next Tab goes on from it all the same."""
    margin = 8
    size = page.viewport_size or {"width": 360, "height": 740}
    box = stop["box"]
    left, top = max(0, int(box["left"]) - margin), max(0, int(box["top"]) - margin)
    right = min(size["width"], int(box["left"] + box["width"]) + margin)
    bottom = min(size["height"], int(box["top"] + box["height"]) + margin)
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    focused = picture(page, clip)
    page.evaluate("() => document.activeElement.blur()")
    pairs = changed(picture(page, clip), focused)
    strong = sum(count for pair, count in pairs.items() if contrast(*pair) >= STRONG)
    drawn = ROUND_CORNERS if stop["lines"] == 1 else BROKEN_LINES
    wanted = RING * stop["edge"] * drawn
    if strong < wanted:
        return [f"the focus is hard to see ({strong} of {wanted:.0f} pixels): {stop['says']}"]
    return []


def order_problems(stops: list[Stop]) -> list[str]:
    """Whether the stops follow the document and the eye: down the page, and along the line in the direction of reading."""
    problems = []
    for one, two in pairwise(stops):
        if two["order"] < one["order"]:
            problems.append(f"is written before {one['says']} and comes after it: {two['says']}")
        if one["group"] != two["group"] or one["skip"]:
            continue
        a, b = one["start"], two["start"]
        overlap = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        if overlap > 0.5 * min(a["bottom"] - a["top"], b["bottom"] - b["top"]):
            onward = b["right"] <= a["right"] + 1 if one["rtl"] else b["left"] >= a["left"] - 1
            if not onward:
                problems.append(f"stands before {one['says']} on its line and comes after it: {two['says']}")
        elif b["top"] < a["top"] - 1:
            problems.append(f"stands above {one['says']} and comes after it: {two['says']}")
    return problems
