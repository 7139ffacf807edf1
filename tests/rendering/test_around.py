"""What is written once for many pages: it is right on each of them."""

import re
from collections.abc import Callable
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote

import pytest
from babel import Locale
from markupsafe import Markup

from integreat_ssg.errors import UsageError
from integreat_ssg.model.languages import Language
from integreat_ssg.model.theme import Theme
from integreat_ssg.outcomes import BuildResult
from integreat_ssg.rendering.templates import Templates, templates_maker
from integreat_ssg.rendering.voices import Voice
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

_AROUND = re.compile(
    r'<a class="(?:region|tool search|tool emergency)" href="([^"#]*)|<nav aria-label="Über[^>]*>(.*?)</nav>', re.DOTALL
)
FILES = {
    **SMALL_SITE,
    "town/region.yaml": f"{SMALL_SITE['town/region.yaml']}emergency_page: help/now/at-once\n",
    **{
        f"town/de/{page}.md": f"---\ntitle: {title}\n---\nText.\n"
        for page, title in {
            "help/index": "Hilfe",
            "help/now/index": "Jetzt",
            "help/now/at-once": "Sofort",
            "help/now/later": "Später",
            "help/other": "Anderes",
            "work/now/index": "Auch jetzt",
            "work/now/later": "Auch später",
            "imprint-of-others": "Kein Impressum",
            "imprint/old": "Unter dem Impressum",
        }.items()
    },
}


def led_to(file: str, html: str) -> list[str]:
    """The files of the site that the banner and the footer of a page lead to."""
    urls: list[str] = []
    for link, about in _AROUND.findall(html):
        urls += [link] if link else re.findall(r'href="([^"#]*)"', about)
    return [normpath(f"{dirname(file)}/{unquote(url)}") if url else file for url in urls]


def test_every_page_leads_to_the_same_pages(build_site: Build, tmp_path: Path) -> None:
    """However deep a page lies, and also where it lies beside, above or below what banner and footer lead to."""
    result = build_site(FILES)
    assert result.regions[0].version, result.all_findings
    site = tmp_path / "build" / "town"
    pages = [each.relative_to(site).as_posix() for each in sorted(site.glob("de/**/index.html"))]
    found = {file: led_to(file, (site / file).read_text()) for file in pages}
    expected = found.pop("de/index.html")
    assert {"de/index.html", "de/imprint/index.html", "de/help/now/at-once/index.html"} <= {*expected}
    assert all((site / each).is_file() for each in expected)
    assert len(found) > 14
    assert {file for file, files in found.items() if files != expected} == set()


def templates_of(theme: Theme, page: str) -> Templates:
    """Templates with a macro that others take from `parts.html`."""
    parts = "{% macro part(text) %}<i>{{ text }}</i>{% endmacro %}{% macro faulty(text) %}\n{{ text.nothing }}{% endmacro %}"
    theme = replace(theme, templates={"parts.html": parts, "x.html": page}, digest="once")
    return templates_maker(theme)(Voice(Language("de", "Deutsch", "ltr"), NullTranslations(), Locale.parse("de")))


def test_a_macro_written_once_says_what_it_is_given(theme: Theme) -> None:
    """Other values, other words; a text is escaped, safe HTML is not, though the two are equal."""
    page = '{% from "parts.html" import part %}{% for each in view %}{{ once(part, each) }}{% endfor %}'
    filled = templates_of(theme, page).fill("x.html", ("a&b", "c", Markup("a&b"), "a&b"))
    assert filled == "<i>a&amp;b</i><i>c</i><i>a&b</i><i>a&amp;b</i>"


def test_a_fault_in_such_a_macro_is_told_by_its_place(theme: Theme) -> None:
    """The file and the line of the macro, not of the page that uses it."""
    with pytest.raises(UsageError, match=r"templates/parts\.html, line 2, cannot be filled"):
        templates_of(theme, '{% from "parts.html" import faulty %}{{ once(faulty, view) }}').fill("x.html", "text")
