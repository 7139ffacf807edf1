"""The sentences fit the rules, and what they quote cannot do harm."""

from string import Formatter

import pytest

from integreat_ssg.model.findings import Place, error, note, warning
from integreat_ssg.reading.schema import _EXPECTED
from integreat_ssg.reporting.sentences import MAX_LENGTH, Sentences, hint, message, summary, wording
from tests.reporting.codes_in_source import codes_in_source

HERE = Place("goslar/de/index.md", 3, 5)
FINDINGS = wording().findings


def gaps(*sentences: str) -> set[str]:
    return {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name}


def all_gaps(sentences: Sentences) -> set[str]:
    return gaps(sentences.message, sentences.hint, sentences.hint_nearest)


def test_every_code_has_sentences() -> None:
    """Whatever the source can find has a message, and no sentence is left over from a rule that is gone."""
    uses = codes_in_source()
    assert not uses.unreadable, f"These calls name their code in a way that this test cannot read: {uses.unreadable}"
    without, unused = sorted(uses.details.keys() - FINDINGS.keys()), sorted(FINDINGS.keys() - uses.details.keys())
    assert not without, f"These codes have no sentences in findings.yaml: {without}"
    assert not unused, f"No rule makes these codes of findings.yaml: {unused}"


def test_both_languages_are_complete_and_alike() -> None:
    """Message and hint stand in German and English, differ, name the same gaps and end like sentences."""
    for code, languages in FINDINGS.items():
        assert set(languages) == {"de", "en"}, code
        german, english = languages["de"], languages["en"]
        assert gaps(german.message) == gaps(english.message), code
        assert all_gaps(german) == all_gaps(english), code
        assert bool(german.hint_nearest) == bool(english.hint_nearest), code
        for one, other in ((german.message, english.message), (german.hint, english.hint)):
            assert one != other, code
            assert one.endswith((".", "?")), code
            assert other.endswith((".", "?")), code


def test_rules_fill_the_gaps() -> None:
    """Each gap is filled by every call, and where a rule looks for the nearest word there is a hint that says it."""
    for code, passed in codes_in_source().details.items():
        sentences = FINDINGS.get(code, {}).get("en", Sentences("", ""))
        assert all_gaps(sentences) <= passed, f"{code}: a sentence has gaps that no detail fills"
        assert ("nearest" in passed) == bool(sentences.hint_nearest), code


def test_every_expected_kind_has_words() -> None:
    """`wrong-type` can say what it expected, whatever pydantic complained about."""
    kinds = {*_EXPECTED.values(), "text-or-languages", "other"}
    assert set(wording().expected) == kinds
    for kind in kinds:
        finding = error("wrong-type", HERE, key="kind", expected=kind, choices="district, city or town")
        assert message(finding, "de") != message(finding, "en")
    assert "kind" in message(finding, "en")


def test_choices_are_words_of_no_language() -> None:
    """The English "or" of pydantic's list does not get into a German sentence."""
    finding = error("wrong-type", HERE, key="kind", expected="choice", choices="district, city or town")
    assert (
        message(finding, "de")
        == "Der Wert von „kind“ passt nicht; erwartet wird eines dieser Wörter: district, city, town."
    )


def test_a_near_word_is_suggested() -> None:
    """A suggestion takes the place of the general hint, and only where there is one."""
    assert hint(error("unknown-key", HERE, key="titel", nearest="title"), "en") == "Did you mean “title”?"
    assert hint(error("unknown-key", HERE, key="titel", nearest="title"), "de") == "Gemeint ist vielleicht „title“."
    assert "spelling" in hint(error("unknown-key", HERE, key="titel", nearest=""), "en")


def test_what_is_quoted_is_harmless() -> None:
    """Neither terminal sequences nor line ends, reversed reading or braces of a detail reach the reader's screen."""
    text = message(error("broken-link", HERE, target="a\x1b[31m\r\nb\x9b\u202e{nearest}\ud800", nearest=""), "en")
    assert text == "There is no page “a [31m b {nearest}�”."


def test_what_is_quoted_is_short() -> None:
    """A link of many kilobytes does not hide the sentence it stands in."""
    text = message(error("broken-link", HERE, target="a" * 5000, nearest=""), "en")
    assert text == f"There is no page “{'a' * (MAX_LENGTH - 1)}…”."


def test_an_unknown_code_is_our_mistake() -> None:
    """A code without sentences is never passed over in silence."""
    with pytest.raises(KeyError):
        message(error("no-such-code", HERE), "de")


def test_summary_counts() -> None:
    """The last line counts by severity, in the right number, and says so when there is nothing."""
    findings = [error("empty-file", HERE), error("yaml-tab", HERE), warning("empty-page", HERE), note("no-git", HERE)]
    assert summary(findings, "en") == "2 errors, 1 warning, 1 note"
    assert summary(findings, "de") == "2 Fehler, 1 Warnung, 1 Hinweis"
    assert (summary([], "en"), summary([], "de")) == ("No findings.", "Keine Befunde.")
