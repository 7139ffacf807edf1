"""What machines read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"

DATED = {
    **SMALL_SITE,
    "town/de/work/jobs.md": "---\ntitle: Stellen & mehr\nsummary: Kurz.\nupdated: 2026-05-02\n---\nText.\n",
    "town/de/work/index.md": "---\ntitle: Arbeit\nupdated: 2026-04-01\n---\nText.\n",
    "town/ar/work/jobs.md": "---\ntitle: وظائف\nupdated: 2026-05-03\n---\nنص.\n",
}


def test_the_sitemap_names_real_pages_with_their_languages(
    build_site: Callable[..., BuildResult], tmp_path: Path
) -> None:
    """Each page of its own stands there once, fallback copies do not, and every address is a file of the site."""
    build_site(DATED, base_url="https://guide.example")
    root = ElementTree.parse(tmp_path / "build/town/sitemap.xml").getroot()
    found = [entry.findtext(f"{SITEMAP}loc", "") for entry in root]
    assert len(found) == len(set(found))
    assert "https://guide.example/town/ar/work/jobs/" in found
    assert "https://guide.example/town/ar/work/" not in found
    for address in found:
        assert (tmp_path / "build" / address.removeprefix("https://guide.example/") / "index.html").is_file()
    jobs = next(entry for entry in root if entry.findtext(f"{SITEMAP}loc", "").endswith("/de/work/jobs/"))
    assert {link.get("hreflang") for link in jobs.iter(f"{XHTML}link")} == {"de", "ar"}
    assert jobs.findtext(f"{SITEMAP}lastmod") == "2026-05-02"


def test_the_feed_tells_what_changed_last(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """Newest first, with complete addresses, stable ids and dates; one language a feed."""
    build_site(DATED, base_url="https://guide.example")
    root = ElementTree.parse(tmp_path / "build/town/de/feed.xml").getroot()
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert titles == ["Stellen & mehr", "Arbeit"]
    assert root.findtext(f"{ATOM}updated") == "2026-05-02T00:00:00Z"
    entry = next(root.iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}id") == "https://guide.example/town/de/work/jobs/"
    assert entry.findtext(f"{ATOM}summary") == "Kurz."


def test_dates_are_written_as_readers_expect(build_site: Callable[..., BuildResult], tmp_path: Path) -> None:
    """A German and an Arabic page tell the same kind of date each in its own way."""
    build_site(DATED, today=date(2026, 6, 1))
    german = (tmp_path / "build/town/de/work/jobs/index.html").read_text()
    arabic = (tmp_path / "build/town/ar/work/jobs/index.html").read_text()
    assert '<time datetime="2026-05-02">2. Mai 2026</time>' in german
    assert '<time datetime="2026-05-03">3 مايو 2026</time>' in arabic
