"""The pages of audiences: what is especially for them, and that nothing is kept from anybody that names no audience."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from integreat_ssg.outcomes import BuildResult
from integreat_ssg.planning import PAGES_FOR_AN_AUDIENCE
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

TODAY = date(2026, 11, 22)
REGION = (
    str(SMALL_SITE["town/region.yaml"])
    + "audiences:\n  families: {name: {de: Familien, ar: الأسر}, summary: {de: Mit Kindern.}, icon: baby}\n"
    + "  students: {name: Studierende}\n"
)


def page(title: str, audience: str = "", **keys: object) -> str:
    """A page's file."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\n{f'audience: [{audience}]' if audience else ''}\n{more}---\nText.\n"


WORLD = {
    **SMALL_SITE,
    "town/region.yaml": REGION,
    "town/de/family/index.md": page("Familie", "families", order=20),
    "town/de/family/school.md": page("Schule", "families", order=2, summary="Anmelden."),
    "town/de/family/crib.md": page("Kita", "families", order=1),
    "town/ar/family/crib.md": page("حضانة"),
    "town/de/study/index.md": page("Studium", "students", order=30),
    "town/de/study/fees.md": page("Gebühren", "students, families"),
    "town/de/work/index.md": page("Arbeit", "students", order=10),
    "town/de/work/jobs.md": page("Stellen"),
    "town/de/other/index.md": page("Anderes"),
    "town/de/news/2026-11-20-meal.md": page("Essen", "families"),
    "town/de/news/2026-11-21-rest.md": page("Rest"),
    "town/places/pool.yaml": "name: Bad\naudiences: [families]\n",
    "town/places/hall.yaml": "name: Rathaus\n",
    "town/events/fair.yaml": "title: Fest\nstart: 2026-12-01 10:00\naudiences: [families]\n",
    "town/events/talk.yaml": "title: Vortrag\nstart: 2026-12-01 10:00\naudiences: [students]\n",
}


@pytest.fixture
def read(build_site: Build, tmp_path: Path) -> Callable[..., str]:
    """A file of the town's site, with some files changed."""

    def build_and_read(file: str, files: dict[str, str] | None = None) -> str:
        result = build_site({**WORLD, **(files or {})}, today=TODAY)
        assert result.regions[0].version, result.all_findings
        return (tmp_path / "build" / "town" / file).read_text()

    return build_and_read


def listed(html: str) -> dict[str, list[str]]:
    """From the heading of each section to the titles that it leads to."""
    sections = re.findall(r"<section>\s*<h2>(.*?)</h2>(.*?)</section>", html, re.DOTALL)
    return {heading: re.findall(r"<a href=[^>]*>(?:<[^>]*>)?([^<]+)", inside) for heading, inside in sections}


def test_what_is_for_an_audience(read: Callable[..., str]) -> None:
    """Exactly the pages, events, places and news that name it, pages section by section; then the sections, without those whose
    pages all are for others."""
    html = read("de/for/families/index.html")
    assert "<h1>Familien</h1>" in html
    assert "Mit Kindern." in html
    assert listed(html) == {
        "Besonders für Sie": ["Familie", "Kita", "Schule", "Gebühren"],
        "Veranstaltungen": ["Fest", "Alle Veranstaltungen"],
        "Orte und Ämter": ["Bad", "Alle Orte"],
        "Neuigkeiten": ["Essen"],
        "Themen": ["Arbeit", "Familie", "Studium", "Anderes"],
    }
    assert 'href="../../events/index.html?for=families"' in html
    assert 'href="../../places/index.html?for=families"' in html
    assert listed(read("de/for/students/index.html"))["Themen"] == ["Arbeit", "Studium", "Anderes"]


def test_breadcrumbs_of_what_is_listed(read: Callable[..., str]) -> None:
    """Each page says in which section it stands, and what it is about."""
    html = " ".join(re.sub(r"<[^>]+>", " ", read("de/for/families/index.html")).split())
    assert "Schule Familie · Anmelden." in html


def test_translations_need_not_repeat_it(read: Callable[..., str]) -> None:
    """A translation without audiences is for those of its source text; missing ones are listed in the next best language."""
    html = read("ar/for/families/index.html")
    assert "<h1>الأسر</h1>" in html
    assert "حضانة" in html
    assert '<span lang="de" dir="ltr">Schule</span>' in html


def test_tiles_of_the_home_page(read: Callable[..., str]) -> None:
    """A tile tells whom it is only for; one with a page for everybody below it, or for an audience that the region does not
    have, tells nothing and is never hidden."""
    shared = {
        "site.yaml": "title: Guide\nregions: [town]\n",
        "town/region.yaml": REGION.replace("source_language: de\n", "source_language: de\ninherits: [land]\n"),
        "land/region.yaml": "kind: shared\nname: Land\nlanguages: [de, ar]\n",
        "land/de/old/index.md": page("Alter", "elderly", order=40),
    }
    html = read("de/index.html", shared)
    tiles = re.findall(r'<li( data-for="[^"]*")?><div class="card">.*?<a href="([\w-]+)/index.html"', html)
    assert {path: known for known, path in tiles} == {
        "work": "",
        "family": ' data-for="families"',
        "study": ' data-for="students families"',
        "old": "",
        "other": "",
        "places": "",
        "events": "",
    }
    assert 'href="for/families/index.html" data-for="families"' in html


def test_a_long_list_goes_on(read: Callable[..., str]) -> None:
    """A list of many pages stands on several pages; only the first has all else."""
    many = {f"town/de/family/p{number:02}.md": page(f"Seite {number}", "families") for number in range(30)}
    first = read("de/for/families/index.html", many)
    assert len(listed(first)["Besonders für Sie"]) == PAGES_FOR_AN_AUDIENCE
    assert 'rel="next" href="page-2/index.html"' in first
    last = read("de/for/families/page-3/index.html", many)
    assert list(listed(last)) == ["Besonders für Sie"]
    assert 'rel="prev" href="../page-2/index.html"' in last
    assert 'rel="next"' not in last


def test_no_audiences(build_site: Build, tmp_path: Path) -> None:
    """A region that names none offers none."""
    build_site(SMALL_SITE)
    assert "audience" not in (tmp_path / "build/town/de/index.html").read_text()
    assert not (tmp_path / "build/town/de/for").exists()
