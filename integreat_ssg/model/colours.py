"""Colours and their contrast, by WCAG 2.2's formulas ("relative luminance", "contrast ratio")."""

import re

WHITE = "#ffffff"
NIGHT = "#1a1715"
"""The dark theme's background, against which a region's colour must be readable too."""
READABLE = 4.5
"""Contrast ratio of text that success criterion 1.4.3 asks for."""
EASILY_READABLE = 7.0
"""Contrast ratio of success criterion 1.4.6; leaves room for cards that are lighter than the dark background."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def is_colour(text: str) -> bool:
    """Whether `text` is a colour as `#rrggbb`."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, from 1 (none) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(background: str, colour: str, ratio: float = READABLE) -> str:
    """`colour`, mixed with white or black in steps of 2 % until text of it has the contrast `ratio` on `background`."""
    towards = 0 if _luminance(background) > 0.2 else 255
    channels = _channels(colour)
    for step in range(51):
        mixed = [round(channel + (towards - channel) * step / 50) for channel in channels]
        candidate = "#" + "".join(f"{channel:02x}" for channel in mixed)
        if contrast(candidate, background) >= ratio:
            return candidate
    return "#000000" if towards == 0 else WHITE


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
              for value in (channel / 255 for channel in _channels(colour))]  # fmt: skip
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
