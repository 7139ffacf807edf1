"""What was probably meant by a word that nobody knows: findings propose it."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was probably meant to be; empty where none is near."""
    return next(iter(get_close_matches(word, list(known), n=1)), "")
