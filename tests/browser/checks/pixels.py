"""Screenshots as numbers: what changed between two, which colours cover how much, how strong a contrast is."""

import io
from collections import Counter
from collections.abc import Iterable
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

Colour = tuple[int, int, int]


def picture(page: Page, clip: dict[str, float] | None = None, **options: Any) -> Image.Image:
    """The page as it looks now; `clip` is a part of the viewport."""
    data = page.screenshot(clip=clip, animations="disabled", caret="hide", **options)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(data)).convert("RGB")


def changed(one: Image.Image, other: Image.Image) -> Counter[tuple[Colour, Colour]]:
    """The colours before and after of every pixel that differs by more than a breath, with the number of such pixels."""
    difference = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 24 else 0)
    box = difference.getbbox()
    if box is None:
        return Counter()
    before, after, mask = pixels(one.crop(box)), pixels(other.crop(box)), difference.crop(box).tobytes()
    return Counter((a, b) for a, b, differs in zip(before, after, mask, strict=True) if differs)


def pixels(image: Image.Image) -> list[Colour]:
    """All pixels, row by row."""
    data = image.convert("RGB").tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def luminance(colour: Iterable[float]) -> float:
    """WCAG 2.2, "relative luminance", of channels from 0 to 255."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Iterable[float], other: Iterable[float]) -> float:
    """WCAG 2.2, "contrast ratio", from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def share_of_light(image: Image.Image, limit: float = 0.4) -> float:
    """The part of the picture, from 0 to 1, that is brighter than `limit` (relative luminance)."""
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.NEAREST)
    counted = small.getcolors(small.width * small.height) or []
    bright = sum(count for count, colour in counted if isinstance(colour, tuple) and luminance(colour[:3]) > limit)
    return bright / (small.width * small.height)
