"""Every page fits: on a phone of 320 px, with large or spaced-out text, in both directions, under a thumb."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.checks import ask
from tests.browser.checks.layout import fit_problems, large_text_problems, side_problems, spacing_problems
from tests.browser.conftest import Sites, Survey
from tests.browser.pages import ALL, FULL, SAMPLE, each_page, in_one_language, one_of_each

Look = Callable[..., Page]

TELLING = {
    name: path
    for name, path in in_one_language(ALL).items()
    if FULL or not any(part in name for part in ("tree/", "unspoken", "privacy"))
}
"""Pages whose layout differs from that of others."""
_LIKELY = ("text/elements", "text/notes", "text/tables", "text/compounds", "blocks/contacts")
HARD = {name: ALL[name] for name in ALL if FULL or name in one_of_each(SAMPLE) or name.endswith(_LIKELY)}
"""Pages that are likely to break: each kind, the longest words, the widest tables, all kinds of boxes."""


WIDE_AND_NARROW = [
    pytest.param(width, *each.values, id=f"{width}-{each.id}")
    for width, pages in ((320, TELLING), (1280, HARD))
    for each in each_page(pages)
]


@pytest.mark.parametrize(("width", "name", "path"), WIDE_AND_NARROW)
def test_fits(width: int, name: str, path: str, survey: Survey) -> None:
    """Nothing scrolls sideways, is cut off, leaves its box or covers another text (WCAG 1.4.10); targets and lines are right."""
    problems = [each for check in ("boxes", "targets", "typography") for each in survey(path, width, check)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("name", "path"), each_page(HARD))
def test_large_and_spaced_text(name: str, path: str, look: Look) -> None:
    """Text at 200 % (WCAG 1.4.4) and text spaced out (1.4.12) lose nothing on the smallest phone, nor on a large screen."""
    for width in (320, 1280) if FULL else (320,):
        page = look(path, width)
        problems = [*large_text_problems(page), *spacing_problems(page)]
        assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", ["home de", "full page ar", "portal ar", "language choice"])
def test_zoom(name: str, look: Look) -> None:
    """At 400 % in a window of 1280 × 1024, which is 320 × 256, everything is there and nothing sticks to the screen."""
    page = look(SAMPLE[name], 320)
    page.set_viewport_size({"width": 320, "height": 256})
    assert not fit_problems(page)
    sticky = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((each) => /fixed|sticky/.test(getComputedStyle(each).position)).length"
    )
    assert sticky == 0


@pytest.mark.parametrize("size", ["large", "larger"])
@pytest.mark.parametrize("name", ["home ar", "full page de", "emergencies ar", "portal de"])
def test_own_text_sizes(name: str, size: str, look: Look) -> None:
    """The text sizes that the site itself offers fit on the smallest phone."""
    page = look(SAMPLE[name], 320)
    page.evaluate("(size) => { document.documentElement.dataset.text = size }", size)
    problems = fit_problems(page)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["home de", "home ar", "full page ar", "picture de", "portal de", "language choice"])
def test_open_menus_fit(name: str, width: int, look: Look) -> None:
    """An open menu stays on the screen, its entries are large enough, and the current one can be told."""
    page = look(SAMPLE[name], width)
    for summary in page.locator("header summary").all():
        summary.click()
        problems = [*fit_problems(page), *ask(page, "targets")]
        assert not problems, "\n".join(problems)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "name",
    ["home ar", "section ar", "full page ar", "emergencies ar", "unfilled contact ar", "portal ar",
     "everything ar text/notes", "everything ar media/files", "everything ar text/elements"],
)  # fmt: skip
def test_mirrored(name: str, width: int, look: Look) -> None:
    """A page from right to left is the mirror image of itself from left to right; icons that point are turned, others not."""
    page = look(ALL[name], width)
    for details in page.locator(".contents details:not([open]) summary").all():
        details.click()
    problems = ask(page, "mirror")
    assert not problems, "\n".join(problems)


def test_styles_name_no_side(sites: Sites) -> None:
    """The style sheet knows start and end, not left and right."""
    file = next(sites.sample.glob("lueneburg/assets/*/style.css"))
    problems = side_problems(file.read_text("utf-8"))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("height", [740, 320])
def test_orientation(height: int, open_page: Callable[..., Page]) -> None:
    """A phone may be held either way (WCAG 1.3.4)."""
    page = open_page(SAMPLE["full page de"], width=740 if height == 320 else 360, height=height)
    assert page.locator("h1").is_visible()
    assert not fit_problems(page)
