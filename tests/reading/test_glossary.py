"""`glossary.yaml`: what it may say, what is told about mistakes, and how regions inherit it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from integreat_ssg.outcomes import BuildResult
from tests.conftest import SMALL_SITE, Files

Site = Callable[..., BuildResult]

FILE = "town/glossary.yaml"
DEPOSIT = "deposit:\n  term: {de: Kaution}\n  explanation: {de: Geld als Sicherheit.}\n"


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        ("bad-term-key", "Kaution_1:\n  term: Kaution\n  explanation: Geld\n", 1),
        ("wrong-type", "deposit: Kaution\n", 1),
        ("wrong-type", "deposit:\n", 1),
        ("missing-key", f"{DEPOSIT}rent:\n  term: Miete\n", 4),
        ("unknown-key", f"{DEPOSIT}  form: {{de: [Kautionen]}}\n", 4),
        ("wrong-type", f"{DEPOSIT}  forms: [Kautionen]\n", 4),
        ("wrong-type", f"{DEPOSIT}  forms: {{de: Kautionen}}\n", 4),
        ("text-not-listed", "deposit:\n  term: Kaution\n  explanation:\n    de: Geld\n    fr: Argent\n", 5),
        ("term-not-explained", "deposit:\n  term: Kaution\n  explanation: {ar: مال}\n", 3),
        ("term-not-explained", "deposit:\n  term: {ar: كفالة}\n  explanation: Geld\n", 2),
        ("term-twice", f"{DEPOSIT}other:\n  term: kaution\n  explanation: Auch\n", 4),
        ("term-unused", DEPOSIT, 1),
    ],
)
def test_a_mistake_is_told_where_it_stands(code: str, text: str, line: int, check_site: Site) -> None:
    """With its file and line, once."""
    found = check_site({**SMALL_SITE, FILE: text}).all_findings
    told = [(each.place.file, each.place.line) for each in found if each.code == code]
    assert told == [(FILE, line)], found


def test_a_good_glossary(check_site: Site) -> None:
    """A term that a text uses, in any of its forms, is told nothing about."""
    page = "---\ntitle: Miete\n---\nZwei Kautionen.\n"
    text = f"{DEPOSIT}  forms: {{de: [Kautionen]}}\n"
    found = check_site({**SMALL_SITE, FILE: text, "town/de/work/rent.md": page}).all_findings
    assert not [each for each in found if each.place.file == FILE]


@pytest.fixture
def inherited(build_site: Site, tmp_path: Path) -> Callable[..., str]:
    """The German page of explained words of a town that inherits a country's."""

    def read(country: str, town: Files) -> str:
        region = str(SMALL_SITE["town/region.yaml"]) + "inherits: [country]\n"
        files = {
            **SMALL_SITE,
            "town/region.yaml": region,
            "country/region.yaml": "kind: shared\nname: Land\nlanguages: [de]\n",
            "country/glossary.yaml": country,
            **town,
        }
        result = build_site(files)
        assert result.regions[0].version, result.all_findings
        page = tmp_path / "build/town/de/glossary/index.html"
        return page.read_text() if page.is_file() else ""

    return read


def test_the_nearest_explanation_wins(inherited: Callable[..., str]) -> None:
    """A region inherits each term, and may explain it otherwise."""
    country = f"{DEPOSIT}rent:\n  term: Miete\n  explanation: Geld im Monat.\n"
    html = inherited(country, {FILE: DEPOSIT.replace("als Sicherheit", "für den Auszug")})
    assert "Geld für den Auszug." in html
    assert "Geld als Sicherheit." not in html
    assert "Geld im Monat." in html


def test_a_region_leaves_out_a_term(inherited: Callable[..., str]) -> None:
    """`exclude` names it as it names pages; without any term there is no page and no link to one."""
    region = str(SMALL_SITE["town/region.yaml"]) + "inherits: [country]\nexclude: [glossary/deposit]\n"
    assert inherited(DEPOSIT, {"town/region.yaml": region}) == ""
