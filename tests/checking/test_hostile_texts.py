"""Texts that no person writes take no longer than others: what looks for words reads each letter a few times at most.

A rule that reads them once for each of their letters would not end within this test's life.
"""

import pytest

from integreat_ssg.checking.readability import readability
from integreat_ssg.checking.sentences import sentences
from integreat_ssg.reading.months import count_words

MANY = 150_000


@pytest.mark.parametrize("sign", [".", "[[", "<", "<!--", "„", "(", "a.", "!»", " . ", "z. B. ", "-"])
def test_signs_without_end(sign: str) -> None:
    """Rows of dots, and brackets that nobody closes."""
    assert "".join(sentences(sign * MANY, "de")).replace(" ", "") == "".join((sign * MANY).split())
    assert count_words(sign * MANY) in (0, 1, 2 * MANY)


def test_a_word_without_end() -> None:
    """It may look like an address for a long way."""
    assert readability("x" * MANY, "de").words == 1
