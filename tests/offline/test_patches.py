"""Patches lead from the old page to the new one, in the way that browsers can go."""

import random

from hypothesis import example, given
from hypothesis import strategies as st

from integreat_ssg.offline.patches import patch, worthwhile_patch
from tests.offline.reader import apply_patch

TEXTS = st.binary(max_size=2000).flatmap(lambda part: st.integers(1, 60).map(lambda times: part * times))


@given(TEXTS, TEXTS)
@example(b"", b"new")
@example(b"old", b"")
@example(bytes(40_000), bytes(40_000))
@example(b"x" * 32_768 + b"y", b"y" * 32_769)
def test_a_patch_gives_the_new_page(old: bytes, new: bytes) -> None:
    """Whatever the pages are: nothing, shorter or longer than what deflate can look back."""
    assert apply_patch(old, patch(old, new)) == new


@given(TEXTS, TEXTS)
def test_the_same_pages_give_the_same_patch(old: bytes, new: bytes) -> None:
    """Two builds give the same bytes."""
    assert patch(old, new) == patch(bytes(bytearray(old)), new)


def test_a_corrected_word_costs_a_few_bytes() -> None:
    """That is what patches are for."""
    words = random.Random(1)
    page = " ".join(f"word{words.randrange(5000)}" for _ in range(1500)).encode()
    corrected = page.replace(page[4000:4010], b"corrected!", 1)
    data = worthwhile_patch(page, corrected)
    assert data is not None
    assert len(data) < 150
    assert apply_patch(page, data) == corrected


def test_no_patch_between_pages_that_have_nothing_in_common() -> None:
    """A patch as large as the page itself would be a file for nothing."""
    noise = random.Random(2)
    assert worthwhile_patch(noise.randbytes(5000), noise.randbytes(5000)) is None
