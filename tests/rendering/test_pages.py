"""What a reader finds on the pages of a built region."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]


def read(tmp_path: Path, file: str) -> str:
    """A file of the region `town`."""
    return (tmp_path / "build" / "town" / file).read_text()


def region(**settings: str) -> dict[str, str]:
    """The small site with more settings in its region."""
    lines = "".join(f"{key}: {value}\n" for key, value in settings.items())
    return {**SMALL_SITE, "town/region.yaml": str(SMALL_SITE["town/region.yaml"]) + lines}


def test_a_missing_translation_is_shown_and_marked(build_site: Build, tmp_path: Path) -> None:
    """An Arabic reader sees the German text, is told so in Arabic, and search engines leave the copy alone."""
    build_site(SMALL_SITE, base_url="https://guide.example")
    html = read(tmp_path, "ar/work/jobs/index.html")
    assert '<html lang="ar" dir="rtl"' in html
    assert '<div class="text" lang="de" dir="ltr">' in html
    assert "الألمانية" in html
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://guide.example/town/de/work/jobs/">' in html


def test_the_switcher_leads_to_the_same_page(build_site: Build, tmp_path: Path) -> None:
    """From a page about jobs the Arabic entry leads to the Arabic page about jobs, by the language's own name."""
    build_site(SMALL_SITE)
    html = read(tmp_path, "de/work/jobs/index.html")
    assert re.search(r'<a href="\.\./\.\./\.\./ar/work/jobs/index\.html" lang="ar" dir="rtl"[^>]*>العربية</a>', html)


def test_breadcrumbs_and_neighbours(build_site: Build, tmp_path: Path) -> None:
    """A page says where it stands and what comes before and after it."""
    build_site(SMALL_SITE)
    html = read(tmp_path, "de/work/jobs/index.html")
    crumbs = html.partition('class="breadcrumbs')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', crumbs) == ["../../index.html", "../index.html"]
    assert re.search(r'rel="prev" href="\.\./index\.html"', html)


def test_an_alias_leads_on(build_site: Build, tmp_path: Path) -> None:
    """An old address answers with a page that leads to the new one at once, and by a link."""
    files = {**SMALL_SITE, "town/de/work/jobs.md": "---\ntitle: Stellen\naliases: [arbeit/jobs]\n---\nText.\n"}
    build_site(files)
    html = read(tmp_path, "de/arbeit/jobs/index.html")
    assert 'http-equiv="refresh" content="0; url=../../work/jobs/index.html"' in html
    assert '<a href="../../work/jobs/index.html">' in html


def test_hostile_words_stay_words(build_site: Build, tmp_path: Path) -> None:
    """Markup in titles, names and settings is shown, never obeyed, nor can it end the script element of JSON-LD."""
    evil = "</script><script>alert(1)</script>"
    quoted = json.dumps(evil)
    files = region(full_name=quoted) | {
        "town/de/work/index.md": f"---\ntitle: {quoted}\nsummary: {quoted}\n---\n[[contact: office]]\n",
        "town/contacts/office.yaml": (
            f"name: {quoted}\nemail: a@b.example\naddress: {{street: {quoted}, postcode: '01067', town: X}}\n"
        ),
    }
    result = build_site(files, base_url="https://guide.example/")
    assert result.regions[0].written
    for file in ("de/work/index.html", "de/work/jobs/index.html", "de/index.html", "de/feed.xml", "404.html"):
        assert "<script>alert" not in read(tmp_path, file)
    ld = (
        read(tmp_path, "de/work/jobs/index.html")
        .partition('<script type="application/ld+json">')[2]
        .partition("</script>")[0]
    )
    assert json.loads(ld)["itemListElement"][1]["name"] == evil


