"""Every page can be seen: in light and dark, in high contrast, in the system's forced colours, and without motion."""

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.browser.checks import ask
from tests.browser.checks.keyboard import spread
from tests.browser.checks.looks import icon_problems, light_problems, motion_problems
from tests.browser.checks.pixels import contrast
from tests.browser.pages import ALL, FULL, SAMPLE

Look = Callable[..., Page]

REGIONS = ("lueneburg", "boerde", "aachen", "goslar", "peine")
READABLE, HIGH = 4.5, 7.0
"""Contrast of text: WCAG 1.4.3, and 1.4.6 for those who ask for more."""
SEEN = [
    *SAMPLE,
    *(f"everything {tag} text/{name}" for tag, name in product(("de", "ar"), ("elements", "notes"))),
    *(f"everything {tag} {name}" for tag, name in product(("de", "ar"), ("blocks/contacts", "media/files"))),
]

_SHADE = """
() => {
  const pencil = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const mixed = (...colours) => {
    for (const colour of colours) { pencil.fillStyle = colour; pencil.fillRect(0, 0, 1, 1); }
    return [...pencil.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const table = document.querySelector('.table');
  const value = (name) => getComputedStyle(table).getPropertyValue(name);
  const cell = table.querySelector('td');
  return {ink: mixed(getComputedStyle(cell).color), shaded: mixed(value('--ground'), value('--shade') || 'transparent')};
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("region", REGIONS)
def test_colours(region: str, scheme: str, look: Look) -> None:
    """In every region's colours text stands out by 4.5 : 1, marks and focus by 3 : 1; by 7 : 1 where more is asked."""
    page = look(f"{region}/de/index.html", 320, scheme)
    problems = ask(page, "colours", READABLE)
    page.evaluate("() => { document.documentElement.dataset.contrast = 'more' }")
    problems += [f"high contrast: {each}" for each in ask(page, "colours", HIGH)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_device_that_asks_for_contrast(scheme: str, look: Look) -> None:
    """A device that asks for more contrast gets it without any setting."""
    page = look(SAMPLE["home de"], 320, scheme)
    page.emulate_media(contrast="more", color_scheme=scheme)  # type: ignore[arg-type]
    problems = ask(page, "colours", HIGH)
    page.emulate_media(contrast="null", color_scheme=scheme)  # type: ignore[arg-type]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_on_the_shade_of_a_table(scheme: str, look: Look) -> None:
    """Text that scrolls over the shade at a table's edge can still be read."""
    colours = look(ALL["everything de text/tables"], 320, scheme).evaluate(_SHADE)
    assert contrast(colours["ink"], colours["shaded"]) >= READABLE


@pytest.mark.parametrize("name", SEEN if FULL else SEEN[::2])
def test_dark_is_dark(name: str, look: Look) -> None:
    """A dark page has no light leftovers, and every icon can be seen on it."""
    page = look(ALL[name], 360, "dark")
    spread(page)
    problems = [*icon_problems(page), *light_problems(page)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", SEEN if FULL else SEEN[1::2])
def test_icons_on_light(name: str, look: Look) -> None:
    """Every icon can be seen on a light page."""
    page = look(ALL[name], 360, "light")
    spread(page)
    assert not icon_problems(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home de", "full page ar", "portal ar", "language choice", "unfilled contact de"])
def test_forced_colours(name: str, scheme: str, look: Look) -> None:
    """Where the system forces its colours, icons, edges of controls, the open menu and the current language can be seen."""
    page = look(SAMPLE[name], 360, scheme)
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    try:
        spread(page)
        problems = icon_problems(page)
        if page.locator(".switcher summary").count():
            page.locator(".switcher summary").click()
            problems += icon_problems(page)
            edge = "(each) => getComputedStyle(each).borderTopWidth + ' ' + getComputedStyle(each).borderTopStyle"
            for part in (".tool", ".panel", ".panel [aria-current]"):
                width, style = page.locator(part).last.evaluate(edge).split()
                problems += [] if style == "solid" and width != "0px" else [f"{part} has no edge"]
        assert not problems, "\n".join(problems)
    finally:
        page.emulate_media(forced_colors="none", color_scheme=scheme)  # type: ignore[arg-type]


def test_high_contrast_has_edges(look: Look) -> None:
    """In high contrast boxes are told by lines, for their tints are gone."""
    page = look(SAMPLE["full page de"], 360)
    page.evaluate("() => { document.documentElement.dataset.contrast = 'more' }")
    for part in (".contact", ".tool", ".admonition", ".table"):
        width, colour = page.locator(part).first.evaluate(
            "(each) => { const { borderBlockStartWidth: width, borderBlockStartColor: colour } = getComputedStyle(each);"
            " return [parseFloat(width), colour]; }"
        )
        assert width >= 2, part
        assert colour != "rgba(0, 0, 0, 0)", part


def test_no_motion(look: Look) -> None:
    """A reader who asked for less motion sees none: no transition, no animation, no smooth scrolling."""
    page = look(SAMPLE["home de"])
    problems = motion_problems(page)
    assert not problems, "\n".join(problems)
    page.locator(".card").first.hover()
    assert page.evaluate("() => document.getAnimations().length") == 0
