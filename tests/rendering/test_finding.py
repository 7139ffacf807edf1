"""The search page and the list from A to Z, as they are built."""

import gzip
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from integreat_ssg.checking.site import FIRST_VIEW
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.register import ENTRIES_A_PAGE
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

JOBS = "---\ntitle: Stellen\nkeywords: [Ärzte gesucht, Jobcenter, Stellen]\n---\nText.\n"
ARABIC = "---\ntitle: الوظائف\nkeywords: [العمل]\n---\nنص.\n"
WORLD = {
    **SMALL_SITE,
    "town/de/work/jobs.md": JOBS,
    "town/ar/work/jobs.md": ARABIC,
    "town/de/news/2026-11-20-new.md": "---\ntitle: Neues\n---\nText.\n",
    "town/places/library.yaml": "name: {de: Bücherei, ar: مكتبة}\n",
}
ROW = re.compile(r'<li><a href="([^"]*)">(.*?)(?: <small>(.*?)</small>)?</a></li>')
HEADING = re.compile(r'<h2 id="([^"]*)">(.*?)</h2>')
LETTER = re.compile(r'<li><a href="([^"#]*)#([^"]*)">(.{1,3})</a></li>')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the town's site is built."""
    return tmp_path / "build/town"


def rows(file: Path) -> list[tuple[str, str, str]]:
    """Address, word and note of the entries on a page of the list."""
    main = file.read_text().partition('<h2 id="')[2].partition("</main>")[0]
    found = [(url, re.sub("<[^>]*>", "", unescape(word)), unescape(title)) for url, word, title in ROW.findall(main)]
    return [(url, word, re.sub("<[^>]*>", "", title)) for url, word, title in found]


def test_titles_and_keywords(build_site: Build, root: Path) -> None:
    """All titles, and keywords with the title of their page, in order; no home page, no news, and no word twice for a page."""
    build_site(WORLD)
    assert rows(root / "de/a-z/index.html") == [
        ("../work/index.html", "Arbeit", ""),
        ("../work/jobs/index.html", "Ärzte gesucht", "Stellen"),
        ("../accessibility/index.html", "Barrierefreiheit", ""),
        ("../places/library/index.html", "Bücherei", "Ort"),
        ("../privacy/index.html", "Datenschutz", ""),
        ("../imprint/index.html", "Impressum", ""),
        ("../work/jobs/index.html", "Jobcenter", "Stellen"),
        ("../work/jobs/index.html", "Stellen", ""),
    ]
    html = (root / "ar/a-z/index.html").read_text()
    assert [re.sub("<[^>]*>", "", letter) for _, letter in HEADING.findall(html)] == ["ع", "م", "و", "A", "B", "D", "I"]
    assert '<span lang="de" dir="ltr">Arbeit</span>' in html


def test_letters_lead_on(build_site: Build, root: Path) -> None:
    """Each letter on each page leads to its heading, on whichever page that is; none of the pages is heavy."""
    words = [f"{first}{second}wort" for first in "ABCDEFG" for second in "abcdefghijklmnopqrstuvwxyzäöü"]
    words += [f"Sonder{number:03}" for number in range(ENTRIES_A_PAGE + 5)]
    build_site({**WORLD, "town/de/work/jobs.md": f"---\ntitle: Stellen\nkeywords: {json.dumps(words)}\n---\nText.\n"})
    pages = sorted((root / "de/a-z").rglob("index.html"))
    assert len(pages) > 3
    found = [word for page in pages for _, word, _ in rows(page)]
    assert set(words) <= set(found)
    assert len(found) == len(set(found))
    style = len(gzip.compress(next(root.glob("assets/*/style.css")).read_bytes()))
    for page in pages:
        html = page.read_text()
        letters = LETTER.findall(html)
        assert [letter for _, _, letter in letters] == list("ABCDEFGIS")
        for url, anchor, letter in letters:
            target = (page.parent / url).read_text() if url else html
            assert (anchor, letter) in HEADING.findall(target)
        assert len(gzip.compress(html.encode())) + style < FIRST_VIEW


def test_without_search(build_site: Build, root: Path) -> None:
    """A region that wants no search has neither page nor field, script or index; the list from A to Z stays."""
    settings = f"{SMALL_SITE['town/region.yaml']!s}features: {{search: false}}\n"
    build_site({**WORLD, "town/region.yaml": settings})
    assert not (root / "de/search").exists()
    assert not list(root.rglob("search*.js"))
    assert (root / "de/a-z/index.html").is_file()
    for file in root.rglob("*.html"):
        html = file.read_text()
        assert "search/" not in html, file
        assert "<search>" not in html, file


def test_ways_in(build_site: Build, root: Path) -> None:
    """Every page of a language leads to the search and to the list; the home page and the search page have the field."""
    build_site(WORLD)
    for file in root.rglob("*/**/index.html"):
        html, way = file.read_text(), "../" * (len(file.relative_to(root).parts) - 2)
        assert f'href="{way}search/index.html#q"' in html or file.parent.name == "search", file
        assert f'href="{way}a-z/index.html"' in html or file.parent.name == "a-z", file
    assert '<form class="seek" action="search/index.html">' in (root / "de/index.html").read_text()
    search = (root / "de/search/index.html").read_text()
    assert '<meta name="robots" content="noindex">' in search
    assert '<a href="../a-z/index.html#l1">A</a>' in search
