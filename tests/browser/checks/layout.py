"""A page under the settings that readers bring along: large text, wide spacing, a narrow window, a turned direction."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.checks import ask

SPACING = (Path(__file__).parent / "spacing.css").read_text("utf-8")

_SIDES = re.compile(
    r"(?<![-\w])(?:margin|padding|border)-(?:left|right)|(?<![-\w])(?:left|right)\s*:|:\s*(?:left|right)\b"
)

_ADOPT = """
(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}
"""


def fit_problems(page: Page) -> list[str]:
    """Whether everything fits as it is."""
    return ask(page, "boxes")


def large_text_problems(page: Page, percent: int = 200) -> list[str]:
    """Whether everything fits when the browser's text size is `percent` of the usual one (WCAG 1.4.4)."""
    page.evaluate(_ADOPT, f":root {{ font-size: calc({percent}% * var(--script-size, 1)) !important }}")
    problems = [f"text at {percent} %: {each}" for each in ask(page, "boxes")]
    page.evaluate(_ADOPT, "")
    return problems


def spacing_problems(page: Page) -> list[str]:
    """Whether everything fits when lines, letters, words and paragraphs stand further apart (WCAG 1.4.12)."""
    page.evaluate(_ADOPT, SPACING)
    problems = [f"text spaced out: {each}" for each in ask(page, "boxes")]
    page.evaluate(_ADOPT, "")
    return problems


def side_problems(css: str) -> list[str]:
    """Declarations that name left or right, which a text from right to left would have to turn round."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = [(match[0], bare[max(0, match.start() - 40) : match.end() + 20]) for match in _SIDES.finditer(bare)]
    return [f"names a side: {side} in {around!r}" for side, around in found]
