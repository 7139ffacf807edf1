"""Every kind of page has nothing that axe-core finds wrong: WCAG 2.2 AA and best practice, light and dark, small and large."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.checks.axe import axe_problems
from tests.browser.pages import SAMPLE, each_page, everything_pages, in_one_language, looks
from tests.browser.server import Server

Look = Callable[..., Page]


@pytest.mark.parametrize(("name", "path"), each_page(SAMPLE))
def test_sample_page(name: str, path: str, look: Look) -> None:
    """No violation on any kind of page; what axe cannot decide is explained in `UNDECIDED`."""
    for width, scheme in looks(name):
        problems = axe_problems(look(path, width, scheme))
        assert not problems, "\n".join(problems)


@pytest.mark.parametrize(("name", "path"), each_page(in_one_language(everything_pages())))
def test_everything_page(name: str, path: str, look: Look) -> None:
    """No violation with any element, block or state that a page can have."""
    for width, scheme in looks(name):
        problems = axe_problems(look(path, width, scheme))
        assert not problems, "\n".join(problems)


@pytest.mark.parametrize("name", ["home de", "full page ar", "fallback ar", "portal ar"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_open_menus(name: str, width: int, scheme: str, look: Look) -> None:
    """No violation while a menu, the display settings or the contents list are open."""
    page = look(SAMPLE[name], width, scheme)
    for summary in page.locator("header summary, .contents summary, .regions summary").all()[:4]:
        if summary.evaluate("(summary) => !summary.parentElement.open"):
            summary.click()
        problems = axe_problems(page)
        assert not problems, "\n".join(problems)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["home de", "full page ar", "portal de"])
def test_high_contrast(name: str, scheme: str, look: Look) -> None:
    """No violation in the high contrast that a reader chooses. (axe cannot see forced colours; test_appearance.py can.)"""
    page = look(SAMPLE[name], 320, scheme)
    page.evaluate("() => { document.documentElement.dataset.contrast = 'more' }")
    problems = axe_problems(page)
    assert not problems, "\n".join(problems)


def test_redirect_page(server: Server, look: Look) -> None:
    """No violation on the page that stands at an old address, looked at before it leads on."""
    path = "/all/everything/ar/old/address/index.html"
    status, file = server.find(path)
    assert status == 200
    assert not isinstance(file, bytes)
    assert file is not None
    still = "\n".join(line for line in file.read_text("utf-8").splitlines() if 'http-equiv="refresh"' not in line)
    server.instead[path] = still.encode()
    try:
        problems = axe_problems(look(path))
    finally:
        del server.instead[path]
    assert not problems, "\n".join(problems)
