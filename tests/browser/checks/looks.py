"""What the eye sees, measured in pixels: icons in every colour scheme, and dark pages without light leftovers."""

from collections import Counter
from typing import Any

from PIL.Image import Image
from playwright.sync_api import Page

from tests.browser.checks.pixels import contrast, picture, pixels, share_of_light

STRONG = 3.0
"""Contrast of what is no text with what is around it (WCAG 1.4.11)."""
INK = 0.02
"""The part of an icon's box that its lines cover at least."""
LIGHT = 0.2
"""The part of a dark page that may be bright: letters, the one or other button."""

_ICONS = """
() => [...document.querySelectorAll('svg.icon, summary')].filter((icon) => icon.checkVisibility({visibilityProperty: true}))
  .filter((icon) => {
    const {left, top, width, height} = icon.getBoundingClientRect();
    const upper = document.elementFromPoint(left + width / 2, top + height / 2);
    return !upper || upper.contains(icon) || icon.parentElement.contains(upper); // Not below an open menu.
  })
  .map((icon) => {
    const {left, top, width, height} = icon.getBoundingClientRect();
    return {left, top, width, height, says: icon.parentElement.textContent.trim().slice(0, 40)};
  }).filter(({width, height}) => width > 8 && height > 8)
"""
_MOVING = """
() => [...document.querySelectorAll('*')].filter((each) => {
  const style = getComputedStyle(each);
  return style.transitionDuration.split(',').some((time) => parseFloat(time) > 0.01)
    || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
}).map((each) => `moves although less motion was asked for: <${each.localName}> ${each.className}`)
"""
_HIDE_PICTURES = "() => document.querySelectorAll('main img').forEach((each) => { each.hidden = true; each.remove() })"


def icon_problems(page: Page) -> list[str]:
    """Icons that do not stand out from their ground."""
    image, icons = _at_rest(page)
    problems = []
    for icon in icons:
        left, top, width, height = (icon[each] for each in ("left", "top", "width", "height"))
        box = (round(left), round(top), round(left + width), round(top + height))
        if box[2] > image.width or box[3] > image.height or box[0] < 0 or box[1] < 0:
            continue
        part = Counter(pixels(image.crop(box)))
        ((ground, _),) = part.most_common(1)
        drawn = sum(count for colour, count in part.items() if contrast(colour, ground) >= STRONG)
        if drawn < INK * part.total():
            problems.append(f"an icon cannot be seen beside “{icon['says']}”")
    return problems


def _at_rest(page: Page) -> tuple[Image, list[dict[str, Any]]]:
    """A picture of the page and where its icons are on it: taken when no sentence came in between that moved them."""
    while True:
        icons = page.evaluate(_ICONS)
        image = picture(page)
        if page.evaluate(_ICONS) == icons:
            return image, icons


def light_problems(page: Page) -> list[str]:
    """How much of a page that ought to be dark is bright; pictures do not count."""
    page.evaluate(_HIDE_PICTURES)
    share = share_of_light(picture(page))
    return [f"{share:.0%} of the dark page is bright"] if share > LIGHT else []


def motion_problems(page: Page) -> list[str]:
    """Transitions, animations and smooth scrolling that are left although the device asks for less motion."""
    found: list[str] = page.evaluate(_MOVING)
    return found