def test_included_texts_keep_their_anchors_apart(build_site: Build, tmp_path: Path) -> None:
    """A text shown on another page brings its headings along without two headings sharing one address."""
    files = {
        **SMALL_SITE,
        "town/de/work/index.md": "---\ntitle: Arbeit\n---\n## Suchen\n\n[[include: work/jobs]]\n",
        "town/ar/work/index.md": "---\ntitle: عمل\n---\n[[include: work/jobs]]\n",
    }
    build_site(files)
    html = read(tmp_path, "de/work/index.html")
    ids = re.findall(r' id="([^"]*)"', html)
    assert {"suchen", "work-jobs-suchen"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert '<div lang="de" dir="ltr"><h2 id="work-jobs-suchen">' in read(tmp_path, "ar/work/index.html")


def test_links_to_what_a_region_leaves_out_lose_their_link(build_site: Build, tmp_path: Path) -> None:
    """A shared text that links to an excluded page keeps its words."""
    files = {
        **region(inherits="[land]", exclude="[rights/returning]"),
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de, ar]\n",
        "land/de/rights/index.md": "---\ntitle: Rechte\n---\nZur [Rückkehr](returning.md) und [mehr](help.md).\n",
        "land/de/rights/returning.md": "---\ntitle: Rückkehr\n---\nText.\n",
        "land/de/rights/help.md": "---\ntitle: Hilfe\n---\nText.\n",
    }
    build_site(files)
    html = read(tmp_path, "de/rights/index.html")
    assert '<a>Rückkehr</a> und <a href="help/index.html">mehr</a>' in html
    assert not (tmp_path / "build/town/de/rights/returning").exists()


def test_a_shared_key_shows_the_regions_own_office(build_site: Build, tmp_path: Path) -> None:
    """The same shared page names the town's office where it has one, and says whom to ask where not."""
    files = {
        **region(inherits="[land]"),
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de, ar]\n",
        "land/de/permit.md": "---\ntitle: Titel\n---\n[[contact: office]]\n\n[[contact: advice]]\n",
        "land/contacts/office.yaml": "name: Amt\nfallback: Fragen Sie im Rathaus.\n",
        "land/contacts/advice.yaml": "name: Beratung\nfallback: {de: Rufen Sie 115 an., ar: اتصلوا بالرقم 115.}\n",
        "town/contacts/office.yaml": "name: Amt der Stadt\nphones: [{number: '+49 30 23125 100'}]\n",
    }
    build_site(files)
    html = read(tmp_path, "de/permit/index.html")
    assert "Amt der Stadt" in html
    assert 'href="tel:+493023125100"' in html
    assert "Fragen Sie im Rathaus" not in html
    assert "Rufen Sie 115 an." in html
    assert "اتصلوا بالرقم 115" in read(tmp_path, "ar/permit/index.html")


def test_a_site_without_an_address_names_none(build_site: Build, tmp_path: Path) -> None:
    """Where the base URL is not known there is no canonical link, sitemap or feed; all other links are relative."""
    build_site(SMALL_SITE)
    html = read(tmp_path, "de/work/jobs/index.html")
    assert "canonical" not in html
    assert not (tmp_path / "build/town/sitemap.xml").exists()
    assert not re.search(r'(href|src)="(/|https?:)', html)


def test_the_404_page_finds_its_styles_from_anywhere(build_site: Build, tmp_path: Path) -> None:
    """A host answers with it at any depth, so with a base URL its links count from the host's root."""
    build_site(SMALL_SITE, base_url="https://guide.example/sub/")
    html = read(tmp_path, "404.html")
    assert re.search(r'<link rel="stylesheet" href="/sub/town/assets/[0-9a-f]{12}/style\.css">', html)
    assert 'href="/sub/town/ar/index.html"' in html


def test_a_region_sets_its_colour(build_site: Build, tmp_path: Path) -> None:
    """The brand colour reaches the style sheet, with a lighter one that can be read on dark ground."""
    build_site(region(colours="{brand: '#8a2432'}"))
    style = next((tmp_path / "build/town/assets").glob("*/style.css")).read_text()
    assert "--brand:#8a2432" in style
    assert re.search(r"--brand-on-dark:#[c-f][0-9a-f]{5}", style)


def test_each_table_scrolls_in_a_frame_of_its_own(build_site: Build, tmp_path: Path) -> None:
    """A wide table scrolls by itself, can be reached by keyboard, and says what it is; an included one is framed once."""
    table = "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    files = {
        **SMALL_SITE,
        "town/de/work/index.md": f"---\ntitle: Arbeit\n---\n{table}\n[[include: work/jobs]]\n",
        "town/de/work/jobs.md": f"---\ntitle: Stellen\n---\n{table}",
    }
    build_site(files)
    html = read(tmp_path, "de/work/index.html")
    assert html.count("<table>") == 2
    assert html.count('<div class="table" role="group" tabindex="0" aria-label="Tabelle"><table>') == 2
    assert html.count('class="table"') == 2
