"""News: the newest first, the expired left out, feeds that readers' programs understand."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.events.site import BASE, EVENTS, TODAY

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


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


def test_feeds_hold_the_news_of_the_list(site: Path) -> None:
    """Atom and JSON Feed 1.1 agree with each other and with the list."""
    root = ElementTree.parse(site / "de/news/feed.xml").getroot()
    feed = json.loads((site / "de/news/feed.json").read_text())
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["Neu & gut", "Älter"]
    assert [item["title"] for item in feed["items"]] == ["Neu & gut", "Älter"]
    assert [item["url"] for item in feed["items"]] == [
        entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")
    ]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["date_published"] == "2026-11-20T00:00:00Z"


def test_what_is_not_translated_is_in_the_feed_and_says_so(site: Path) -> None:
    """As in the list; it keeps its German identity, so that who follows both feeds reads it once, and leads to Arabic pages."""
    root = ElementTree.parse(site / "ar/news/feed.xml").getroot()
    arabic, german = root.iter(f"{ATOM}entry")
    assert (arabic.findtext(f"{ATOM}title"), arabic.get(LANG)) == ("جديد", None)
    assert (german.findtext(f"{ATOM}title"), german.get(LANG)) == ("Älter", "de")
    assert german.findtext(f"{ATOM}id") == f"{BASE}/town/de/news/2026-11-01-old/"
    link = german.find(f"{ATOM}link")
    assert link is not None
    assert (link.get("href"), link.get("hreflang")) == (f"{BASE}/town/ar/news/2026-11-01-old/", "de")
    items = json.loads((site / "ar/news/feed.json").read_text())["items"]
    assert [(each["title"], each["language"], each["url"]) for each in items] == [
        ("جديد", "ar", f"{BASE}/town/ar/news/2026-11-20-new/"),
        ("Älter", "de", f"{BASE}/town/ar/news/2026-11-01-old/"),
    ]


@pytest.mark.parametrize("file", ["de/feed.xml", "de/news/feed.xml", "ar/news/feed.xml"])
def test_atom_feeds_keep_their_rules(site: Path, file: str) -> None:
    """RFC 4287, 4.1: what a feed and an entry must have once, dates in RFC 3339, each id once, an address of its own."""
    root = ElementTree.parse(site / file).getroot()
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        for date in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
            assert datetime.fromisoformat(date.text or "").tzinfo
        ways = [link.get("rel", "alternate") for link in element.findall(f"{ATOM}link")]
        assert len(ways) == len(set(ways))
        assert "alternate" in ways
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == f"{BASE}/town/{file}"  # type: ignore[union-attr]
    ids = [element.findtext(f"{ATOM}id") for element in (root, *root.iter(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids))
    if "news" in file:
        assert all(entry.findtext(f"{ATOM}published") for entry in root.iter(f"{ATOM}entry"))


@pytest.mark.parametrize("tag", ["de", "ar"])
def test_json_feeds_keep_their_rules(site: Path, tag: str) -> None:
    """JSON Feed 1.1: what must be there, each id once, dates in RFC 3339, content in one form at least, nothing unknown."""
    feed = json.loads((site / tag / "news/feed.json").read_text())
    assert set(feed) == {"version", "title", "home_page_url", "feed_url", "language", "authors", "items"}
    assert feed["feed_url"] == f"{BASE}/town/{tag}/news/feed.json"
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    for item in feed["items"]:
        assert set(item) - {"summary"} == {"id", "url", "title", "content_text", "date_published", "language"}
        assert item["content_text"]
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_readers_programs_find_the_feeds(site: Path) -> None:
    """The page of the news names both in its head."""
    html = (site / "de/news/index.html").read_text().partition("</head>")[0]
    assert '<link rel="alternate" type="application/atom+xml" href="feed.xml"' in html
    assert '<link rel="alternate" type="application/feed+json" href="feed.json"' in html


def test_a_region_without_news_and_events_has_no_lists(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Nothing empty is linked to."""
    build_site({path: text for path, text in EVENTS.items() if "/news/" not in path and "/events/" not in path})
    assert not (tmp_path / "build/town/de/news").exists()
    assert not (tmp_path / "build/town/de/events").exists()
    assert "Veranstaltungen" not in (tmp_path / "build/town/de/index.html").read_text()
