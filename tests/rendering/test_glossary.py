"""Terms on pages: the first use of each is a link to its explanation in the reader's language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE

Build = Callable[..., BuildResult]

GLOSSARY = """
mini-job:
  term: {de: Minijob, ar: عمل صغير}
  explanation: {de: "Wenige Stunden & wenig Lohn.\\n\\nAngemeldet.", ar: ساعات قليلة.}
deposit:
  term: {de: Kaution}
  explanation: {de: Geld als Sicherheit.}
"""
LINK = re.compile(r'<a class="term"( lang="de" dir="ltr")? data-enhance="term" href="([^"]*)">([^<]*)</a>')


@pytest.fixture
def terms(build_site: Build, tmp_path: Path) -> Callable[..., list[tuple[str, str, str]]]:
    """Language, address and words of the links on a page with this text."""

    def build_and_find(text: str, language: str = "de", reader: str = "", **files: str) -> list[tuple[str, str, str]]:
        page = f"---\ntitle: Ein Minijob\nsummary: Der Minijob.\n---\n{text}\n"
        more = {path.replace("__", "/") + ".md": each for path, each in files.items()}
        site = {**SMALL_SITE, "town/glossary.yaml": GLOSSARY, f"town/{language}/work/test.md": page, **more}
        result = build_site(site)
        assert result.regions[0].version, result.all_findings
        html = (tmp_path / f"build/town/{reader or language}/work/test/index.html").read_text()
        return LINK.findall(html)

    return build_and_find


MINI_JOB = ("", "../../glossary/index.html#term-mini-job", "Minijob")


def test_the_first_use_on_a_page(terms: Callable[..., object]) -> None:
    """Once a page, in the text itself: not in its title and summary."""
    assert terms("Ein Minijob, noch ein Minijob.\n\nUnd ein Minijob.") == [MINI_JOB]


@pytest.mark.parametrize(
    "text",
    [
        "## Minijob\n\nMehr.",
        "[Der Minijob](jobs.md) und [Ein Minijob](https://a.example/ 'Minijob > Arbeit')",
        "`Minijob`",
        "```\nMinijob\n```",
        "<details><summary>Minijob</summary>Text</details>",
    ],
)
def test_what_is_left_alone(text: str, terms: Callable[..., object], build_site: Build, tmp_path: Path) -> None:
    """Links, headings, code and the buttons of folded texts; the next use is marked all the same."""
    assert terms(f"{text}\n\nEin Minijob.") == [MINI_JOB]
    html = (tmp_path / "build/town/de/work/test/index.html").read_text()
    assert re.search(r"<p>Ein <a class=\"term\"", html)


def test_words_of_another_link(terms: Callable[..., object]) -> None:
    """Where the page has a link of just these words, no other link says the same and leads elsewhere."""
    assert terms("Ein Minijob.\n\n[Minijob](jobs.md)") == []


def test_lists_tables_and_notes(terms: Callable[..., list[object]]) -> None:
    """Everywhere else in a text."""
    assert terms("| a | b |\n| - | - |\n| Minijob | **Kaution** |\n") == [
        MINI_JOB,
        ("", "../../glossary/index.html#term-deposit", "Kaution"),
    ]
    assert len(terms("> [!NOTE]\n> Ein Minijob.\n\n- Kaution\n")) == 2


def test_german_words_in_an_arabic_text(terms: Callable[..., object], tmp_path: Path) -> None:
    """They are marked as German, and explained in Arabic."""
    assert terms("هذا Minijob صغير", "ar") == [
        (' lang="de" dir="ltr"', "../../glossary/index.html#term-mini-job", "Minijob")
    ]
    html = (tmp_path / "build/town/ar/glossary/index.html").read_text()
    assert re.search(
        r'<div id="term-mini-job">\s*<dt>عمل صغير <small><span lang="de" dir="ltr">Minijob</span></small></dt>\s*'
        r"<dd>ساعات قليلة.</dd>",
        html,
    )


def test_a_german_text_for_arabic_readers(terms: Callable[..., object]) -> None:
    """Where the page itself is not translated, its words are explained in the reader's language."""
    assert terms("Ein Minijob.", reader="ar") == [MINI_JOB]


def test_included_texts(terms: Callable[..., list[object]]) -> None:
    """A text that is included shares the page's first uses."""
    other = "---\ntitle: B\n---\nMinijob und Kaution.\n"
    assert len(terms("Ein Minijob.\n\n[[include: work/other]]", town__de__work__other=other)) == 2


def test_the_page_of_explained_words(terms: Callable[..., object], tmp_path: Path) -> None:
    """In the order of the alphabet, explained in the reader's language or the next best; each page leads there."""
    terms("Text")
    html = (tmp_path / "build/town/de/glossary/index.html").read_text()
    assert re.findall(r"<dt>(\w+)</dt>", html) == ["Kaution", "Minijob"]
    assert "<dd>Wenige Stunden &amp; wenig Lohn.</dd>\n<dd>Angemeldet.</dd>" in html
    assert (
        '<dd><span lang="de" dir="ltr">Geld als Sicherheit.</span></dd>'
        in (tmp_path / "build/town/ar/glossary/index.html").read_text()
    )
    assert (
        '<a href="../glossary/index.html">Wörter erklärt</a>'
        in (tmp_path / "build/town/de/work/index.html").read_text()
    )
