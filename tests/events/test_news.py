"""News: the newest first, the expired left out, feeds that readers' programs understand."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from integreat_ssg.build import BuildResult
from tests.events.site import BASE, EVENTS, TODAY

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def site(build_site: Callable[..., BuildResult], tmp_path: Path) -> Path:
    """The built region."""
    build_site(EVENTS, today=TODAY, base_url=BASE)
    return tmp_path / "build/town"


def titles(html: str) -> list[str]:
    """The news in a list."""
    part = html[html.index('data-enhance="news"') :].partition("</ul>")[0]
    return [re.sub("<[^>]*>", "", each) for each in re.findall(r"<a [^>]*>(.*?)</a>", part)]


def test_the_newest_comes_first_and_the_expired_is_gone(site: Path) -> None:
    """In the list and on the home page; what expires later tells the script its day."""
    for file in ("de/news/index.html", "de/index.html"):
        html = (site / file).read_text()
        assert titles(html) == ["Neu &amp; gut", "Älter"]
        assert 'data-expires="2026-12-01"' in html
    assert not (site / "de/news/2026-10-01-over").exists()


def test_a_missing_translation_is_shown_in_its_own_language(site: Path) -> None:
    """Marked as German in an Arabic list."""
    html = (site / "ar/news/index.html").read_text()
    assert titles(html) == ["جديد", "Älter"]
    assert '<span lang="de" dir="ltr">Älter</span>' in html


def test_a_news_page_tells_its_day_and_leads_back(site: Path) -> None:
    """The day is in the file's name; the breadcrumbs name the list."""
    html = (site / "de/news/2026-11-20-new/index.html").read_text()
    assert '<time datetime="2026-11-20">20. November 2026</time>' in html
    assert '<a href="../index.html">Neuigkeiten</a>' in html


def test_feeds_hold_the_news_of_their_language(site: Path) -> None:
    """Atom and JSON Feed 1.1 agree; an Arabic feed holds no German texts."""
    root = ElementTree.parse(site / "de/news/feed.xml").getroot()
    feed = json.loads((site / "de/news/feed.json").read_text())
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["Neu & gut", "Älter"]
    assert [item["title"] for item in feed["items"]] == ["Neu & gut", "Älter"]
    assert [item["url"] for item in feed["items"]] == [
        entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")
    ]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["date_published"] == "2026-11-20T00:00:00Z"
    assert len(json.loads((site / "ar/news/feed.json").read_text())["items"]) == 1


def test_a_region_without_news_and_events_has_no_lists(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Nothing empty is linked to."""
    build_site({path: text for path, text in EVENTS.items() if "/news/" not in path and "/events/" not in path})
    assert not (tmp_path / "build/town/de/news").exists()
    assert not (tmp_path / "build/town/de/events").exists()
    assert "Veranstaltungen" not in (tmp_path / "build/town/de/index.html").read_text()
