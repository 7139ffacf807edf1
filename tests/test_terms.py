"""Terms are found as whole words, in the forms of their language, in every script."""

import pytest

from integreat_ssg.model.glossary import Term, TermEntry
from integreat_ssg.terms import finder, found_in

TERMS = {
    "mini-job": Term({"de": "Minijob", "ar": "عمل صغير"}, "…", {"de": ["Minijobs"]}),
    "deposit": Term({"de": "Kaution", "en": "Deposit", "ar": "الكفالة", "zh-Hans": "押金"}, "…"),
    "permit": Term({"de": "Aufenthaltstitel", "uk": "дозвіл на перебування", "ti": "ፍቓድ"}, "…"),
    "work": Term({"de": "kündigen", "hi": "काम", "th": "งาน"}, "…"),
    "office": Term({"de": "Amt & Würden"}, "…"),
    "blue-card": Term({"de": "Blaue Karte"}, "…"),
    "card": Term({"de": "Karte"}, "…"),
}
GLOSSARY = {key: TermEntry(key, term, "town/glossary.yaml", 1) for key, term in TERMS.items()}


def found(text: str, language: str) -> list[tuple[str, str, bool]]:
    """What is found in a text: each match, its term, and whether it is in the source language."""
    pattern = finder(GLOSSARY, language, "de").pattern(text)
    return [(match[0], *found_in(match)) for match in pattern.finditer(text)] if pattern else []


@pytest.mark.parametrize(
    ("language", "text", "match", "key"),
    [
        ("de", "Ein Minijob.", "Minijob", "mini-job"),
        ("de", "Zwei Minijobs, bitte", "Minijobs", "mini-job"),
        ("de-simple", "Ein Minijob ist gut.", "Minijob", "mini-job"),
        ("de", "Kündigen Sie nicht.", "Kündigen", "work"),
        ("de", "die Blaue\nKarte EU", "Blaue\nKarte", "blue-card"),
        ("en", "Pay the deposit.", "deposit", "deposit"),
        ("uk", "(Дозвіл на перебування)", "Дозвіл на перебування", "permit"),
        ("ar", "تدفع الكفالة", "الكفالة", "deposit"),
        ("ar", "وبالكفالة يكون", "وبالكفالة", "deposit"),
        ("ar", "للكفالة", "للكفالة", "deposit"),
        ("ar", "كفالة", "كفالة", "deposit"),
        ("ti", "እዚ ፍቓድ፡ እዩ።", "ፍቓድ", "permit"),
        ("hi", "यह काम है।", "काम", "work"),
        ("th", "ผมมีงานทำ", "งาน", "work"),
        ("zh-Hans", "您要付押金。", "押金", "deposit"),
    ],
)
def test_a_whole_word_is_found(language: str, text: str, match: str, key: str) -> None:
    """In each language the words of its own, with what the language writes together with them."""
    assert found(text, language) == [(match, key, False)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Minijobzentrale"),
        ("de", "Mietkaution"),
        ("de", "Minijob-Zentrale, Miet-Kaution"),
        ("de", "die kaution"),
        ("ar", "الكفالات"),
        ("hi", "कामना, कामों"),
        ("uk", "дозвіл на перебуванням"),
        ("ti", "ፍቓድና"),
    ],
)
def test_a_part_of_a_word_is_not(language: str, text: str) -> None:
    """German compounds, letters with marks and endings that nobody has named make other words."""
    assert found(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "أنت تعمل في Minijob."), ("zh-Hans", "您的Minijob工作"), ("ru", "Ваш Minijob"), ("en", "your Minijob")],
)
def test_german_words_in_other_texts(language: str, text: str) -> None:
    """A term of the source language is found in any text, as it is written there."""
    assert found(text, language) == [("Minijob", "mini-job", True)]


def test_signs_of_html() -> None:
    """A term is found in HTML too, where its signs are written otherwise."""
    pattern = finder(GLOSSARY, "de", "de").pattern("Amt & Würden")
    assert pattern
    assert pattern.search("in Amt &amp;&nbsp;Würden")


def test_the_text_tells_what_it_uses() -> None:
    """The rules ask for the keys."""
    assert finder(GLOSSARY, "de", "de").keys("Kaution & Karte: Amt & Würden") == {"deposit", "card", "office"}
