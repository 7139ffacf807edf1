"""A region's one logo to the icons that phones want: plain ones, a maskable one, and Apple's.

Why they look as they do: `docs/decisions/0011-icons-from-one-logo.md`. Sizes: https://web.dev/articles/add-manifest, the safe
zone: https://www.w3.org/TR/appmanifest/#icon-masks.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from math import hypot

from PIL import Image, ImageChops, ImageStat

from integreat_ssg.cache import Cache, key_of
from integreat_ssg.errors import UsageError
from integreat_ssg.model.colours import WHITE
from integreat_ssg.model.content import Content
from integreat_ssg.model.findings import Finding, Place, error, warning
from integreat_ssg.model.theme import LOGO, Theme
from integreat_ssg.rendering.drawing import DRAWER, NotDrawnError, draw_svg

PLAIN = {192: "icons/192.png", 512: "icons/512.png"}
"""Side in pixels to file, below the folder of theme files: the logo as it is."""
MASKABLE = "icons/512-maskable.png"
APPLE = "icons/180.png"
RECIPE = f"1 {DRAWER} pillow {version('pillow')}"
"""Everything but the logo and the brand colour that decides the pixels."""

_CANVAS = 1024
"""Pixels: the logo is drawn once, large enough for every icon, and made smaller."""
_SAFE = 0.4
"""The safe zone's radius as a share of the icon's side: a launcher may cut off what lies outside."""
_PLATE = 0.75
"""The share of its rectangle that a logo with a ground of its own covers; a circle covers 0.785."""
_MARK = 4
"""By how much of 255 a logo differs from a colour on average where there is a mark on it, even a small one."""
_SEEN = 16
"""By how much of 255 a pixel differs from the background where an eye sees it."""
_SAMPLE = 128
"""Pixels: the side at which a logo is measured."""


@dataclass(frozen=True)
class Icons:
    """`files`: path below the folder of theme files to PNG. `background` is what the logo stands on, as `#rrggbb`."""

    files: Mapping[str, bytes]
    background: str


def region_icons(content: Content, theme: Theme, cache: Cache) -> tuple[Icons | None, list[Finding]]:
    """The icons of a region's logo, or of the theme's; None, and why, where there is nothing that can be drawn.

    Raises UsageError where the theme's own logo cannot be drawn.
    """
    named = content.settings.logo
    logo = content.media.get(named or "")
    if named and logo is None:
        return None, []  # a rule tells of it
    brand = content.settings.colours.shown
    if logo is None:
        try:
            return (_remembered(theme.assets[LOGO], brand, cache) if LOGO in theme.assets else None), []
        except NotDrawnError as problem:
            raise UsageError(f"The theme's {LOGO} cannot be drawn: {problem or 'too complex'}.") from problem
    place = Place(logo.source)
    if not logo.file.lower().endswith(".svg"):
        return None, [error("logo-not-svg", place)]
    try:
        icons = _remembered(logo.data, brand, cache)
    except NotDrawnError as problem:
        reason = str(problem)
        return None, [error("logo-not-drawn", place, reason=reason) if reason else error("logo-too-complex", place)]
    if icons is None:
        return None, [error("logo-empty", place)]
    return icons, [warning("logo-text", place)] if b"<text" in logo.data else []


def _remembered(svg: bytes, brand: str, cache: Cache) -> Icons | None:
    keys = {name: key_of("icon", RECIPE, svg, brand, name) for name in (*PLAIN.values(), MASKABLE, APPLE, "background")}
    known = {name: data for name, key in keys.items() if (data := cache.get(key)) is not None}
    if len(known) == len(keys):
        return Icons({name: data for name, data in known.items() if name != "background"}, known["background"].decode())
    icons = make_icons(svg, brand)
    if icons:
        for name, data in (*icons.files.items(), ("background", icons.background.encode())):
            cache.put(keys[name], data)
    return icons


@lru_cache(maxsize=32)
def make_icons(svg: bytes, brand: str) -> Icons | None:
    """The icons of a logo for a region of this colour; None where nothing of it can be seen.

    Raises NotDrawnError where it cannot be drawn.
    """
    with Image.open(io.BytesIO(draw_svg(svg, _CANVAS))) as drawn:
        logo = drawn.convert("RGBA")
    box = logo.getchannel("A").point(lambda alpha: 255 * (alpha >= _SEEN)).getbbox()
    if box is None:
        return None
    logo = _squared(logo.crop(box))
    background = _background(logo, box, brand)
    files = {name: _png(logo.resize((side, side), Image.Resampling.LANCZOS)) for side, name in PLAIN.items()}
    files |= {name: _png(_standing(logo, side, background)) for side, name in ((512, MASKABLE), (180, APPLE))}
    return Icons(files, background)


def _squared(logo: Image.Image) -> Image.Image:
    """The logo in the middle of a transparent square that it just fits into."""
    side = max(logo.size)
    square = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    square.paste(logo, ((side - logo.width) // 2, (side - logo.height) // 2))
    return square


def _background(logo: Image.Image, box: tuple[int, int, int, int], brand: str) -> str:
    """What a logo stands on: the brand colour where it brings its own ground; else whichever shows it better, that or white.
    In no case one on which it would vanish."""
    alpha = logo.getchannel("A")
    shown = {}
    for colour in (WHITE, brand):
        difference = ImageChops.difference(logo.convert("RGB"), Image.new("RGB", logo.size, colour)).convert("L")
        shown[colour] = ImageStat.Stat(difference, mask=alpha.point(lambda value: 255 * (value >= 128))).mean[0]
    covered = ImageStat.Stat(alpha).sum[0] / 255 / ((box[2] - box[0]) * (box[3] - box[1]))
    if covered >= _PLATE and shown[brand] >= _MARK:
        return brand
    return max(shown, key=lambda colour: shown[colour])


def _standing(logo: Image.Image, side: int, background: str) -> Image.Image:
    """The logo on its background, as large as the safe zone allows for all that can be seen of it."""
    icon = Image.new("RGB", (side, side), background)
    x, y, radius = _visible_circle(logo, background)
    size = min(round(_SAFE * side / radius), 2 * side) if radius else side
    small = logo.resize((size, size), Image.Resampling.LANCZOS)
    icon.paste(small, (round(side / 2 - x * size), round(side / 2 - y * size)), small)
    return icon


def _visible_circle(logo: Image.Image, background: str) -> tuple[float, float, float]:
    """Centre and radius, as shares of the logo's side, of a circle around all pixels that differ from the background."""
    small = logo.resize((_SAMPLE, _SAMPLE), Image.Resampling.BOX)
    ground = Image.new("RGB", small.size, background)
    shown = ground.copy()
    shown.paste(small, mask=small)
    channels = ImageChops.difference(shown, ground).split()
    strongest = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    seen = strongest.point(lambda value: 255 * (value >= _SEEN))
    box = seen.getbbox()
    if box is None:
        return 0.5, 0.5, 0.0
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    pixels = seen.tobytes()
    places = (divmod(at, _SAMPLE) for at, value in enumerate(pixels) if value)
    radius = max(hypot(abs(column + 0.5 - x) + 0.5, abs(row + 0.5 - y) + 0.5) for row, column in places)
    return x / _SAMPLE, y / _SAMPLE, radius / _SAMPLE


def _png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
