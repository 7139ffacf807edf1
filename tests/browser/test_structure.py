"""Every page says what it is made of: title, headings, landmarks, names of controls, pictures, tables and links."""

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.checks.documents import read_document
from tests.browser.conftest import Sites, Survey
from tests.browser.pages import ALL, REGIONS, SAMPLE, each_page, in_one_language

Look = Callable[..., Page]

TITLE_PARTS = " – "
"""Between a page's title and its region's name."""
ORDER = ["skip", "bar", "region", "settings", "switcher", "emergency", "breadcrumbs", "main", "footer"]
"""Where the parts of the frame stand, on all pages alike (WCAG 3.2.3, 3.2.6); not every page has each."""


@pytest.mark.parametrize(("name", "path"), each_page(in_one_language(ALL)))
def test_structure(name: str, path: str, survey: Survey) -> None:
    """One h1 and no skipped level, one of each landmark, a name for each control, alt texts, scopes, telling links."""
    problems = survey(path, 320, "structure")
    assert not problems, "\n".join(problems)


def test_titles(sites: Sites) -> None:
    """Inside of a region and a language no two pages share a title, and each ends in the region's name."""
    for region in ("lueneburg", "peine"):
        for tag in ("de", "ar", "uk", "en"):
            titles = Counter(read_document(file).title for file in (sites.sample / region / tag).rglob("index.html"))
            home = read_document(sites.sample / region / tag / "index.html").title
            assert not [title for title, count in titles.items() if count > 1]
            assert all(title.endswith(f"{TITLE_PARTS}{home}") or title == home for title in titles), titles


def test_frame_is_the_same_everywhere(sites: Sites) -> None:
    """Skip link, home, settings, languages, emergency, path, text and footer come in one order on every page."""
    regions = [file for region in REGIONS for file in sites.sample.glob(f"{region}/**/index.html")]
    for file in sorted([*regions, *sites.sample.glob("index*.html")]):
        found = []
        for tag, values in read_document(file).tags:
            classes = values.get("class", "").split()
            found += [part for part in ORDER if part in classes and part not in found]
            if tag == "main":
                found.append("main")
        assert found == [part for part in ORDER if part in found], f"{file}: {found}"


def test_reading_order(look: Look) -> None:
    """What a screen reader reads, from top to bottom: the frame, the title, the text, its contact, the way on, feedback."""
    page = look(SAMPLE["full page de"])
    snapshot = page.locator("body").aria_snapshot()
    landmarks = [line.strip() for line in snapshot.splitlines() if line.startswith("- ")]
    expected = ["banner", "navigation", "main", "complementary", "contentinfo"]
    assert [line.split()[1].rstrip(":") for line in landmarks] == expected, snapshot
    headings = [line.strip() for line in snapshot.splitlines() if "- heading" in line]
    assert "[level=1]" in headings[0]
    assert len(headings) >= 5
