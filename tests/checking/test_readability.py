"""The numbers of the formulas, the sentences they count, and the passages that they are counted in."""

import socket
from collections.abc import Callable

import pytest
from textstat import backend

from integreat_ssg.checking.passages import passages, running_text, structure
from integreat_ssg.checking.readability import Readability, readability
from integreat_ssg.checking.sentences import sentences
from integreat_ssg.model.content import Page
from integreat_ssg.model.settings import FrontMatter
from integreat_ssg.reading.markdown import convert

PLAIN = "Das ist ein Amt.\nDort können Sie fragen.\nDas kostet kein Geld.\nBringen Sie Ihren Pass mit."
STATUTE = (
    "Die Erteilung der Niederlassungserlaubnis setzt voraus, dass der Lebensunterhalt einschließlich ausreichenden "
    "Krankenversicherungsschutzes ohne Inanspruchnahme öffentlicher Mittel dauerhaft gesichert ist."
)


def test_the_formulas_are_textstats() -> None:
    """Where sentences are plain, textstat's own numbers come out."""
    text = PLAIN.replace("\n", " ")
    found = readability(PLAIN, "de-simple")
    assert found.flesch == round(backend.metrics.flesch_reading_ease(text, "de"), 1)
    assert found.wiener == round(backend.metrics.wiener_sachtextformel(text, 1, "de"), 1)
    assert found.lix == round(backend.metrics.lix(text), 1)
    assert (found.words, found.sentences) == (17, 4)


def test_plain_language_is_told_from_a_statute() -> None:
    """By a wide margin, in all three."""
    plain, statute = readability(PLAIN, "de"), readability(STATUTE, "de")
    assert plain.flesch > 80 > 20 > statute.flesch
    assert plain.wiener < 5 < 15 < statute.wiener
    assert plain.lix < 30 < 60 < statute.lix


def test_nothing_to_count() -> None:
    """An empty text has no numbers, and other languages no formula."""
    assert readability(" \n", "de") == Readability(0.0, 0.0, 0.0, 0, 0)
    with pytest.raises(ValueError, match="en"):
        readability("Words.", "en")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """textstat would load a dictionary for English; for German it asks nobody."""

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert readability("Der Landkreis hilft Ihnen gern weiter, wenn Sie Fragen haben.", "de").words == 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bringen Sie z. B. den Pass mit. Am 3. Mai ist zu.", 2),
        ("Es kostet 1.200 Euro! Das sind ca. 10 % mehr.", 2),
        ("Dr. Meier ist da. Tel. 05171 401.", 2),
        ("Überschrift\nEin Satz.", 2),
        ("Was nun? Fragen Sie. „Gut.“ Danke.", 4),
        ("Прийдіть о 9 год. Візьміть паспорт.", 2),
        ("هل تحتاج مساعدة؟ اتصل بنا.", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, expected: int) -> None:
    """Abbreviations, ordinals and numbers end none."""
    language = "uk" if "П" in text else "ar" if "؟" in text else "de"
    assert len(sentences(text, language)) == expected, sentences(text, language)


MARKDOWN = """\
Erster *Absatz* mit [einem Link](../work/index.md).
Zweite Zeile.

## Eine Überschrift

- Punkt eins
- Punkt zwei mit [Mehr](https://example.org/)

| Kopf | Spalte |
| --- | --- |
| Zelle | `code` |

[[contact: office]]

Letzter Absatz.
"""


@pytest.fixture
def page_of() -> Callable[[str], Page]:
    """A page with this Markdown, which begins in the fifth line of its file."""

    def make(markdown: str) -> Page:
        body = convert(markdown, "de/a/b.md").text
        return Page("a/b", "de", FrontMatter(title="T"), body, "town/de/a/b.md", "town", False, 5, "", {}, markdown)

    return make


def test_passages_have_words_links_and_lines(page_of: Callable[[str], Page]) -> None:
    """Each where it stands in the file; what is code says nothing."""
    page = page_of(MARKDOWN)
    found = [(each.kind, each.words, [link.words for link in each.links], each.line) for each in passages(page)]
    assert found == [
        ("p", "Erster Absatz mit einem Link. Zweite Zeile.", ["einem Link"], 5),
        ("h2", "Eine Überschrift", [], 8),
        ("li", "Punkt eins", [], 10),
        ("li", "Punkt zwei mit Mehr", ["Mehr"], 11),
        ("th", "Kopf", [], 13),
        ("th", "Spalte", [], 13),
        ("td", "Zelle", [], 15),
        ("p", "Letzter Absatz.", [], 19),
    ]
    assert running_text(page).count("\n") == 3
    assert structure(page.body) == ("h2", "ul", "table", "[[contact]]")
