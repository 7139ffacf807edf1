"""What a file has for translators, also where it is not as it should be: every version that was ever committed is read."""

import pytest

from integreat_ssg.reading.months import count_words
from integreat_ssg.reading.texts import page_words, units


@pytest.mark.parametrize("head", ["- a\n- b\n", "word\n", "title: [\n", "title: {de: A}\n", ""])
def test_heads_that_are_no_settings(head: str) -> None:
    """A list or a single word between the lines is no fault of ours, today or in an old commit."""
    text = f"---\n{head}---\nText.\n"
    assert set(units("page", text.encode())) == {""}
    assert page_words(text) is not None
    assert units("places", head.encode()) == {}


def test_words_are_those_of_readers() -> None:
    """Blocks, comments, tags and the targets of links are none."""
    assert count_words("Zwei <b>Wörter</b> <!-- drei <i> vier -->\n\n[[contact: office]]\n\n[hier](../x.md)") == 3
