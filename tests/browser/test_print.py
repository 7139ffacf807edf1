"""On paper: the whole text, black on white, with its addresses and numbers, without what can only be pressed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.checks import ask
from tests.browser.checks.printing import print_problems
from tests.browser.pages import ALL, FULL, SAMPLE

Look = Callable[..., Page]

PAPER_WIDTH = 680
"""CSS pixels of an A4 sheet between margins of 15 mm."""
SHEETS = [
    *SAMPLE,
    *(f"everything {tag} {path}" for tag in ("de", "ar")
      for path in ("text/elements", "text/notes", "text/tables", "text/compounds", "blocks/contacts", "media/picture")),
]  # fmt: skip


@pytest.mark.parametrize("name", SHEETS if FULL else [*SHEETS[::3], *SHEETS[len(SAMPLE) :]])
def test_paper_says_what_the_screen_says(name: str, look: Look) -> None:
    """Title and region on the first sheet, all texts, links with their addresses, folded text unfolded, no empty sheet."""
    problems = print_problems(look(ALL[name], 360, "dark"))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize(
    "name", ["full page de", "full page ar", "everything de text/tables", "everything ar text/compounds"]
)
def test_nothing_is_cut_on_paper(name: str, look: Look) -> None:
    """Everything fits between the margins of a sheet."""
    page = look(ALL[name], PAPER_WIDTH)
    page.emulate_media(media="print")
    problems = ask(page, "boxes")
    page.emulate_media(media="screen")
    assert not problems, "\n".join(problems)


def test_pages_break_between_things(look: Look) -> None:
    """A contact, a note, a row and a picture stay on one sheet; a heading stays with what follows."""
    page = look(ALL["everything de blocks/contacts"], PAPER_WIDTH)
    page.emulate_media(media="print")
    inside = page.locator(".contact").first.evaluate("(each) => getComputedStyle(each).breakInside")
    after = page.locator("h2").first.evaluate("(each) => getComputedStyle(each).breakAfter")
    page.emulate_media(media="screen")
    assert (inside, after) == ("avoid", "avoid")
